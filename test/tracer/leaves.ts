/** Runs a table of ways to die on this machine. */
import { release } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { about } from './about.ts';
import { removeFolders } from './folder.ts';
import { MACHINE } from './living.ts';
import { run } from './program.ts';
import { existsOn, versionOf, type Way } from './ran.ts';
import { watch } from './watch.ts';

afterAll(removeFolders);

export function leaves(ways: readonly Way[]): void {
  test.each(ways.filter(existsOn(MACHINE, versionOf(release()))))('$name', async ({ program, args, records }) => {
    const { result, recording } = await watch(() => run(program, args));
    expect(about(recording, result)).toStrictEqual(records(result, recording));
  });
}
