/** The same deaths leave the same records on every kernel; and without the kernel's types the same but for what is declared. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../tracer/about.ts';
import { expectedOf } from '../tracer/floor.ts';
import { makeFolder, removeFolders } from '../tracer/folder.ts';
import { existsOn, isBefore, versionOf, type Way } from '../tracer/ran.ts';
import { ways } from '../tracer/ways/index.ts';
import { boot, type Left, layers } from './guest.ts';
import { kernels } from './kernels.ts';

afterAll(removeFolders);

/** Many at once: on kernels that preempt programs at tracepoints, those that pass meanwhile must not be missed. */
const storm: Way = { name: '400 at once', program: 'storm', args: ['400'], records: () => [] };
/** Connections change their state in interrupts, too, which a kernel that is at work for us passes over: none of that is a miss. */
const connections: Way = { name: '2,000 connections', program: 'connects', args: ['2000'], records: () => [] };

describe.each(kernels)('$name', kernel => {
  const existing = Object.values(ways).flat().filter(existsOn(kernel.machine, kernel.version));
  let left: Left;

  beforeAll(async () => {
    left = await boot(kernel, [...existing, storm, connections], makeFolder('guest'));
  });

  describe.each(layers)('%s', layer => {
    test('the watch was whole', () => {
      const { header, trailer } = left.recordings[layer];
      expect(header.layer?.name).toBe(layer);
      const extras = isBefore(versionOf(header.kernel), [6, 16]) ? ['oom_kill_process', 'mark_oom_victim'] : ['oom_kill_process'];
      for (const name of layer === 'typed' ? extras : [])
        expect(header.hooks).toContainEqual({ name: `kprobe/${name}`, attached: true, needed: false });
      expect(trailer).toMatchObject({ why: 'stopped', lost: { events: 0 }, dying: [] });
      expect(trailer.errors).toEqual({});
      expect(trailer.ended, 'every process but those that still run').toBeLessThanOrEqual(trailer.started + header.snapshot);
    });

    test(storm.name, () => {
      const ran = left.ran(storm);
      const deaths = about(left.recordings[layer], ran).filter(({ type }) => type === 'death');
      expect(deaths).toHaveLength(400);
    });

    test(connections.name, () => {
      expect(about(left.recordings[layer], left.ran(connections))).toEqual([]);
    });

    test.each(existing)('$program: $name', way => {
      const ran = left.ran(way);
      const recording = left.recordings[layer];
      const received = about(recording, ran);
      expect(received).toStrictEqual(expectedOf(way.records(ran, recording), received, ran, recording));
    });
  });
});
