/**
 * stdout and stderr by descriptor. process.stdout and process.stderr would do more than write: node sets O_NONBLOCK on a pipe,
 * and the watched command shares that pipe, so it could suddenly get EAGAIN from a plain write.
 */
import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { codeOf, reasonOf } from '../errors.ts';
import { inert } from '../report/inert.ts';

export const STDOUT = 1;
export const STDERR = 2;

const pause = new Int32Array(new SharedArrayBuffer(4));

let lost = false;
/** Whether something could not be written that was asked for: no success, then. */
export const hasLostOutput = (): boolean => lost;

export function sayLost(message: string): void {
  lost = true;
  say(message);
}

/** Writes everything, or gives up: quietly when nobody reads any more. */
export function write(fd: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (codeOf(error) === 'EPIPE') return;
      // Somebody else made the pipe non-blocking and it is full.
      if (codeOf(error) !== 'EAGAIN') return lose(fd, error);
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}

function lose(fd: number, error: unknown): void {
  // Where stderr is full, that can't be said either.
  if (!lost) sayLost(`could not write to ${fd === STDOUT ? 'stdout' : 'stderr'}: ${reasonOf(error)}; what should stand there is not complete`);
}

/** Lines for a person, on stderr, each with our name, so that they stand out in a command's output. */
export function say(...lines: readonly string[]): void {
  write(STDERR, lines.map(line => `crash-gate: ${inert(line)}\n`).join(''));
}

/** FORCE_COLOR beats NO_COLOR beats the terminal, as in node itself. */
export function wantsColour(fd: number, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = environment;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return TERM !== 'dumb' && isatty(fd);
}

/** Columns for the report. Only called when the command has ended: see above. */
export const width = (): number => (isatty(STDERR) ? process.stderr.columns || 100 : 100);
