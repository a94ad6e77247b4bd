import type { BpfRecord } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import * as r from '../records.ts';
import { only } from './told.ts';

const { SECOND, MS } = r;

describe('hidden', () => {
  const shell = r.process(60, 'sh -c app||true');
  const dead = r.segfaulted({ ancestors: [shell, ...r.jobRoot] });

  test('swallowed by an ancestor inside the job that ended with 0', () => {
    expect(only([dead, r.end(shell, dead.at + 5 * MS)])).toMatchObject({
      masked: 'swallowed',
      outcome: 'sh (pid 60) took no notice and ended with 0, 5 ms later; the run went on and passed',
      swallowers: [{ pid: 60, name: 'sh', argv: ['sh', '-c', 'app||true'], direct: true, exitCode: 0, at: '2026-01-02T03:04:15.005Z', afterMs: 5 }],
    });
  });

  test('by the command itself, and by one further up when those in between handed it on', () => {
    expect(only([dead, r.end(r.jobRoot[0]!, 40 * SECOND)])).toMatchObject({
      masked: 'swallowed',
      swallowers: [{ pid: 101, direct: false, afterMs: 30_000 }],
    });
    const handed = r.exited(139, { ...shell, at: dead.at + MS, ancestors: r.jobRoot });
    expect(only([dead, handed, r.end(r.jobRoot[0]!, 40 * SECOND)])).toMatchObject({ masked: 'swallowed', swallowers: [{ pid: 101 }] });
  });

  test('by nobody who had ended before, by no stranger, and by no runtime of containers', () => {
    const ends = (process: typeof shell, at: number) => only([r.segfaulted({ ancestors: [process, ...r.jobRoot] }), r.end(process, at)]);
    expect(ends(shell, dead.at - MS)).toMatchObject({ masked: 'tests-passed', swallowers: [] });
    expect(ends(r.process(60, 'containerd-shim-runc-v2'), dead.at + MS)).toMatchObject({ masked: 'tests-passed' });
    const stranger = r.process(60, '/usr/sbin/cron');
    expect(only([r.segfaulted({ ancestors: [stranger, r.init] }), r.end(stranger, dead.at + MS)])).toMatchObject({ masked: 'tests-passed' });
  });

  test('by what comes from the job, although its ancestors do not show that any more', () => {
    const daemon = r.process(60, '/opt/daemon');
    const detached = r.segfaulted({ ancestors: [daemon, r.init], inJob: true });
    expect(only([detached, r.end(daemon, dead.at + MS)])).toMatchObject({ masked: 'swallowed', swallowers: [{ pid: 60 }] });
  });

  test('by several: all of them are told', () => {
    const crash = (pid: number, parent: typeof shell) =>
      r.segfaulted({ ...r.process(pid, '/usr/bin/app --serve'), ancestors: [parent, ...r.jobRoot] });
    const shells = [60, 61, 62].map(pid => r.process(pid, 'sh -c app||true'));
    const records = shells.flatMap(one => [crash(one.pid + 100, one), ...(one.pid === 62 ? [] : [r.end(one, dead.at + 5 * MS)])]);
    expect(only(records)).toMatchObject({
      count: 3,
      outcome: 'sh (pid 60) took no notice and ended with 0, 5 ms later, and so did 1 other in 2 of 3 cases; the run went on and passed',
    });
  });

  describe('by who ran again what it was told the end of', () => {
    const parallel = r.process(59, 'perl /usr/bin/parallel');
    const inner = r.process(61, ['sh', '-c', 'test -e done || ./app']);
    const again = (command: readonly string[], parent: typeof shell, after: { pid: number; startedAt: number }) =>
      r.start(r.process(501, command), { ...dead, ...after }, { at: dead.at + 3 * MS, ancestors: [parent, ...r.jobRoot] });
    const told = (...records: readonly BpfRecord[]) => only(records).swallowers.map(({ pid, direct, ranAgain }) => ({ pid, direct, ranAgain }));
    const ended = r.end(shell, dead.at + 9 * MS);

    test('the very command', () => {
      expect(told(dead, again(dead.argv!, shell, dead), ended)).toEqual([{ pid: 60, direct: true, ranAgain: true }]);
    });

    test('not another command of the same program, nor before', () => {
      expect(told(dead, again(['/usr/bin/app', '--other'], shell, dead), ended)).toMatchObject([{ ranAgain: false }]);
      expect(told(dead, { ...again(dead.argv!, shell, dead), at: dead.at - MS }, ended)).toMatchObject([{ ranAgain: false }]);
    });

    test('in a subshell that was stopped later; not in a command that failed for good', () => {
      const twice = (between: typeof shell) => {
        const crash = r.segfaulted({ ancestors: [between, shell, ...r.jobRoot] });
        const next = r.start(r.process(501, dead.argv!), crash, { at: dead.at + 3 * MS, ancestors: [between, shell, ...r.jobRoot] });
        return told(crash, next, ended);
      };
      expect(twice({ ...shell, pid: 62 })).toEqual([{ pid: 60, direct: false, ranAgain: true }]);
      expect(twice(r.process(62, 'sh retry.sh'))).toEqual([{ pid: 60, direct: false, ranAgain: false }]);
    });

    test('what was wrapped around it, and handed its end on', () => {
      const crash = r.segfaulted({ ancestors: [inner, parallel, ...r.jobRoot] });
      const handed = r.exited(139, { ...inner, at: dead.at + MS, ancestors: [parallel, ...r.jobRoot] });
      const records = [crash, handed, again(inner.argv!, parallel, inner), r.end(parallel, dead.at + 9 * MS)];
      expect(told(...records)).toEqual([{ pid: 59, direct: false, ranAgain: true }]);
      expect(told(crash, handed, again(['sh', '-c', 'echo next'], parallel, inner), r.end(parallel, dead.at + 9 * MS))).toMatchObject([
        { ranAgain: false },
      ]);
    });
  });

  test('when nobody who waited went on: the tests passed', () => {
    expect(only([dead])).toMatchObject({ masked: 'tests-passed', swallowers: [], outcome: 'nothing took its place; the run went on and passed' });
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

  test('not dark where others have a socket of their own beside it', () => {
    const socket = { ...r.listening(8080), networkNamespace: 7 };
    const again = { ...r.listen(r.process(501, 'app'), 8080, 10.4 * SECOND), networkNamespace: 7 };
    const served = (group: number, own = 1) => only([r.segfaulted({ listening: Array(own).fill({ ...socket, group }) }), again]);
    expect(served(2)).toMatchObject({ darkMs: null, absent: { darkMs: 'others held its port all the time' } });
    expect(served(1)).toMatchObject({ darkMs: 400 });
    expect(served(2, 2), 'both were its own').toMatchObject({ darkMs: 400 });
  });

  test('what listens in another network namespace serves another port', () => {
    const dead = r.segfaulted({ listening: [{ ...r.listening(8080), networkNamespace: 7 }] });
    const listen = (networkNamespace: number, at: number) => ({ ...r.listen(r.process(501, 'app'), 8080, at), networkNamespace });
    expect(only([dead, listen(8, 10.2 * SECOND), listen(7, 10.4 * SECOND)])).toMatchObject({ darkMs: 400 });
    expect(only([dead, listen(8, 10.2 * SECOND)])).toMatchObject({ darkMs: null, absent: { darkMs: 'nobody was seen to listen on its port again' } });
  });
});
