import { describe, expect, test } from 'vitest';
import { death, fault, MS, oom, process, SECOND, segfaulted, sender, sent } from '../../records.ts';
import { cause, MiB, self, sentence } from './explained.ts';

describe('limits', () => {
  const used = (seconds: number) => ({ rusage: { userNs: seconds * SECOND, systemNs: 30 * MS, maxRssBytes: 0, minorFaults: 0, majorFaults: 0 } });

  test('processor time: SIGXCPU, and a bare SIGKILL at the hard limit', () => {
    const xcpu = death({
      status: 152,
      fault: fault({ signal: 24, code: 128 }),
      sent: sent(24, sender(self), { by: 'kernel', code: 128 }),
      ...used(2),
    });
    expect(cause(xcpu)).toMatchObject({ kind: 'limit', signal: 'SIGXCPU', limit: 'cpu-time' });
    expect(sentence(xcpu)).toBe('reached its processor time limit after 2 s of it, and the kernel ended it with SIGXCPU');
    const bare = sent(9, sender(self), { by: 'kernel', code: 128 });
    expect(cause(death({ status: 9, sent: bare, ...used(1) }))).toMatchObject({ kind: 'limit', signal: 'SIGKILL' });
    expect(cause(death({ status: 9, sent: bare, ...used(0.2) }))).toMatchObject({ kind: 'unknown' });
  });

  test('file size, which looks as if the process sent it to itself', () => {
    const record = death({ status: 153, fault: fault({ signal: 25, code: 0, address: null }), sent: sent(25, sender(self)) });
    expect(cause(record)).toMatchObject({ kind: 'limit', limit: 'file-size' });
    expect(sentence(record)).toBe('reached its file size limit, and the kernel ended it with SIGXFSZ');
  });
});

describe('out of memory', () => {
  const other = process(9, 'python3 load.py');
  const killedFor = (changes: Parameters<typeof oom>[1], trigger = self) => death({ status: 9, oom: oom(trigger, changes) });

  test('its own cgroup', () => {
    expect(cause(killedFor({}))).toMatchObject({ kind: 'oom', scope: 'cgroup', level: 0, limitBytes: 256 * MiB, trigger: null });
    expect(sentence(killedFor({}))).toBe('ran out of memory: its cgroup hit the limit of 256 MiB with 251 MiB of its own memory');
  });

  test('a cgroup above, hit by someone else', () => {
    const levels = [
      { usageBytes: 20 * MiB, limitBytes: null },
      { usageBytes: 20 * MiB, limitBytes: 100 * MiB },
      { usageBytes: 255 * MiB, limitBytes: 256 * MiB },
    ];
    expect(sentence(killedFor({ levels }, other))).toBe(
      'ran out of memory: the cgroup 2 levels above its own hit the limit of 256 MiB with 251 MiB of its own memory; it was python3 load.py (pid 9) that asked for more',
    );
  });

  test('the machine, when no limit was reached', () => {
    const levels = [{ usageBytes: 200 * MiB, limitBytes: 256 * MiB }];
    expect(sentence(killedFor({ levels }))).toBe(
      'ran out of memory: the machine had none left; the OOM killer chose it, with 251 MiB of its own memory',
    );
  });

  test("the kernel's own word goes before what levels look like", () => {
    const levels = [
      { usageBytes: 255 * MiB, limitBytes: 256 * MiB },
      { usageBytes: 300 * MiB, limitBytes: null },
    ];
    expect(cause(killedFor({ levels, constraint: 'machine' }))).toMatchObject({ scope: 'machine', level: null, limitBytes: null });
    expect(cause(killedFor({ levels, constraint: 'cgroup', limitLevel: 0 }))).toMatchObject({ scope: 'cgroup', level: 0, limitBytes: 256 * MiB });
    // Of memory and swap together: that limit isn't in the record.
    expect(sentence(killedFor({ levels, constraint: 'cgroup', limitLevel: 1 }))).toBe(
      'ran out of memory: the cgroup above its own hit its limit with 251 MiB of its own memory',
    );
    expect(sentence(killedFor({ levels, constraint: 'cgroup' }))).toMatch(/^ran out of memory: a cgroup above its own hit its limit/);
    expect(sentence(killedFor({ levels, constraint: 'cpuset' }))).toMatch(
      /^ran out of memory: the memory nodes that its cpuset or memory policy allows had none left; the OOM killer chose it/,
    );
    expect(cause(killedFor({ levels, constraint: 'other' as never }))).toMatchObject({ scope: 'cgroup', level: 0 });
  });

  test('a small cgroup must really be full', () => {
    expect(cause(killedFor({ levels: [{ usageBytes: 1 * MiB, limitBytes: 4 * MiB }] }))).toMatchObject({ scope: 'machine' });
  });

  test('not who was killed already, and still dying as the machine had no memory left', () => {
    const killer = sender(other);
    expect(cause(death({ status: 9, sent: sent(9, killer), oom: oom(self) }))).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
    expect(cause(death({ status: 9, sent: sent(9, killer, { by: 'kernel' }), oom: oom(self) }))).toMatchObject({ kind: 'oom' });
    expect(cause(death({ status: 9, sent: sent(9, killer, { at: 10.1 * SECOND }), oom: oom(self) }))).toMatchObject({ kind: 'oom' });
  });

  test('only when it died of SIGKILL', () => {
    expect(cause(segfaulted({ oom: oom(self) }))).toMatchObject({ kind: 'fault' });
  });
});
