/** Who is a service and who only looks like one: inherited sockets, tests that host their own server, servers that fork for each connection. */
import type { Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import * as r from '../records.ts';
import { below, incidents, only } from './told.ts';

const { SECOND, MS } = r;
const shell = r.process(60, 'bash loop.sh');

describe('no service', () => {
  test('is a command that inherited the socket of the server that runs it', () => {
    const php = r.process(60, 'php -S 127.0.0.1:8080');
    const dead = r.exited(1, {
      ...{ ...r.process(500, 'grep -q nobody /etc/passwd'), ancestors: below(php), lifetimeNs: 3 * MS },
      ...{ parentListens: true, listening: [r.listening(8080, true)] },
    });
    expect(incidents([dead, r.start(r.process(501, 'grep -q nobody /etc/passwd'), dead)])).toEqual([]);
  });

  test.each(['node test.js', 'node test/index.js', 'python3 test_api.py', '/srv/api_test', 'node api.spec.ts', 'node run-e2e.js'])(
    'is a test with its own: %s',
    command => {
      const dead = r.exited(1, { ...r.process(500, command), ancestors: below(shell), listening: [r.listening(8080)] });
      const again = [r.start(r.process(501, command), dead), r.listen(r.process(501, command), 8080, dead.at + 50 * MS)];
      expect(incidents([dead, ...again])).toEqual([]);
    },
  );

  test('is what a shell tries again and nobody finds where it was', () => {
    const dead = r.exited(1, { ...r.process(500, 'node flow.js'), ancestors: below(shell), listening: [r.listening(40123)] });
    const start = r.start(r.process(501, 'node flow.js'), dead);
    expect(incidents([dead, start, r.listen(r.process(501, 'node flow.js'), 40999, dead.at + 50 * MS)])).not.toContainEqual(
      expect.objectContaining({ rule: 'exit-replaced' }),
    );
    expect(only([dead, start, r.listen(r.process(501, 'node flow.js'), 40123, dead.at + 50 * MS)])).toMatchObject({ rule: 'exit-replaced' });
  });

  const starters: readonly (readonly [string, string])[] = [
    ['a test', 'python3 -m pytest'],
    ['a compiled test', '/srv/shop.test'],
    ['a script', 'bash check.sh'],
    ['a tool', 'make check'],
  ];
  test.each(starters)('is a server that %s sees fail, before the next has other arguments: %s', (_, starter) => {
    const ancestors = below(r.process(60, starter));
    const server = { ...r.process(500, 'python3 shop.py 8080 --license=old'), ancestors, listening: [r.listening(8080)] };
    const next = (dead: Death, license: string) => [
      r.start(r.process(501, `python3 shop.py 8080 --license=${license}`), dead, { at: dead.at + 20 * MS }),
      r.listen(r.process(501, 'python3 shop.py'), 8080, dead.at + 50 * MS),
    ];
    const failed = r.exited(1, server);
    expect(incidents([failed, ...next(failed, 'new')]).filter(({ masked }) => masked === 'replaced')).toEqual([]);
    expect(only([failed, ...next(failed, 'old')])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    // Nobody asserts a crash.
    const crashed = r.segfaulted(server);
    expect(only([crashed, ...next(crashed, 'new')])).toMatchObject({ rule: 'fault', replacements: [{ pid: 501 }] });
  });

  test('is a server that a test forks, unless the next one takes over its port', () => {
    const api = r.process(60, 'node api.test.js');
    const failed = (command: string) =>
      r.exited(1, {
        ...r.process(500, command),
        ancestors: below(api),
        listening: [r.listening(40123)],
        parentChannel: true,
        lifetimeNs: 1.6 * SECOND,
      });
    const replaced = (command: string, port: number) => {
      const next = r.process(501, command);
      const dead = failed(command);
      const found = incidents([dead, r.start(next, dead, { at: dead.at + 20 * MS }), r.listen(next, port, dead.at + 50 * MS)]);
      return found.filter(({ rule }) => rule === 'exit-replaced').length;
    };
    expect(replaced('node server.js', 40999)).toBe(0);
    expect(replaced('node server.js', 40123)).toBe(1);
    // The workers of its pool.
    expect(replaced('node /srv/node_modules/tinypool/dist/entry/process.js', 40999)).toBe(1);
  });

  test('is a check that a program makes again', () => {
    const harness = r.process(60, '/srv/e2e');
    const retried = (command: string) => {
      const dead = r.exited(1, { ...r.process(500, command), ancestors: below(harness), lifetimeNs: 1.2 * SECOND });
      return incidents([dead, r.start(r.process(501, command), dead)]);
    };
    expect(retried('python3 wait_db.py')).toEqual([]);
    expect(retried('python3 -c connect()')).toEqual([]);
    expect(retried('python3 consume.py')).toMatchObject([{ rule: 'exit-replaced' }]);
  });
});

describe('what is forked', () => {
  const server = r.process(60, '/srv/front');
  const held = { ...server, pid: 500, forkOnly: true, parentListens: true, listening: [r.listening(80, true)], ancestors: below(server) };
  const failed = r.exited(1, { ...held, lifetimeNs: 2 * SECOND });
  const crashed = r.segfaulted({ ...held });
  const fork = (dead: typeof failed, ms: number, hasConnection?: boolean) =>
    r.start({ ...server, pid: 501 }, dead, { how: 'fork', at: dead.at + ms * MS, ...(hasConnection !== undefined && { hasConnection }) });
  test('with a connection takes nobody’s place, however soon', () => {
    expect(incidents([failed, fork(failed, 2, true)])).toEqual([]);
    expect(only([crashed, fork(crashed, 2, true)])).toMatchObject({ rule: 'fault', replacements: [] });
  });
  test('without one is a worker, even where its master takes some seconds', () => {
    expect(only([failed, fork(failed, 4000, false)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    expect(incidents([failed, fork(failed, 6000, false)])).toEqual([]);
    expect(only([crashed, fork(crashed, 4000, false)])).toMatchObject({ rule: 'fault', replacements: [{ pid: 501 }] });
  });
  test('may be either where nothing is known of it: only at once it is a worker', () => {
    expect(only([failed, fork(failed, 2)])).toMatchObject({ rule: 'exit-replaced' });
    expect(incidents([failed, fork(failed, 4000)])).toEqual([]);
  });
  test('for connections in between is not counted', () => {
    const connection = r.start({ ...server, pid: 502 }, failed, { how: 'fork', at: failed.at + 50 * MS, hasConnection: true });
    const another = { ...connection, pid: 503, at: failed.at + 60 * MS };
    expect(only([failed, connection, another, fork(failed, 900, false)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
  });
});

test('a parent that forks more often than its children die forks for connections', () => {
  const server = r.process(60, '/srv/front');
  const dead = r.exited(1, {
    ...{ ...server, pid: 500, forkOnly: true, ancestors: below(server), lifetimeNs: 2 * SECOND },
    ...{ parentListens: true, listening: [r.listening(80, true)] },
  });
  const fork = (pid: number, ms: number) => r.start({ ...server, pid }, dead, { how: 'fork', at: dead.at + ms * MS });
  expect(only([dead, fork(501, 2)])).toMatchObject({ rule: 'exit-replaced' });
  expect(incidents([dead, fork(501, 2), fork(502, 50)])).toEqual([]);
});

describe('a command that an unknown program runs again', () => {
  const tool = r.process(60, '/opt/ci');
  const failed = (pid: number, at: number) =>
    r.exited(1, { ...r.process(pid, '/opt/smoke'), at, startedAt: at - 1.3 * SECOND, lifetimeNs: 1.3 * SECOND, ancestors: below(tool) });
  const first = failed(500, 10 * SECOND);
  const second = failed(501, 12 * SECOND);
  const tried = (dead: typeof first) => {
    const next = { ...r.process(dead.pid + 1, '/opt/smoke'), startedAt: dead.at + 8 * MS };
    return r.start(next, dead, { at: dead.at + 8 * MS });
  };
  const again = { ...second, startedAt: tried(first).startedAt };
  const ended = (start: ReturnType<typeof tried>, asked: boolean) => ({ ...r.end(start, 14 * SECOND), ...(asked && { asked }) });
  test('until it ends well by itself was tried', () => {
    expect(incidents([first, tried(first), ended(tried(first), false)])).toEqual([]);
    expect(incidents([first, tried(first), again, tried(again), ended(tried(again), false)])).toEqual([]);
  });
  test('and that goes on, or is stopped, is a service', () => {
    expect(only([first, tried(first)])).toMatchObject({ rule: 'exit-replaced' });
    expect(only([first, tried(first), ended(tried(first), true)])).toMatchObject({ rule: 'exit-replaced' });
    expect(only([first, tried(first), again, tried(again)])).toMatchObject({ rule: 'exit-replaced', count: 2 });
  });
});

test('stopped and started again by its own script is no crash loop', () => {
  const kill = r.sender(r.process(90, 'bash ctl stop'));
  const dead = (pid: number, at: number) =>
    r.killed(15, kill, { ...r.process(pid, 'shop'), at, startedAt: at - 2 * SECOND, listening: [r.listening(80)] });
  const deaths = [dead(500, 10 * SECOND), dead(501, 13 * SECOND), dead(502, 16 * SECOND)];
  const starts = deaths.map(death =>
    r.start({ ...r.process(death.pid + 1, 'shop'), startedAt: death.at + SECOND }, death, { at: death.at + SECOND }),
  );
  for (const incident of incidents([...deaths, ...starts])) expect(incident).toMatchObject({ crashLoop: null });
});
