import type { BpfRecord, Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { ReportIncident } from '../../src/report/report.ts';
import * as r from '../records.ts';

const { SECOND, MS } = r;

const incidents = (records: readonly BpfRecord[]): readonly ReportIncident[] => analyse(r.recording([...r.job(), ...records])).incidents;

function only(records: readonly BpfRecord[]): ReportIncident {
  const found = incidents(records);
  expect(found.map(({ title }) => title)).toHaveLength(1);
  return found[0]!;
}

const master = r.process(60, ['nginx: master process /usr/sbin/nginx -g daemon off;'], { exe: '/usr/sbin/nginx', comm: 'nginx' });
const below = (parent: typeof master) => [parent, ...r.jobRoot];
const worker = (pid: number, at: number): Death =>
  r.segfaulted({
    ...r.process(pid, ['nginx: worker process'], { exe: '/usr/sbin/nginx', comm: 'nginx' }),
    ...{ at, forkOnly: true, parentListens: true, listening: [r.listening(80, true)], ancestors: below(master) },
    ...{ threadName: 'nginx', fault: r.fault({ at, tid: pid, threadName: 'nginx' }) },
  });
const fork = (pid: number, dead: Death, ms: number) =>
  r.start({ ...master, ...r.process(pid, 'nginx'), exe: master.exe }, dead, { how: 'fork', at: dead.at + ms * MS });

describe('a replacement', () => {
  test('of a forked worker is the next fork of its parent', () => {
    const [first, second] = [worker(70, 10 * SECOND), worker(71, 20 * SECOND)];
    expect(only([first, fork(71, first, 3.1), second, fork(72, second, 2.8)])).toMatchObject({
      masked: 'replaced',
      count: 2,
      replacements: [
        { pid: 71, afterMs: 3.1, by: 'nginx: master process (pid 60)' },
        { pid: 72, afterMs: 2.8 },
      ],
      outcome: 'replaced by nginx: master process (pid 60) after 3.1 ms and 2.8 ms; the run went on and passed',
      darkMs: null,
    });
  });

  test('is one for one: two dead and one start leave one without', () => {
    const [first, second] = [worker(70, 10 * SECOND), worker(71, 10.001 * SECOND)];
    const incident = only([first, second, fork(72, second, 3)]);
    expect(incident).toMatchObject({ count: 2, masked: 'replaced' });
    expect(incident.outcome).toMatch(/^replaced by .* after 4 ms in 1 of 2 cases; /);
  });

  test('is never a process that started before the death, under another parent, or of another program', () => {
    const dead = r.segfaulted({ ancestors: below(r.process(60, '/opt/keeper')) });
    const same = r.process(501, '/usr/bin/app --serve');
    const strangers = [
      r.start(r.process(499, '/usr/bin/app --serve'), dead, { at: dead.at - 1 }),
      r.start(r.process(503, '/usr/bin/app --serve'), dead, { ancestors: below(r.process(61, '/opt/keeper')) }),
      r.start(r.process(502, '/usr/bin/logger'), dead),
    ];
    expect(only([dead, ...strangers])).toMatchObject({
      masked: 'tests-passed',
      replacements: [],
      absent: { replacements: 'no start was seen that took its place' },
    });
    expect(only([dead, ...strangers, r.start(same, dead, { at: dead.at + 20 * MS })])).toMatchObject({
      masked: 'replaced',
      replacements: [{ pid: 501, afterMs: 20 }],
    });
  });

  test('with the same pid is another process when it started later', () => {
    const dead = r.segfaulted({ ancestors: below(r.process(60, '/opt/keeper')) });
    expect(only([dead, r.start({ ...dead, startedAt: dead.at + 5 * MS } as never, dead, { at: dead.at + 5 * MS })])).toMatchObject({
      replacements: [{ pid: 500, afterMs: 5 }],
    });
  });

  test('by an interpreter is the same script', () => {
    const dead = r.segfaulted({ ...r.process(500, 'python3 worker.py --id 1'), ancestors: below(r.process(60, '/usr/bin/supervisord')) });
    expect(only([dead, r.start(r.process(501, 'python3 notify.py'), dead)]).masked).toBe('tests-passed');
    expect(only([dead, r.start(r.process(501, 'python3 worker.py --id 2'), dead)]).masked).toBe('replaced');
  });

  test('of a process that wrote a title over its arguments is told by its executable', () => {
    const parent = r.process(60, 'node service.js');
    const dead = r.exited(1, {
      ...r.process(500, ['shop: worker', '', ''], { exe: '/usr/bin/node' }),
      ancestors: below(parent),
      listening: [r.listening(80, true)],
      parentListens: true,
    });
    expect(only([dead, r.start(r.process(501, 'node --max-old-space-size=64 service.js'), dead)])).toMatchObject({
      rule: 'exit-replaced',
      replacements: [{ pid: 501 }],
    });
  });

  test("of a worker that doesn't listen itself, as in Node's cluster", () => {
    const primary = r.process(60, 'node server.js');
    const dead = r.exited(1, { ...r.process(500, 'node /srv/server.js'), ancestors: below(primary), parentListens: true });
    const again = r.start(r.process(501, 'node /srv/server.js'), dead);
    expect(only([dead, again])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    // A handler that the server starts for each connection runs another program.
    expect(
      incidents([
        { ...dead, ancestors: below(r.process(60, 'node front.js')) },
        { ...again, ancestors: below(r.process(60, 'node front.js')) },
      ]),
    ).toEqual([]);
  });

  test('in a shell loop is a retry', () => {
    const dead = r.segfaulted({ ancestors: below(r.process(60, 'bash')) });
    expect(only([dead, r.start(r.process(501, '/usr/bin/app --serve'), dead)]).masked).toBe('tests-passed');
  });

  const containers: readonly (readonly [name: string, cgroup: string, after: string, by: string])[] = [
    ['docker', `/docker/${'ab'.repeat(32)}`, `/docker/${'ab'.repeat(32)}`, 'docker'],
    ['podman', `/machine.slice/libpod-${'ab'.repeat(32)}.scope/container`, `/machine.slice/libpod-${'ab'.repeat(32)}.scope/container`, 'podman'],
    [
      'kubernetes, which makes a new container in the same pod',
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_0000_4000_8000_0123456789ab.slice/cri-containerd-${'ab'.repeat(32)}.scope`,
      `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_0000_4000_8000_0123456789ab.slice/cri-containerd-${'cd'.repeat(32)}.scope`,
      'kubernetes',
    ],
  ];
  test.each(containers)('of a container: %s', (_, cgroup, after, by) => {
    const dead = r.segfaulted({ nsPid: 1, cgroup, ancestors: [r.process(300, 'containerd-shim-runc-v2'), r.init] });
    const shim = [r.process(310, 'containerd-shim-runc-v2'), r.init];
    const born = r.process(501, 'runc init', { comm: 'runc:[2:INIT]' });
    const records = [
      r.start(born, dead, { at: dead.at + 80 * MS, cgroup: after, nsPid: 1, ancestors: shim }),
      r.start({ ...born, ...r.process(501, '/usr/bin/app --serve') }, dead, { at: dead.at + 90 * MS, cgroup: after, nsPid: 1, ancestors: shim }),
    ];
    expect(only([dead, ...records])).toMatchObject({ masked: 'replaced', replacements: [{ pid: 501, afterMs: 90, by }] });
  });

  test('another container of the same image is none', () => {
    const dead = r.segfaulted({ nsPid: 1, cgroup: `/docker/${'ab'.repeat(32)}`, ancestors: [] });
    expect(
      only([dead, r.start(r.process(501, '/usr/bin/app --serve'), dead, { nsPid: 1, cgroup: `/docker/${'cd'.repeat(32)}`, ancestors: [] })]).masked,
    ).toBe('tests-passed');
  });
});

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
    expect(one.signature).toBe('fault | SIGSEGV | SEGV_MAPERR | <tmp>/app | in a container');
    expect(two).toMatchObject({ signature: one.signature, id: one.id });
  });

  test('in two containers is two incidents with ids of their own', () => {
    const crash = (pid: number, id: string) => r.segfaulted({ ...r.process(pid, '/app'), cgroup: `/docker/${id.repeat(32)}`, ancestors: [] });
    const found = incidents([crash(70, 'ab'), crash(71, 'cd')]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
  });
});

describe('hidden', () => {
  const shell = r.process(60, 'sh -c app||true');
  const dead = r.segfaulted({ ancestors: [shell, ...r.jobRoot] });

  test('swallowed by an ancestor inside the job that ended with 0', () => {
    expect(only([dead, r.end(shell, dead.at + 5 * MS)])).toMatchObject({
      masked: 'swallowed',
      outcome: 'sh (pid 60) went on and ended with 0; the run went on and passed',
    });
  });

  test('not by the command itself: then the tests passed', () => {
    expect(only([dead, r.end(r.jobRoot[0]!, 40 * SECOND)])).toMatchObject({ masked: 'tests-passed' });
  });

  test('not at all when the run failed, and unknown without a run', () => {
    expect(analyse(r.recording([...r.job(1), dead])).incidents[0]).toMatchObject({
      masked: 'no',
      outcome: 'nothing took its place; the run failed with 1',
    });
    expect(analyse(r.recording([dead])).incidents[0]).toMatchObject({ masked: 'no', outcome: 'nothing took its place', process: { inJob: null } });
  });

  test('dark until its port is listened on again, unless others shared it', () => {
    const server = (shared: boolean) => r.segfaulted({ listening: [r.listening(8080, shared)] });
    const again = [
      r.listen(r.process(501, 'app'), 8080, 9 * SECOND),
      r.listen(r.process(502, 'app'), 9090, 10.1 * SECOND),
      r.listen(r.process(503, 'app'), 8080, 10.412 * SECOND),
    ];
    expect(only([server(false), ...again])).toMatchObject({ darkMs: 412 });
    expect(only([server(true), ...again])).toMatchObject({ darkMs: null, absent: { darkMs: 'others held its port all the time' } });
  });
});
