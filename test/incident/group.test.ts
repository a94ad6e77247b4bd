import { describe, expect, test } from 'vitest';
import * as r from '../records.ts';
import { incidents, only } from './told.ts';

const { SECOND } = r;

describe('an incident', () => {
  test('keeps a bounded number of examples and counts all', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      r.segfaulted({ ...r.process(1000 + index, '/usr/bin/app'), at: (10 + index / 100) * SECOND }),
    );
    const incident = only(many);
    expect(incident.count).toBe(100);
    expect(incident.crashes).toHaveLength(20);
  });

  test('has a signature without pids, addresses, container ids and temporary paths', () => {
    const crash = (pid: number, folder: string, id: string) =>
      only([
        r.segfaulted({
          ...r.process(pid, `/tmp/${folder}/app`),
          fault: r.fault({ tid: pid, address: `0x${pid}0000` }),
          cgroup: `/docker/${id.repeat(32)}`,
          ancestors: [],
        }),
      ]);
    const [one, two] = [crash(70, 'build-a1', 'ab'), crash(99, 'build-zz', 'cd')];
    expect(one.signature).toBe('fault | SIGSEGV | SEGV_MAPERR | not-mapped read | <tmp>/app | in a container');
    expect(two).toMatchObject({ signature: one.signature, id: one.id });
  });

  test('in two containers is two incidents with ids of their own', () => {
    const crash = (pid: number, id: string) => r.segfaulted({ ...r.process(pid, '/app'), cgroup: `/docker/${id.repeat(32)}`, ancestors: [] });
    const found = incidents([crash(70, 'ab'), crash(71, 'cd')]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  });
});
