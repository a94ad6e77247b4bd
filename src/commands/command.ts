/** The watched command: started with our own stdin, stdout and stderr, and its end in a form that shells understand. */
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { constants as system } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Recording } from 'bpf-linux';
import { execa } from 'execa';
import { codeOf, EXIT, reasonOf } from '../errors.ts';
import { stdioWith } from './descriptors.ts';
import type { SignalCatcher } from './signals.ts';

export type CommandEnd =
  | { readonly kind: 'exited'; readonly pid: number; readonly exitCode: number }
  | { readonly kind: 'signalled'; readonly signal: string; readonly number: number }
  | { readonly kind: 'not-started'; readonly status: number; readonly message: string };

/** The command's part in crash-gate's exit status, as a shell would show it. */
export function statusOf(end: CommandEnd): number {
  switch (end.kind) {
    case 'exited':
      return end.exitCode;
    case 'signalled':
      return 128 + end.number;
    case 'not-started':
      return end.status;
  }
}

/** `descriptors`: those above 2 that it shall have too. */
export async function runCommand(
  argv: readonly [string, ...string[]],
  signals: SignalCatcher,
  descriptors: readonly number[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CommandEnd> {
  const [file, ...args] = argv;
  if (!hasRoom()) return { kind: 'not-started', status: EXIT.notExecutable, message: `can't run ${file}: ${tooFewFiles}` };
  const stdio = stdioWith(descriptors);
  // Same process group and descriptors as ours; no clean-up and no second, harder signal: the command decides when it ends.
  const subprocess = execa(file, args, {
    stdio,
    env: environment,
    extendEnv: false,
    reject: false,
    cleanup: false,
    forceKillAfterDelay: false,
    verbose: 'none',
    buffer: false,
  });
  signals.passTo(signal => subprocess.kill(signal));
  const result = await subprocess;
  if (result.signal !== undefined) return { kind: 'signalled', signal: result.signal, number: system.signals[result.signal as NodeJS.Signals] ?? 0 };
  if (result.exitCode !== undefined) return { kind: 'exited', pid: subprocess.pid!, exitCode: result.exitCode };
  return explainStart(file, result.cause ?? result);
}

const tooFewFiles = 'this process may hold too few open files to start anything; "ulimit -Hn" shows the limit, and 256 are enough';

/** What starting takes for a moment. Where that isn't there, node makes half a process, which execa can't use. */
const DESCRIPTORS = 2;

function hasRoom(): boolean {
  const taken: number[] = [];
  try {
    while (taken.length < DESCRIPTORS) taken.push(openSync('/', 'r'));
    return true;
  } catch (error) {
    return codeOf(error) !== 'EMFILE';
  } finally {
    for (const descriptor of taken) closeSync(descriptor);
  }
}

/** Asked to end before the command was started: it isn't started then. */
export const calledOff = (signal: NodeJS.Signals): CommandEnd & { readonly kind: 'not-started' } => ({
  kind: 'not-started',
  status: 128 + system.signals[signal],
  message: `ended by ${signal} before the command was started`,
});

/** 127 when it isn't there, 126 when it is but can't be run: as sh, env(1) and timeout(1) do. */
function explainStart(file: string, error: unknown): CommandEnd {
  const code = (error as NodeJS.ErrnoException).code;
  const path = locate(file);
  if (code === 'ENOENT' && path === null) {
    const where = file.includes('/') ? 'there is no such file' : 'it is in no directory of PATH';
    return { kind: 'not-started', status: EXIT.notFound, message: `command not found: ${file} (${where})` };
  }
  const why = code === 'ENOENT' ? missingInterpreter(path!) : code === 'EACCES' ? whyDenied(path ?? file) : reasonOf(error);
  return { kind: 'not-started', status: EXIT.notExecutable, message: `can't run ${path ?? file}: ${why}` };
}

function locate(file: string): string | null {
  const candidates = file.includes('/') ? [file] : (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, file));
  return candidates.find(path => existsSync(path)) ?? null;
}

function missingInterpreter(path: string): string {
  const [, interpreter] = /^#!\s*(\S+)/.exec(readFileSync(path, 'latin1').slice(0, 256)) ?? [];
  return interpreter === undefined ? 'the loader that it names (PT_INTERP) is missing here' : `its first line names ${interpreter}, which is missing`;
}

function whyDenied(path: string): string {
  if (!existsSync(path)) return 'permission denied';
  if (statSync(path).isDirectory()) return 'it is a directory';
  if (!mayExecute('.')) return `this user may not enter the working directory ${process.cwd()}`;
  return mayExecute(path) ? 'permission denied' : 'it is not executable (chmod +x sets the bit)';
}

function mayExecute(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Node knows no names for real-time signals and reports a command that died of one as "exited with 0". The record of its death
 * knows better.
 */
export function correct(end: CommandEnd, { records, long }: Pick<Recording, 'records' | 'long'>): CommandEnd {
  if (end.kind !== 'exited' || end.exitCode !== 0) return end;
  for (const record of long?.again() ?? records) {
    if (record.type !== 'death' || record.pid !== end.pid || record.ancestors[0]?.pid !== process.pid) continue;
    const number = record.status & 0x7f;
    if (number !== 0) return { kind: 'signalled', signal: `SIG${number}`, number };
  }
  return end;
}
