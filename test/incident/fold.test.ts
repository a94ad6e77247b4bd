import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import * as r from '../records.ts';
import { below, only } from './told.ts';

const { SECOND, MS } = r;

describe('one story', () => {
  const shell = r.process(60, 'sh -c app');
  const make = r.process(59, 'make check');
  const child = r.segfaulted({ ancestors: [shell, make, ...r.jobRoot] });

  test("a child's SIGSEGV, its shell's 139 and make's 2", () => {
    const records = [
      child,
      r.exited(139, { ...shell, at: child.at + 2 * MS, ancestors: [make, ...r.jobRoot] }),
      r.exited(2, { ...make, at: child.at + 4 * MS, ancestors: r.jobRoot, listening: [r.listening(1)] }),
    ];
    const report = analyse(r.recording([...r.job(2), ...records]));
    expect(report.incidents).toMatchObject([
      { rule: 'fault', count: 1, masked: 'no', followerCount: 1, followers: [{ pid: 60, how: 'exited with 139' }] },
    ]);
    // make's own 2 is the answer of a command.
    expect(report.ignored).toMatchObject([{ rule: 'exit', count: 1 }]);
  });

  test('the container around the shell around the program', () => {
    const cgroup = `/docker/${'ab'.repeat(32)}`;
    const shim = [r.process(300, 'containerd-shim-runc-v2'), r.init];
    const inner = r.segfaulted({ cgroup, nsPid: 7, ancestors: [shell, ...shim] });
    const outer = r.exited(139, { ...shell, at: inner.at + 1 * MS, cgroup, nsPid: 1, ancestors: shim });
    const again = r.start({ ...shell, pid: 601 }, outer, { at: outer.at + 200 * MS, cgroup, nsPid: 1, ancestors: shim });
    expect(only([inner, outer, again])).toMatchObject({
      ...{ cause: { kind: 'fault' }, count: 1, followerCount: 1, masked: 'replaced' },
      replacements: [{ pid: 601, afterMs: 200, by: 'docker' }],
    });
  });

  test('an exit of 139 without such a child is an exit code', () => {
    expect(analyse(r.recording([...r.job(), r.exited(139)])).ignored).toMatchObject([{ rule: 'exit', count: 1 }]);
  });

  test('npm, which sends itself the signal that its child died of', () => {
    const npm = r.process(60, 'node /usr/bin/npm test');
    const dead = r.segfaulted({ ancestors: [npm, ...r.jobRoot] });
    const self = r.segfaulted({ ...npm, at: dead.at + 5 * MS, ancestors: r.jobRoot, fault: r.fault({ code: 0 }), sent: r.sent(11, r.sender(npm)) });
    expect(only([dead, self])).toMatchObject({ process: { name: 'app' }, followerCount: 1 });
  });

  test('timeout, which does the same with SIGABRT', () => {
    const timeout = r.process(60, 'timeout 20 app');
    const aborted = (identity: typeof timeout, ancestors: typeof r.jobRoot, at: number) =>
      r.death({ ...identity, at, status: 134, ancestors, sent: r.sent(6, r.sender(identity), { code: -6 }) });
    const app = r.process(500, '/usr/bin/app');
    const records = [aborted(app, [timeout, ...r.jobRoot], 10 * SECOND), aborted(timeout, r.jobRoot, 10.001 * SECOND)];
    expect(only(records)).toMatchObject({ process: { name: 'app' }, count: 1, followerCount: 1 });
  });

  test('PostgreSQL: the postmaster stops its other children because one crashed, and starts all over', () => {
    const postmaster = r.process(60, '/usr/lib/postgresql/15/bin/postgres -D /x');
    const childOf = (pid: number, title: string) => ({
      ...r.process(pid, [title], { exe: postmaster.exe!, comm: 'postgres' }),
      forkOnly: true,
      ancestors: below(postmaster),
    });
    const backend = r.segfaulted({ ...childOf(70, 'postgres: app shop 127.0.0.1(5)'), parentListens: true });
    const others = [71, 72, 73].map(pid =>
      r.exited(2, { ...childOf(pid, 'postgres: checkpointer '), at: backend.at + 5 * MS, sent: r.sent(3, r.sender(postmaster)) }),
    );
    const again = r.start({ ...postmaster, pid: 80 }, backend, { how: 'fork', at: backend.at + 30 * MS });
    expect(only([backend, ...others, again])).toMatchObject({
      count: 1,
      followerCount: 3,
      masked: 'replaced',
      replacements: [{ pid: 80, afterMs: 30 }],
    });
  });

  test('an OOM kill of a whole group', () => {
    const trigger = r.process(70, '/usr/bin/app');
    const victim = (pid: number) => r.death({ ...r.process(pid, '/usr/bin/app'), status: 9, oom: r.oom(trigger) });
    expect(only([victim(70), victim(71), victim(72)])).toMatchObject({ cause: { kind: 'oom' }, count: 1, followerCount: 2 });
  });

  test('the init of a pid namespace takes the others along, even when they are recorded first', () => {
    const first = r.segfaulted({ ...r.process(70, '/usr/bin/app'), nsPid: 1, at: 10 * SECOND });
    const dying = r.sender(first, [], { exiting: true, nsPid: 1 });
    const other = (pid: number, at: number) =>
      r.death({ ...r.process(pid, '/usr/bin/helper'), at, status: 9, sent: r.sent(9, dying, { by: 'kernel' }) });
    expect(only([other(71, 9.999 * SECOND), first, other(72, 10.001 * SECOND)])).toMatchObject({
      process: { name: 'app' },
      count: 1,
      followerCount: 2,
    });
  });
});
