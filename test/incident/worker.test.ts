import { describe, expect, test } from 'vitest';
import * as r from '../records.ts';
import { below, incidents, only } from './told.ts';

const { SECOND, MS } = r;

describe('a replacement of a worker', () => {
  test('of the handler of one connection, unless it holds the very socket, has been there for a while and is missed at once', () => {
    const server = r.process(60, '/srv/front');
    const handler = r.exited(1, { ...server, pid: 500, forkOnly: true, parentListens: true, ancestors: below(server), lifetimeNs: 2 * SECOND });
    const worker = { ...handler, listening: [r.listening(80, true)] };
    const fork = (ms: number) => r.start({ ...server, pid: 501 }, handler, { how: 'fork', at: handler.at + ms * MS });
    expect(incidents([handler, fork(2)])).toEqual([]);
    expect(incidents([{ ...worker, lifetimeNs: 20 * MS }, fork(2)])).toEqual([]);
    expect(incidents([worker, fork(900)])).toEqual([]);
    expect(only([worker, fork(2)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    // Young or not, whatever is killed from outside was no command that said no.
    const watchdog = r.sender(r.process(50, 'earlyoom'), [r.init]);
    const killed = { ...worker, status: 9, sent: r.sent(9, watchdog), lifetimeNs: 20 * MS };
    expect(only([killed, fork(2)])).toMatchObject({ rule: 'killed-replaced', replacements: [{ pid: 501 }] });
  });

  test('of a worker of Node’s cluster is found whatever script it runs', () => {
    const primary = r.process(60, 'node main.js');
    const dead = r.exited(7, {
      ...{ ...r.process(500, 'node server.js'), ancestors: below(primary) },
      ...{ parentListens: true, parentChannel: true, lifetimeNs: 1.7 * SECOND },
    });
    expect(only([dead, r.start(r.process(501, 'node server.js'), dead)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    const { parentChannel: _, ...handler } = dead;
    expect(incidents([handler, r.start(r.process(501, 'node server.js'), handler)])).toEqual([]);
    // A job that is forked for each request, and soon done.
    const job = { ...dead, lifetimeNs: 400 * MS };
    expect(incidents([job, r.start(r.process(501, 'node server.js'), job)])).toEqual([]);
  });

  test('of one of multiprocessing is told by its command, but for the numbers of its descriptors', () => {
    const nanny = r.process(60, 'python3 nanny.py');
    const spawned = (pid: number, handle: number) =>
      r.process(pid, ['/usr/bin/python3', '-c', `from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5, pipe_handle=${handle})`]);
    const dead = r.exited(7, { ...spawned(500, 38), ancestors: below(nanny), listening: [r.listening(8786)], lifetimeNs: 3 * SECOND });
    expect(only([dead, r.start(spawned(501, 47), dead)])).toMatchObject({ rule: 'exit-replaced', replacements: [{ pid: 501 }] });
    const other = r.process(501, ['/usr/bin/python3', '-c', 'import shop; shop.serve(port=47)']);
    expect(only([dead, r.start(other, dead)]).masked).not.toBe('replaced');
  });
});
