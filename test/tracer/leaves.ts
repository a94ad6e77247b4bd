/** Runs a table of ways to die on this machine. */
import { release } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { about } from './about.ts';
import { expectedOf } from './floor.ts';
import { removeFolders } from './folder.ts';
import { MACHINE } from './living.ts';
import { MemoryGroup, memoryVersion } from './memory-group.ts';
import { run } from './program.ts';
import { existsOn, versionOf, type Way } from './ran.ts';
import { type Command, watch } from './watch.ts';

afterAll(removeFolders);

const existsHere = (way: Way): boolean =>
  existsOn(MACHINE, versionOf(release()))(way) && !way.inGuestsOnly && !(way.group?.together && memoryVersion() === 1);

export interface Watching {
  readonly command?: Command;
  /** The tracer gets no processor until it is all over: nobody can be asked about anything then. */
  readonly late?: boolean;
}

export function leaves(ways: readonly Way[], { command, late = false }: Watching = {}): void {
  test.each(ways.filter(existsHere))('$name', async ({ program, args, group, records }) => {
    using memory = group && new MemoryGroup(group);
    const dies = () => run(program, args, { atGate: pid => memory?.add(pid) });
    const { result, recording } = await watch(watching => (late ? watching.suspendedWhile(dies) : dies()), command);
    const received = about(recording, result);
    expect(received).toStrictEqual(expectedOf(records(result, recording), received, result, recording));
  });
}
