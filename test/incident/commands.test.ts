/** Who starts the same thing again brings a service back, or asks a command again: what the parent is, and what it started, tell which. */
import { describe, expect, test } from 'vitest';
import * as r from '../records.ts';
import { below, incidents, only } from './told.ts';

const { SECOND, MS } = r;

const supervisord = r.process(60, 'python3 /usr/bin/supervisord -n', { exe: '/usr/bin/python3.11' });
/** Exits with 7 under `parent` and is started again, the same command, a second later. */
function failing(command: string, parent: ReturnType<typeof r.process>, changes: Parameters<typeof r.death>[0] | object = {}) {
  const dead = r.exited(7, { ...r.process(500, command), ancestors: below(parent), lifetimeNs: 2 * SECOND, ...changes });
  return [dead, r.start(r.process(501, command), dead, { at: dead.at + SECOND })] as const;
}

describe('an exit code', () => {
  test('of what a supervisor executes is a failure, though the supervisor listens, for those who command it', () => {
    expect(only([...failing('/usr/bin/worker --queue mail', supervisord, { parentListens: true })])).toMatchObject({
      rule: 'exit-replaced',
      replacements: [{ by: 'python3 supervisord (pid 60)' }],
    });
  });

  test.each([
    ['celery', r.process(60, 'python3 /usr/bin/celery -A shop worker', { exe: '/usr/bin/python3.11' }), 'grep -q order log'],
    ['PostgreSQL', r.process(60, ['postgres: startup recovering'], { exe: '/usr/lib/postgresql/15/bin/postgres' }), 'sh -c cp-from-archive 0001'],
    ['monit', r.process(60, '/usr/bin/monit -I'), '/usr/local/bin/check-disk'],
  ])('of a command that %s runs is an answer', (_, parent, command) => {
    expect(incidents([...failing(command, parent)])).toEqual([]);
    expect(incidents([...failing(command, parent, { lifetimeNs: 3 * MS })])).toEqual([]);
  });

  test('of a worker that a master forks, or has Python spawn, is a failure', () => {
    const master = r.process(60, 'uvicorn shop:app --workers 2', {
      exe: '/usr/bin/python3.11',
      argv: ['/usr/bin/python3', '/usr/bin/uvicorn', 'shop:app'],
    });
    const spawned = {
      argv: [
        '/usr/bin/python3',
        '-c',
        'from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5, pipe_handle=7)',
        '--multiprocessing-fork',
      ],
    };
    const dead = r.exited(7, { ...r.process(500, 'python3', spawned), ancestors: below(master) });
    expect(only([dead, r.start(r.process(501, 'python3', spawned), dead)])).toMatchObject({ rule: 'exit-replaced' });
    const fork = { ...dead, argv: master.argv, forkOnly: true };
    expect(only([fork, r.start(r.process(501, 'python3', { argv: master.argv }), fork, { how: 'fork' })])).toMatchObject({ rule: 'exit-replaced' });
  });

  test('of a worker that has closed its sockets is one, too; of what a worker forks, or a backend of PostgreSQL, it is not', () => {
    const argv = ['/usr/bin/python3', '/usr/bin/gunicorn', '-w', '2', 'shop:app'];
    const gunicorn = (pid: number) => r.process(pid, argv, { exe: '/usr/bin/python3.11', comm: 'gunicorn' });
    const forked = (parents: ReturnType<typeof below>, code = 1) => {
      const dead = r.exited(code, { ...gunicorn(500), ancestors: parents, forkOnly: true, parentListens: true, lifetimeNs: 2 * SECOND });
      return [dead, r.start(gunicorn(501), dead, { how: 'fork' })];
    };
    expect(only(forked(below(gunicorn(60))))).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    expect(incidents(forked([gunicorn(61), ...below(gunicorn(60))]))).toEqual([]);
    expect(incidents(forked(below(r.process(60, '/usr/lib/postgresql/15/bin/postgres -D /var/lib/shop'))))).toEqual([]);
    // celery's, which has done as many tasks as it shall.
    expect(incidents(forked(below(r.process(60, 'python3 /usr/bin/celery -A shop worker', { exe: '/usr/bin/python3.11' })), 155))).toEqual([]);
  });

  test.each([
    ['a test of Go’s', '/tmp/go-build1/b001/e2e.test -test.v', '/srv/await-shop --for 1s'],
    ['a test of cargo’s', '/srv/target/debug/deps/e2e-0123456789abcdef', '/srv/await-shop --for 1s'],
    ['a program that nothing is known about', '/usr/bin/driver', 'curl --max-time 1 http://shop'],
    ['a program that nothing is known about', '/usr/bin/driver', 'make check'],
  ])('of what %s runs again is an answer: %s, %s', (_, parent, command) => {
    expect(incidents([...failing(command, r.process(60, parent))])).toEqual([]);
  });

  test('of a shell, and of what it ran for its answer, is one, too; of a service in it, it is not', () => {
    const driver = r.process(60, '/usr/bin/driver');
    const shell = r.exited(1, {
      ...r.process(499, ['/bin/bash', '-c', 'sleep 1; grep -q up log; exit $?']),
      ancestors: below(driver),
      lifetimeNs: 1.2 * SECOND,
    });
    const again = r.start({ ...shell, pid: 501 } as never, shell, { startedAt: shell.at + 3 * MS, at: shell.at + 3 * MS });
    expect(incidents([shell, again])).toEqual([]);
    expect(only([...failing('/srv/shop --serve', driver)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ by: 'driver (pid 60)' }] });
  });

  test('of a command that runs for a moment is no service’s because the next one is the same program', () => {
    const nodemon = r.process(60, 'node /usr/bin/nodemon app.js');
    const dead = r.exited(1, { ...r.process(500, ['sh', '-c', 'kill -USR2 480']), ancestors: below(nodemon), lifetimeNs: 2 * MS });
    expect(incidents([dead, r.start(r.process(501, ['sh', '-c', 'kill -USR2 490']), dead)])).toEqual([]);
  });

  test('of a service that fails as it starts counts beside another one that does, too', () => {
    const [a, startA] = failing('/usr/bin/flap a', supervisord, { lifetimeNs: 200 * MS, startedAt: 9.8 * SECOND });
    const b = r.exited(7, {
      ...r.process(600, '/usr/bin/flop b'),
      startedAt: 9.79 * SECOND,
      at: 10.001 * SECOND,
      ancestors: below(supervisord),
      lifetimeNs: 211 * MS,
    });
    const startB = r.start(r.process(601, '/usr/bin/flop b'), b, { at: startA.at - 2 * MS });
    expect(incidents([a, b, startB, startA]).map(({ process, rule }) => `${process.name} ${rule}`)).toEqual([
      'flap exit-replaced',
      'flop exit-replaced',
    ]);
    // What was never there beside the other is its finish script.
    const before = { ...b, startedAt: 8 * SECOND, at: 8.2 * SECOND, lifetimeNs: 200 * MS };
    expect(incidents([a, before, startB, startA]).map(({ process }) => process.name)).toEqual(['flop']);
  });
});

test('a service that D-Bus activates again takes the place of the one that died, whose starter had gone', () => {
  const bus = r.process(60, '/usr/bin/dbus-daemon --session');
  const command = '/usr/bin/shop-cart --activated';
  const dead = r.exited(4, { ...r.process(500, command), ancestors: [r.init], lifetimeNs: SECOND });
  const again = (command: string) =>
    r.start(r.process(501, command), dead, { ancestors: [r.process(59, '/usr/bin/dbus-daemon --session'), ...below(bus)] });
  expect(only([dead, again(command)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ by: 'dbus-daemon (pid 59)' }] });
  expect(incidents([dead, again('/usr/bin/shop-cart --help')])).toEqual([]);
});

test('whoever a daemon was left to did not start it', () => {
  const dead = r.segfaulted({ ...r.process(500, '/usr/sbin/shopd'), ancestors: [r.init], listening: [r.listening(80)] });
  const again = r.process(501, '/usr/sbin/shopd');
  expect(only([dead, r.start(again, dead, { ancestors: [r.init] }), r.listen(again, 80, dead.at + 30 * MS)])).toMatchObject({
    replacements: [{ pid: 501, by: 'an unknown process' }],
  });
});

test('crashes by two senders are two incidents', () => {
  const by = (pid: number, script: string, at: number) => {
    const from = r.sender(r.process(pid, `bash ${script}`), [r.init]);
    return r.killed(9, from, { ...r.process(at / SECOND, '/usr/bin/shopd'), at, listening: [r.listening(80)] });
  };
  expect(
    incidents([by(70, 'chaos.sh', 10 * SECOND), by(71, 'sweep.sh', 11 * SECOND), by(72, 'chaos.sh', 12 * SECOND)]).map(({ count }) => count),
  ).toEqual([2, 1]);
});

describe('darkness', () => {
  test('is told with the port that was dark', () => {
    const serve = (pid: number, port: number, at: number) =>
      r.segfaulted({ ...r.process(pid, '/usr/bin/app --serve'), at, listening: [r.listening(port)] });
    const [a, b] = [serve(500, 8080, 10 * SECOND), serve(501, 9090, 11 * SECOND)];
    const listens = [r.listen(r.process(502, 'app'), 8080, 10.004 * SECOND), r.listen(r.process(503, 'app'), 9090, 13 * SECOND)];
    expect(only([a, b, ...listens])).toMatchObject({
      count: 2,
      darkMs: 2000,
      outcome: expect.stringContaining('nobody listened on port 9090 for 2 s'),
    });
  });

  test('is none where the master still listens, whoever listens there later', () => {
    const master = r.process(60, ['gunicorn: master [shop:app]'], { exe: '/usr/bin/python3.11' });
    const worker = r.segfaulted({ ...r.process(500, ['gunicorn: worker [shop:app]'], { exe: master.exe }), forkOnly: true, parentListens: true });
    const dead = { ...worker, ancestors: below(master), listening: [r.listening(8080, true)] };
    const later = r.listen(r.process(700, 'gunicorn', { startedAt: dead.at + 5 * SECOND }), 8080, dead.at + 6 * SECOND);
    expect(only([dead, later])).toMatchObject({ darkMs: null, absent: { darkMs: 'others held its port all the time' } });
  });
});
