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
