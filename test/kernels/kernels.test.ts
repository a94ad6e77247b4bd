/** The same deaths leave the same records on every kernel. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../tracer/about.ts';
import { makeFolder, removeFolders } from '../tracer/folder.ts';
import { existsOn } from '../tracer/ran.ts';
import { ways } from '../tracer/ways/index.ts';
import { boot, type Left } from './guest.ts';
import { kernels } from './kernels.ts';

afterAll(removeFolders);

describe.each(kernels)('$name', kernel => {
  const existing = Object.values(ways).flat().filter(existsOn(kernel.machine, kernel.version));
  let left: Left;

  beforeAll(async () => {
    left = await boot(kernel, existing, makeFolder('guest'));
  });

  test('the watch was whole', () => {
    const { trailer } = left.recording;
    expect(trailer).toMatchObject({ why: 'stopped', lost: { events: 0 }, errors: {}, dying: [] });
    expect(trailer.ended, 'every process but those that still run').toBeLessThanOrEqual(trailer.started);
  });

  test.each(existing)('$program: $name', way => {
    const ran = left.ran(way);
    expect(about(left.recording, ran)).toStrictEqual(way.records(ran, left.recording));
  });
});
