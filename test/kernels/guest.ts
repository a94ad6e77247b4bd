/** Boots a kernel in QEMU, with the tracer and the programs that die, and brings back what is left of them. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { copiedProc, look, type Machine } from '../tracer/living.ts';
import { buildPrograms, CC, PROGRAMS, pathOf } from '../tracer/programs.ts';
import { parseSaid, type Ran, type Way } from '../tracer/ran.ts';
import { parseRecording, type Recording } from '../tracer/watch.ts';
import { tellEnd } from './console.ts';
import { archive, type Entry } from './cpio.ts';
import { emulatorOf } from './emulator.ts';
import { fetchBusybox, fetchKernel, type Kernel } from './kernels.ts';

const HERE = resolve(import.meta.dirname, 'guest');
const FILTERED = resolve(import.meta.dirname, '../../fixtures/surroundings/filtered.c');
const tracers: Readonly<Record<Machine, string>> = { x86_64: 'linux-x64', aarch64: 'linux-arm64' };

/** "max" is whatever QEMU can do without the host's help: no test depends on the processor of the machine it runs on. x64 is without cmpxchg16b:
 * QEMU 7.2 lost the flags when it was interrupted there, and the kernel, which has it in kmalloc(), panicked now and then. arm64 signs pointers
 * by a quick function of QEMU's own: the architecture's takes so long that nothing comes on the console for minutes. */
const machines: Readonly<Record<Machine, { readonly processor: readonly string[]; readonly console: string }>> = {
  x86_64: { processor: ['-accel', 'tcg', '-cpu', 'max,-cx16'], console: 'ttyS0' },
  aarch64: { processor: ['-M', 'virt', '-accel', 'tcg', '-cpu', 'max,pauth-impdef=on'], console: 'ttyAMA0' },
};

/** A guest that takes longer hangs; it is ended, and its console shown. */
const LONGEST_MS = Number(process.env.CRASH_GATE_TEST_GUEST_MS ?? 240_000);

/** With the kernel's types, and without (they are hidden then). */
export const layers = ['typed', 'floor'] as const;
export type Layer = (typeof layers)[number];

export interface Left {
  readonly recordings: Readonly<Record<Layer, Recording>>;
  ran(way: Way): Ran;
}

export interface GuestOptions {
  /** The hierarchies of control groups; "hybrid": version 1, and an empty version 2. */
  readonly cgroups?: 'v2' | 'v1' | 'hybrid';
  /** More words of the kernel's command line. */
  readonly words?: readonly string[];
}

/** @param folder the test's own, for what the guest needs and leaves */
export async function boot(kernel: Kernel, ways: readonly Way[], folder: string, options: GuestOptions = {}): Promise<Left> {
  const programs = buildPrograms(kernel.machine);
  const initramfs = join(folder, 'initramfs');
  writeFileSync(initramfs, archive([...system(kernel.machine, folder, programs), ...ways.flatMap(instructions)]));
  unpack(await run(kernel, initramfs, options), folder);
  return {
    recordings: { typed: readRecording(folder, 'typed'), floor: readRecording(folder, 'floor') },
    ran: way => read(join(folder, 'ways', String(ways.indexOf(way))), way, kernel.machine, programs),
  };
}

function readRecording(folder: string, layer: Layer): Recording {
  const file = (name: string) => readFileSync(join(folder, 'out', layer, name), 'utf8');
  const status = Number(file('status'));
  if (status !== 0) throw new Error(`the tracer ended with ${status}:\n${file('errors').slice(-10_000)}`);
  return parseRecording(file('record.ndjson'), status);
}

export interface Answer {
  readonly status: number;
  readonly said: string;
  readonly errors: string;
}

/** Boots a kernel to run commands there, in the shell of its first process, one after the other. */
export async function ask(kernel: Kernel, commands: readonly string[], folder: string, options: GuestOptions): Promise<readonly Answer[]> {
  const initramfs = join(folder, 'initramfs');
  const questions = commands.map((command, index) => ({ path: `questions/${index}/command`, content: Buffer.from(`${command}\n`) }));
  writeFileSync(
    initramfs,
    archive([...system(kernel.machine, folder, buildPrograms(kernel.machine)), tool(kernel.machine, folder, FILTERED), ...questions]),
  );
  unpack(await run(kernel, initramfs, options), folder);
  return commands.map((_, index) => {
    const read = (name: string) => readFileSync(join(folder, `questions/${index}`, name), 'utf8');
    return { status: Number(read('status')), said: read('said'), errors: read('errors') };
  });
}

/** Programs have the places that they have here, so that their paths are those that the expectations name. */
function system(machine: Machine, folder: string, programs: string): Entry[] {
  const tracer = process.env.CRASH_GATE_TEST_TRACER ?? resolve(HERE, `../../../dist/bin/${tracers[machine]}/tracer`);
  const files = readdirSync(programs, { withFileTypes: true }).filter(entry => entry.isFile());
  return [
    ...['proc', 'sys', 'dev', 'tmp', 'out'].map(path => ({ path })),
    { path: 'bin/busybox', content: fetchBusybox(machine), executable: true },
    { path: 'bin/tracer', content: readFileSync(tracer), executable: true },
    tool(machine, folder, join(HERE, 'run-way.c')),
    { path: 'init', content: readFileSync(join(HERE, 'init')), executable: true },
    ...files.map(({ name }) => ({ path: join(PROGRAMS, name).slice(1), content: readFileSync(join(programs, name)), executable: true })),
  ];
}

function tool(machine: Machine, folder: string, source: string): Entry {
  const name = basename(source, '.c');
  execFileSync(CC, [machine, '-O1', '-static', '-Wall', '-Wextra', '-Werror', '-o', join(folder, name), source]);
  return { path: `bin/${name}`, content: readFileSync(join(folder, name)), executable: true };
}

const instructions = ({ program, args = [], group }: Way, index: number): Entry[] => [
  { path: `ways/${index}/argv`, content: Buffer.from([pathOf(program), ...args].map(argument => `${argument}\0`).join('')) },
  ...(group ? [{ path: `ways/${index}/group`, content: Buffer.from(`${group.limitBytes}${group.together ? ' together' : ''}\n`) }] : []),
];

/** What the guest said on its console until it powered itself off. */
async function run(kernel: Kernel, initramfs: string, { cgroups = 'v2', words = [] }: GuestOptions): Promise<string> {
  const { processor, console } = machines[kernel.machine];
  const options = ['-smp', '2', '-m', '1024', '-nic', 'none', '-nographic', '-no-reboot', '-kernel', fetchKernel(kernel), '-initrd', initramfs];
  // A busy host starves a guest, and what the kernel would say of that on the console comes between what is left.
  const guest = spawn(
    'nice',
    [
      ...emulatorOf(kernel.machine),
      ...processor,
      ...options,
      '-append',
      `console=${console} panic=-1 quiet nowatchdog rcupdate.rcu_cpu_stall_suppress=1 cgroups=${cgroups} ${words.join(' ')}`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const said = text(guest.stdout);
  const timer = setTimeout(() => guest.kill('SIGKILL'), LONGEST_MS);
  await once(guest, 'exit');
  clearTimeout(timer);
  return said;
}

function unpack(said: string, folder: string): void {
  const left = /-----BEGIN LEFT-----([^-]*)-----END LEFT-----/.exec(said)?.[1];
  if (left === undefined) throw new Error(tellEnd(said));
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xz', '-C', folder], { input: Buffer.from(left, 'base64') });
}

function read(folder: string, { program }: Way, machine: Machine, programs: string): Ran {
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');
  const errors = file('errors');
  if (errors !== '') throw new Error(`run-way: ${errors}`);
  const status = Number(file('status'));
  return {
    ...look(Number(file('pid')), copiedProc(join(folder, 'proc'))),
    program,
    image: join(programs, program),
    machine,
    code: status & 0x7f ? null : status >> 8,
    signal: null,
    said: parseSaid(file('said')),
  };
}
