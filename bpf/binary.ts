/** Finds the tracer: one static executable per architecture, committed with the package, so that nothing is built or fetched on a user's machine. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { failure, type TracerFailure } from './failure.ts';

/** process.arch → folder under dist/bin, and e_machine of the ELF header. */
const builds: Readonly<Record<string, { readonly folder: string; readonly machine: number }>> = {
  x64: { folder: 'linux-x64', machine: 62 },
  arm64: { folder: 'linux-arm64', machine: 183 },
};

const machineNames: Readonly<Record<number, string>> = { 3: 'x86 (32 bit)', 40: 'arm (32 bit)', 62: 'x86-64', 183: 'aarch64', 243: 'riscv64' };

/** Environment variable that names another executable: for tests, other builds, other layouts. */
export const OVERRIDE = 'BPF_LINUX_TRACER';

export type FoundTracer = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly failure: TracerFailure };

export function findTracer(environment: NodeJS.ProcessEnv = process.env): FoundTracer {
  if (process.platform !== 'linux') return no(failure('not-linux', { message: `this is ${process.platform}, and eBPF exists on Linux only` }));
  const override = environment[OVERRIDE];
  if (override !== undefined && override !== '') return examine(override, `${OVERRIDE} names it. `);
  const build = builds[process.arch];
  if (build === undefined)
    return no(
      failure('wrong-arch', {
        message: `there is no tracer for ${process.arch}, only for ${Object.keys(builds).join(' and ')}`,
        remedy: 'Run on such a machine, with a Node that is built for it: "node -p process.arch" tells.',
      }),
    );
  return examine(locate(build.folder), '');
}

/** Beside the bundle (dist/cli.js), or in dist/ beside bpf/ when the sources run as they are. */
function locate(folder: string): string {
  const candidates = [`./bin/${folder}/tracer`, `../dist/bin/${folder}/tracer`].map(path => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find(path => statSync(path, { throwIfNoEntry: false }) !== undefined) ?? candidates[import.meta.url.endsWith('.ts') ? 1 : 0]!;
}

function examine(path: string, why: string): FoundTracer {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return no(fail('not-found', `the tracer executable is missing: there is no ${path}`, why));
  if (!stat.isFile()) return no(fail('not-found', `${path} is not a file`, why));
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return no(fail('not-executable', `the tracer executable ${path} may not be run`, why));
  }
  return checkContent(path, why);
}

/** An executable for another machine gives ENOEXEC, or, with binfmt_misc, starts under an emulator that has no bpf(). */
function checkContent(path: string, why: string): FoundTracer {
  const head = readHead(path);
  // Not readable is no obstacle to running it; a script is somebody's wrapper.
  if (head === null || head.subarray(0, 2).toString('latin1') === '#!') return { ok: true, path };
  if (head.length < 20 || head.subarray(0, 4).toString('latin1') !== '\x7fELF') {
    return no(
      fail(
        'not-executable',
        `${path} is not a program (perhaps a Git LFS pointer, or cut while copying)`,
        why,
        'Restore the file from the repository. ',
      ),
    );
  }
  const machine = head.readUInt16LE(18);
  if (machine === builds[process.arch]?.machine) return { ok: true, path };
  const name = machineNames[machine] ?? `ELF machine ${machine}`;
  return no(fail('wrong-arch', `${path} is built for ${name}, and this machine is ${process.arch}`, why));
}

function readHead(path: string): Buffer | null {
  try {
    const fd = openSync(path, 'r');
    const head = Buffer.alloc(20);
    const length = readSync(fd, head, 0, 20, 0);
    closeSync(fd);
    return head.subarray(0, length);
  } catch {
    return null;
  }
}

function fail(kind: TracerFailure['kind'], message: string, why: string, first = ''): TracerFailure {
  return failure(kind, { message, remedy: why + first + failure(kind).remedy });
}

const no = (failure: TracerFailure): FoundTracer => ({ ok: false, failure });
