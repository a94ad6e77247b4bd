/** Keys of records about children that executed a program of their own. */
import { startAfter } from './expected.ts';
import type { Looked } from './living.ts';
import { pathOf } from './programs.ts';
import { anAddress } from './satisfies.ts';
import type { Recording } from './watch.ts';

/** Keys of a child that executed another program of ours. */
export const executed = (program: string, ...args: string[]) => ({
  comm: program.slice(0, 15),
  threadName: program.slice(0, 15),
  exe: pathOf(program),
  argv: [pathOf(program), ...args],
  argvBytes: [pathOf(program), ...args].join('\0').length + 1,
  forkOnly: false,
});

export const itsOwnStack = (run: Looked) => ({ stack: { limitBytes: run.stack.limitBytes, start: anAddress } });

/** What a start record says that it comes after. */
export const deathOf = (run: Looked, recording: Recording, pid: number) => ({ pid, startedAt: startAfter(run, recording) });
