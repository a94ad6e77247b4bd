/** Starts the programs of fixtures/programs, each in a folder of its own, and looks at them before they die. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeFolder } from './folder.ts';
import { type Looked, look, MACHINE } from './living.ts';
import { buildPrograms, pathOf } from './programs.ts';
import { type Ended, parseSaid } from './ran.ts';

export { PROGRAMS, pathOf } from './programs.ts';

buildPrograms(MACHINE);
// No core files, whatever the machine does with them: a limit of one byte turns off files and pipes alike. sudo has set the hard limit to 0 already.
if (!/^Max core file size +\S+ +0 /m.test(readFileSync('/proc/self/limits', 'latin1')))
  execFileSync('prlimit', ['--pid', String(process.pid), '--core=1:']);

export interface StartOptions {
  /** Instead of the program's file in PROGRAMS. */
  readonly path?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called while the program stands at its gate. */
  readonly atGate?: (pid: number) => void;
}

/** A program that was started and let through its gate. */
export interface Run extends Looked {
  readonly child: ChildProcess;
  /** Resolves when the process and all that share its output have ended, with all that they said. */
  readonly ended: Promise<Ended>;
}

/** A run that is over. */
export type Finished = Run & Ended;

export async function start(program: string, args: readonly string[] = [], options: StartOptions = {}): Promise<Run> {
  const cwd = makeFolder('run');
  const child = spawn(options.path ?? pathOf(program), args, { cwd, env: options.env ?? process.env, stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  const output = text(child.stdout!);
  const ended = once(child, 'close').then(async ([code, signal]) => ({ code, signal, said: parseSaid(await output) }) as Ended);
  const gate = child.stdio[3] as Socket;
  gate.on('error', () => {});
  await once(gate, 'data');
  options.atGate?.(child.pid!);
  const living = look(child.pid!);
  gate.end();
  return { ...living, program, image: pathOf(program), machine: MACHINE, child, ended };
}

/** Runs a program to its end, with an input that is over. */
export async function run(program: string, args: readonly string[] = [], options: StartOptions = {}): Promise<Finished> {
  return finish(await start(program, args, options));
}

/** Ends a program's input and waits for its end. */
export async function finish(run: Run): Promise<Finished> {
  run.child.stdin!.on('error', () => {});
  run.child.stdin!.end();
  return { ...run, ...(await run.ended) };
}

/** Resolves when the program has said its first words. */
export async function hasSpoken(run: Run): Promise<void> {
  await once(run.child.stdout!, 'data');
}
