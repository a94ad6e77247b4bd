/** Many deaths, and many lives without one: everything is counted, nothing is lost, and a clean life leaves no trace. */
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import type { Death } from '../../bpf/record.ts';
import { about } from './about.ts';
import { end } from './expected.ts';
import { pathOf, run } from './program.ts';
import { type Recording, WITHOUT_TYPES, watch } from './watch.ts';

const { SIGSEGV } = constants.signals;

/** The trailer's counts fit each other and the lines of the file, whoever else ran on the machine. */
function checkCounts({ trailer, records }: Recording): void {
  const { clean, exit, signal } = trailer.deaths;
  expect(trailer.ended).toBe(clean + exit + signal);
  expect(trailer.recorded).toBe(exit + signal);
  expect(records.filter(({ type }) => type === 'death')).toHaveLength(trailer.recorded);
}

test('2,000 processes crash at once: each has its record', async () => {
  const { result, recording } = await watch(() => run('storm', ['2000']));
  const records = about(recording, result);
  const deaths = records.filter((record): record is Death => record.type === 'death');
  expect(new Set(deaths.map(({ pid }) => pid)).size).toBe(2000);
  for (const { status, argv, exe, fault, ancestors, forkOnly } of deaths) {
    expect({ status, argv, exe, forkOnly }).toStrictEqual({ status: SIGSEGV, argv: result.argv, exe: result.exe, forkOnly: true });
    expect(fault).toMatchObject({ signal: SIGSEGV, address: '0x1234' });
    expect(ancestors[0]?.pid).toBe(result.pid);
  }
  expect(records.slice(2000)).toStrictEqual([end(result, recording)]);
  expect(recording.trailer.deaths.signal).toBeGreaterThanOrEqual(2000);
  checkCounts(recording);
});

/** A death comes in pieces, from a buffer of each CPU: a reader that comes in the middle of one must not lose what has come of it. */
test('without the kernel’s types, too: each with all of its pieces', async () => {
  const { result, recording } = await watch(() => run('storm', ['2000']), WITHOUT_TYPES);
  expect(recording.header.layer?.name).toBe('floor');
  const deaths = about(recording, result).filter((record): record is Death => record.type === 'death');
  expect(new Set(deaths.map(({ pid }) => pid)).size).toBe(2000);
  for (const { status, fault, ancestors } of deaths) {
    expect({ status, signal: fault?.signal }).toStrictEqual({ status: SIGSEGV, signal: SIGSEGV });
    expect(ancestors[0]?.pid).toBe(result.pid);
  }
  checkCounts(recording);
});

/** The last by the kernel's count may pass sched_process_exit before the main one, which then finds its process gone. */
test('without the kernel’s types: two threads that leave at once are one end, 3,000 times', async () => {
  const { result, recording } = await watch(() => run('threads-leave', ['3000']), WITHOUT_TYPES);
  expect(result.code).toBe(0);
  expect(about(recording, result)).toStrictEqual([]);
  expect(recording.trailer.deaths.clean).toBeGreaterThanOrEqual(3001);
  checkCounts(recording);
});

test('2,000 clean lives: counted, not recorded', async () => {
  const { result, recording } = await watch(() => run('clean-lives', ['2000', pathOf('exit-code'), '0']));
  expect(result.code).toBe(0);
  expect(about(recording, result)).toStrictEqual([]);
  expect(recording.trailer.started).toBeGreaterThanOrEqual(2001);
  expect(recording.trailer.executed).toBeGreaterThanOrEqual(2001);
  expect(recording.trailer.deaths.clean).toBeGreaterThanOrEqual(2001);
  checkCounts(recording);
});

test('nothing abnormal: a header and a trailer', async () => {
  const { recording } = await watch(() => run('exit-code', ['0']));
  const { exit, signal } = recording.trailer.deaths;
  if (exit + signal === 0) expect(recording.records).toStrictEqual([]);
  expect(recording.text.split('\n')).toHaveLength(recording.records.length + 3);
  checkCounts(recording);
});
