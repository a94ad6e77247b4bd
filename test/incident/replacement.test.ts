import type { Ancestor, Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import * as r from '../records.ts';
import { below, incidents, only } from './told.ts';

const { SECOND, MS } = r;

const master = r.process(60, ['nginx: master process /usr/sbin/nginx -g daemon off;'], { exe: '/usr/sbin/nginx', comm: 'nginx' });
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

  test('of a worker that its parent speaks to over a socket of their own is the same command again', () => {
    const jest = r.process(60, 'node /srv/node_modules/.bin/jest --maxWorkers=2');
    const code = '/srv/node_modules/jest-worker/build/workers/processChild.js';
    const dead = r.exited(1, { ...r.process(500, `node ${code}`), ancestors: below(jest), lifetimeNs: 400 * MS, parentChannel: true });
    const again = r.start(r.process(501, `node ${code}`), dead);
    expect(only([dead, again])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501, by: 'node jest (pid 60)' }] });
    // Not spoken to: a command that a test runs. The project's own code, soon done: what a test forks to see it fail.
    const { parentChannel: _, ...command } = dead;
    const fork = { ...dead, ...r.process(500, 'node /srv/test/child.js') };
    expect(incidents([command, again])).toEqual([]);
    expect(incidents([fork, r.start(r.process(501, 'node /srv/test/child.js'), fork)])).toEqual([]);
    // A tool's children are its tasks.
    const nx = { ...dead, ancestors: below(r.process(60, 'node /srv/node_modules/.bin/nx run-many')) };
    expect(incidents([nx, { ...again, ancestors: nx.ancestors }])).toEqual([]);
  });

  test('of the shell around a service is one of the service', () => {
    const runner = r.process(60, 'node concurrently --restart-tries 3');
    const wrapper = r.exited(5, { ...r.process(499, ['/bin/sh', '-c', 'app --serve']), ancestors: below(runner) });
    const dead = r.exited(5, { ...r.process(500, '/usr/bin/app --serve'), ancestors: [wrapper, ...below(runner)], listening: [r.listening(80)] });
    const again = r.start({ ...wrapper, pid: 501 } as never, wrapper, { startedAt: dead.at + 200 * MS, at: dead.at + 200 * MS });
    expect(only([dead, { ...wrapper, at: dead.at + MS }, again])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    // A command in a shell that is run again is a retry.
    expect(incidents([{ ...dead, listening: [] }, { ...wrapper, at: dead.at + MS }, again])).toEqual([]);
  });

  test('of a unit that fails is a restart, but for the next turn of a timer', () => {
    const systemd = r.process(1, '/lib/systemd/systemd --system', { comm: 'systemd' });
    const unit = { cgroup: '/system.slice/shop.service', ancestors: [systemd] };
    const failed = r.exited(1, { ...unit, lifetimeNs: 0.3 * SECOND });
    const again = (dead: Death, seconds: number) =>
      r.start(r.process(501, '/usr/bin/app --serve'), dead, { ...unit, at: dead.at + seconds * SECOND });
    expect(only([failed, again(failed, 1)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ by: 'systemd' }] });
    expect(incidents([failed, again(failed, 59)])).toEqual([]);
    const served = { ...failed, lifetimeNs: 20 * SECOND };
    expect(only([served, again(served, 59)])).toMatchObject({ rule: 'exit-replaced' });
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

describe('no replacement', () => {
  const supervisor = r.process(60, '/usr/bin/runsv /srv/shop');

  test('of a helper that runs between the end of a service and its next start', () => {
    const helper = r.process(500, 'sh ./finish', { exe: '/usr/bin/dash' });
    const dead = r.exited(1, { ...helper, ancestors: below(supervisor), lifetimeNs: 2 * MS });
    const service = r.start(r.process(501, '/usr/bin/app --serve'), dead, { at: dead.at + 20 * MS });
    const again = r.start({ ...helper, pid: 502 }, dead, { at: dead.at + 2 * SECOND });
    expect(incidents([dead, service, again])).toEqual([]);
    expect(only([dead, again])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 502 }] });
  });

  test('of a fork that could not become another program', () => {
    const dead = r.exited(127, { ...supervisor, pid: 500, forkOnly: true, ancestors: below(supervisor) });
    const next = r.start({ ...supervisor, pid: 501 }, dead, { how: 'fork' });
    expect(incidents([dead, next])).toEqual([]);
    expect(incidents([{ ...dead, status: 1 << 8 }, next])).toHaveLength(1);
  });

  test('of a development server that asks to be started again with the changed files', () => {
    const reloader = r.process(60, 'python3 manage.py runserver');
    const served = {
      ...r.process(500, '/usr/bin/python3 manage.py runserver'),
      exe: reloader.exe,
      ancestors: below(reloader),
      listening: [r.listening(8000)],
    };
    const reload = r.exited(3, served);
    const again = r.start({ ...r.process(501, '/usr/bin/python3 manage.py runserver'), exe: reloader.exe }, reload);
    expect(incidents([reload, again]).filter(({ masked }) => masked === 'replaced')).toEqual([]);
    expect(only([r.exited(1, served), again])).toMatchObject({ rule: 'exit-replaced' });
  });
});

describe('whoever listens next on its port', () => {
  const dead = r.exited(7, { ancestors: [r.init], listening: [r.listening(8080)] });
  const monitor = [r.process(70, '/sbin/start-stop-daemon --start'), r.process(61, '/usr/bin/monit'), r.init];
  const start = (changes = {}) => r.start(r.process(501, '/usr/bin/app --serve'), dead, { at: dead.at + 20 * MS, ancestors: monitor, ...changes });
  const listens = r.listen(r.process(501, '/usr/bin/app --serve'), 8080, dead.at + 30 * MS);

  test('and runs the same program takes its place, whoever started it', () => {
    // It made itself a daemon, and is told of as it listens.
    const daemon = { ...dead, ...r.process(500, '/usr/bin/app --serve'), forkOnly: true };
    const fork = start({ how: 'fork', startedAt: dead.at + 15 * MS, at: dead.at + 30 * MS, ancestors: [r.init] });
    expect(only([daemon, fork, r.listen(fork, 8080, dead.at + 30 * MS)])).toMatchObject({
      rule: 'exit-replaced',
      replacements: [{ pid: 501, afterMs: 15 }],
      darkMs: 30,
    });
    expect(only([dead, start(), listens])).toMatchObject({
      rule: 'exit-replaced',
      replacements: [{ pid: 501, afterMs: 20, by: 'monit (pid 61)' }],
      darkMs: 30,
    });
  });

  test('was started by who was there before, and not by what it is wrapped in', () => {
    const wrapper = r.process(502, 'runuser -u shop -- app', { startedAt: dead.at + 10 * MS });
    expect(only([dead, start({ ancestors: [wrapper, ...monitor] }), listens]).replacements).toMatchObject([{ by: 'monit (pid 61)' }]);
  });

  test('is no replacement when it is another program, in a container of its own, or after a stop that was asked for', () => {
    const other = r.start(r.process(501, '/usr/bin/other'), dead, { at: dead.at + 20 * MS, ancestors: monitor });
    const stopped = { ...dead, sent: r.sent(15, r.sender(r.process(77, 'kill'))) };
    for (const records of [
      [dead, other, listens],
      [dead, start({ cgroup: `/docker/${'ab'.repeat(32)}` }), listens],
      [dead, start()],
      [stopped, start(), listens],
    ]) {
      expect(incidents(records).filter(({ masked }) => masked === 'replaced')).toEqual([]);
    }
  });

  test('below a supervisor takes its place from wherever: a release has a path of its own', () => {
    const release = (number: number) => r.process(499 + number, `node /srv/releases/${number}/server.js`);
    const told = (supervisor: string, changes = {}) => {
      const ancestors = below(r.process(60, supervisor));
      const failed = r.exited(9, { ...release(1), ancestors, listening: [r.listening(8080)], ...changes });
      const next = r.start(release(2), failed, { at: failed.at + 20 * MS, ancestors });
      const found = incidents([failed, next, r.listen(release(2), 8080, failed.at + 30 * MS)]);
      return found.flatMap(({ rule, replacements }) => replacements.map(({ by }) => `${rule} by ${by}`));
    };
    expect(told('runsv /srv/shop')).toEqual(['exit-replaced by runsv (pid 60)']);
    expect(told('python3 /usr/bin/supervisord')).toEqual(['exit-replaced by python3 supervisord (pid 60)']);
    expect(told('runsv /srv/shop', { status: 11, fault: r.fault({ tid: 500 }) })).toEqual(['fault by runsv (pid 60)']);
    // What it served elsewhere is another service, and who is no supervisor may start whatever comes next.
    expect(told('runsv /srv/shop', { listening: [r.listening(9090)] })).toEqual([]);
    expect(told('/srv/harness')).toEqual([]);
  });

  test('in a container that is all new was started by its runtime', () => {
    const id = 'ab'.repeat(32);
    const shim = (pid: number, startedAt: number) => r.process(pid, '/usr/bin/containerd-shim-runc-v2', { startedAt });
    const shell = (pid: number, startedAt: number) => r.process(pid, ['/bin/sh', '-c', 'app --serve; exit $?'], { startedAt });
    const inside = { cgroup: `/docker/${id}`, nsPid: 7, listening: [r.listening(8080)] };
    const crashed = r.segfaulted({ ...inside, ancestors: [shell(310, 9 * SECOND), shim(300, 8 * SECOND), r.init] });
    const told = (ancestors: readonly Ancestor[]) => only([crashed, start({ ...inside, ancestors }), listens]).replacements.map(({ by }) => by);
    const [newShell, newShim] = [shell(510, crashed.at + 10 * MS), shim(505, crashed.at + 5 * MS)];
    expect(told([newShell, newShim, r.init])).toEqual(['docker']);
    // A supervisor in it outlived the crash.
    const supervisor = r.process(305, 'python3 /usr/bin/supervisord', { startedAt: 8 * SECOND });
    expect(told([newShell, supervisor, shim(300, 8 * SECOND), r.init])).toEqual(['python3 supervisord (pid 305)']);
    // The job's own container.
    expect(told([...below(newShell)])).not.toEqual(['docker']);
  });
});
