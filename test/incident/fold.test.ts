import type { BpfRecord } from 'bpf-linux';
import fc from 'fast-check';
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
      r.exited(2, { ...make, at: child.at + 4 * MS, ancestors: r.jobRoot }),
    ];
    const report = analyse(r.recording([...r.job(2), ...records]));
    expect(report.incidents).toMatchObject([
      {
        ...{ rule: 'fault', count: 1, masked: 'no', followerCount: 2 },
        followers: [
          { pid: 60, how: 'exited with 139' },
          { pid: 59, how: 'exited with 2' },
        ],
      },
    ]);
    expect(report.ignored).toEqual([]);
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
      r.exited(2, {
        ...childOf(pid, 'postgres: checkpointer '),
        at: backend.at + 5 * MS,
        sent: r.sent(3, r.sender(postmaster), { at: backend.at + MS }),
      }),
    );
    const again = r.start({ ...postmaster, pid: 80 }, backend, { how: 'fork', at: backend.at + 30 * MS });
    expect(only([backend, ...others, again])).toMatchObject({
      count: 1,
      followerCount: 3,
      masked: 'replaced',
      replacements: [{ pid: 80, afterMs: 30 }],
    });
  });

  describe('what their parent stops after a crash', () => {
    const keeper = r.process(60, 'node keeper.js');
    const of = (pid: number, command: string) => ({ ...r.process(pid, command), ancestors: below(keeper) });
    const crash = r.segfaulted(of(70, '/usr/bin/shop'));
    const back = (afterMs: number) => r.start(r.process(80, '/usr/bin/shop'), crash, { at: crash.at + afterMs * MS });
    const stopped = (signal: number, askedMs: number, endedMs = askedMs + 1) =>
      r.killed(signal, r.sender(keeper), {
        ...of(71, '/usr/bin/queue'),
        at: crash.at + endedMs * MS,
        sent: r.sent(signal, r.sender(keeper), { at: crash.at + askedMs * MS }),
      });
    const told = (...records: readonly BpfRecord[]) => {
      const { incidents, ignored } = analyse(r.recording([...r.job(), crash, ...records]));
      expect(incidents.map(({ rule }) => rule)).toEqual(['fault']);
      return { followed: incidents[0]!.followerCount, stops: ignored.find(({ rule }) => rule === 'stopped')?.count ?? 0 };
    };
    const followed = { followed: 1, stops: 0 };
    const apart = { followed: 0, stops: 1 };

    test('at once, and nothing is started any more', () => expect(told(stopped(15, 40))).toEqual(followed));

    test('at once, however long that takes to obey, before it starts the first one again', () => {
      expect(told(stopped(15, 40, 3000), back(3100))).toEqual(followed);
      expect(told(stopped(15, 40, 3000), back(50)), 'without waiting for it').toEqual(followed);
    });

    test('with SIGKILL, seconds later, since it did not obey', () => {
      expect(told(stopped(9, 5000))).toEqual(followed);
      expect(told(stopped(9, 5000), back(5100))).toEqual(followed);
    });

    test('and starts over like the first one, in turn', () => {
      const again = r.start(r.process(81, '/usr/bin/queue'), stopped(15, 500), { at: crash.at + 520 * MS });
      expect(told(back(3), stopped(15, 500), again)).toEqual(followed);
    });

    test('with the first one back, at its teardown: that is a stop', () => {
      for (const afterMs of [100, 998, 2003, 6867]) expect(told(back(4), stopped(15, afterMs)), `${afterMs} ms`).toEqual(apart);
      expect(told(back(4), stopped(9, 5000)), 'with SIGKILL').toEqual(apart);
    });

    test('at its teardown, with nothing started in between: that is a stop', () => expect(told(stopped(15, 6000))).toEqual(apart));

    test('was already on its way as the other one crashed: that is a stop', () => expect(told(stopped(15, -500, 800))).toEqual(apart));

    test('a pool that is whole again, at its teardown: those are stops', () => {
      const fork = (pid: number) => ({ ...keeper, pid, forkOnly: true, ancestors: below(keeper) });
      const worker = r.segfaulted(fork(72));
      const next = r.start({ ...keeper, pid: 73 }, worker, { how: 'fork', at: worker.at + 2 * MS });
      const ends = [73, 74].map(pid => {
        const at = worker.at + 2004 * MS;
        return r.killed(15, r.sender(keeper), { ...fork(pid), at, sent: r.sent(15, r.sender(keeper), { at: at - MS }) });
      });
      const { incidents, ignored } = analyse(r.recording([...r.job(), worker, next, ...ends]));
      expect(incidents).toMatchObject([{ rule: 'fault', masked: 'replaced', followerCount: 0 }]);
      expect(ignored).toMatchObject([{ rule: 'stopped', count: 2 }]);
    });
  });

  test("systemd, which stops one unit shortly after another one's crash: two stories", () => {
    const of = (pid: number, unit: string) => ({
      ...r.process(pid, `/usr/bin/${unit}`),
      cgroup: `/system.slice/${unit}.service`,
      ancestors: [r.init],
    });
    const crash = r.segfaulted({ ...of(70, 'shop'), at: 10 * SECOND });
    const hung = r.killed(6, r.sender(r.init, []), { ...of(71, 'queue'), at: 12 * SECOND });
    const again = r.start(of(72, 'queue'), hung, { at: 13 * SECOND, cgroup: '/system.slice/queue.service' });
    const { incidents } = analyse(r.recording([...r.job(), crash, hung, again]));
    expect(incidents.map(({ rule, followerCount }) => [rule, followerCount])).toEqual([
      ['fault', 0],
      ['killed-by-runtime-replaced', 0],
    ]);
  });

  test('an OOM kill of a whole group', () => {
    const trigger = r.process(70, '/usr/bin/app');
    const victim = (pid: number) => r.death({ ...r.process(pid, '/usr/bin/app'), status: 9, oom: r.oom(trigger) });
    expect(only([victim(70), victim(71), victim(72)])).toMatchObject({ cause: { kind: 'oom' }, count: 1, followerCount: 2 });
  });

  test('an OOM kill of a whole group that takes seconds to die, the chosen one last', () => {
    const trigger = r.process(70, '/usr/bin/app');
    const victim = (pid: number, chosenAt: number, at: number) =>
      r.death({ ...r.process(pid, '/usr/bin/app'), at, status: 9, oom: r.oom(trigger, { at: chosenAt }) });
    const group = [victim(71, 10.01 * SECOND, 10.2 * SECOND), victim(72, 10.02 * SECOND, 12 * SECOND), victim(70, 10 * SECOND, 15 * SECOND)];
    expect(only(group)).toMatchObject({ count: 1, followerCount: 2, crashes: [{ pid: 70 }] });
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

  test('is told root first, however long the chain is, whatever the codes, and whoever else dies meanwhile', () => {
    const link = fc.record({ code: fc.integer({ min: 1, max: 255 }), afterMs: fc.integer({ min: 1, max: 900 }) });
    const stranger = fc.record({ code: fc.integer({ min: 1, max: 255 }), afterMs: fc.integer({ min: 1, max: 9000 }) });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 8 }), fc.array(stranger, { maxLength: 5 }), (links, strangers) => {
        // Innermost first.
        const chain = links.map((_, index) => r.process(60 + index, `tool-${index}`));
        const above = (index: number) => [...chain.slice(index), ...r.jobRoot];
        const root = r.segfaulted({ ancestors: above(0) });
        let at = root.at;
        const ends = links.map(({ code, afterMs }, index) => {
          at += afterMs * MS;
          return r.exited(code, { ...chain[index]!, at, ancestors: above(index + 1) });
        });
        const others = strangers.map(({ code, afterMs }, index) =>
          r.exited(code, { ...r.process(900 + index, 'grep x'), at: root.at + afterMs * MS, ancestors: above(links.length) }),
        );
        const { incidents, ignored } = analyse(r.recording([...r.job(), root, ...ends, ...others]));
        expect(incidents).toMatchObject([{ rule: 'fault', followers: chain.map(({ pid }) => ({ pid })) }]);
        expect(ignored.reduce((sum, { count }) => sum + count, 0)).toBe(strangers.length);
      }),
    );
  });

  test('does not take in what a test runner gives up after another test crashed', () => {
    const meson = r.process(60, 'meson test');
    const crash = r.segfaulted({ ancestors: below(meson) });
    const slow = r.killed(15, r.sender(meson), { ...r.process(499, './slow-test'), at: crash.at + SECOND, ancestors: below(meson) });
    expect(only([crash, slow])).toMatchObject({ rule: 'fault', followerCount: 0 });
  });

  test('does not take in a server that obeys a stop shortly after its worker crashed, in whatever way', () => {
    const server = r.process(60, 'php -S 127.0.0.1:8000');
    const crash = r.segfaulted({ ...server, pid: 500, forkOnly: true, ancestors: below(server) });
    const at = crash.at + 40 * MS;
    const stopped = r.killed(15, r.sender(server), { ...server, at, ancestors: r.jobRoot, listening: [r.listening(8000)] });
    expect(only([crash, stopped])).toMatchObject({ rule: 'fault', followerCount: 0 });
    const failed = r.exited(1, { ...server, at, ancestors: r.jobRoot, listening: [r.listening(8000)] });
    expect(only([crash, failed])).toMatchObject({ rule: 'fault', followerCount: 1 });
  });

  test('does not take in what fails of itself: later, or although its child went on well', () => {
    const late = r.exited(2, { ...make, at: child.at + 3 * SECOND, ancestors: r.jobRoot });
    expect(analyse(r.recording([...r.job(), child, r.end(shell, child.at + MS), late])).ignored).toMatchObject([{ rule: 'exit', count: 1 }]);
    const soon = r.exited(2, { ...make, at: child.at + 2 * MS, ancestors: r.jobRoot });
    expect(analyse(r.recording([...r.job(), child, r.end(shell, child.at + MS), soon])).ignored).toMatchObject([{ rule: 'exit', count: 1 }]);
  });
});
