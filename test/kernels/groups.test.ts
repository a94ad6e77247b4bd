/** Where control groups are version 1's, alone or with an empty version 2 beside them, the same deaths leave the same records. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../tracer/about.ts';
import { makeFolder, removeFolders } from '../tracer/folder.ts';
import { existsOn } from '../tracer/ran.ts';
import { memory } from '../tracer/ways/memory.ts';
import { boot, type Left } from './guest.ts';
import { kernels } from './kernels.ts';

afterAll(removeFolders);

// What dies together is version 2's alone.
const inVersion1 = memory.filter(({ group }) => group?.together !== true);

describe.each([
  [kernels[0]!, 'v1'],
  [kernels[1]!, 'hybrid'], // from 6.12 on, Debian's kernels have no version 1 for memory
] as const)('$name, $1', (kernel, cgroups) => {
  const existing = inVersion1.filter(existsOn(kernel.machine, kernel.version));
  let left: Left;

  beforeAll(async () => {
    left = await boot(kernel, existing, makeFolder('guest'), { cgroups });
  });

  test.each(existing)('$program: $name', way => {
    const ran = left.ran(way);
    expect(about(left.recordings.typed, ran)).toStrictEqual(way.records(ran, left.recordings.typed));
  });
});
