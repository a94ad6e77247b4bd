/** Arguments are bytes to the kernel and text to node: what isn't UTF-8 comes as U+FFFD, and would reach the command as that. */
import { readFileSync } from 'node:fs';
import { InputError } from '../errors.ts';

/** Throws an InputError rather than let the command get others than were given. */
export function requireUnchanged(argv: readonly string[]): void {
  if (!argv.some(argument => argument.includes('\ufffd'))) return;
  const position = findChanged(argv, commandLine());
  if (position === -1) return;
  const which = position === 0 ? "the command's name" : `argument ${position} of the command`;
  throw new InputError(
    `${which} has bytes that are not UTF-8 (here "${argv[position]}"), and the command would get others: Node can't hand them on`,
    'Put the command into a script, and let that be run: crash-gate run -- ./script',
  );
}

/** `argv` is the end of the command line. Its position, or -1. `bytes`: one character each, a zero after each argument; null: not known. */
export function findChanged(argv: readonly string[], bytes: string | null): number {
  const given = bytes?.split('\0').slice(0, -1).slice(-argv.length) ?? [];
  if (given.length < argv.length) return -1;
  return argv.findIndex((argument, position) => Buffer.from(argument).toString('latin1') !== given[position]);
}

function commandLine(): string | null {
  try {
    return readFileSync('/proc/self/cmdline', 'latin1');
  } catch {
    return null;
  }
}
