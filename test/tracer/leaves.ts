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
import { watch } from './watch.ts';

afterAll(removeFolders);

const existsHere = (way: Way): boolean =>
  existsOn(MACHINE, versionOf(release()))(way) && !way.inGuestsOnly && !(way.group?.together && memoryVersion() === 1);

export function leaves(ways: readonly Way[]): void {
  test.each(ways.filter(existsHere))('$name', async ({ program, args, group, records }) => {
    using memory = group && new MemoryGroup(group);
    const { result, recording } = await watch(() => run(program, args, { atGate: pid => memory?.add(pid) }));
    const received = about(recording, result);
    expect(received).toStrictEqual(expectedOf(records(result, recording), received, result, recording));
  });
}
