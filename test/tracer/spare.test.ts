/** The tracer's own end: whoever kills it, or whatever bug does, another process of it goes on with the same record. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { aCount, satisfies } from './expected.ts';
import { removeFolders } from './folder.ts';
import { run } from './program.ts';
import { Watch } from './watch.ts';

afterAll(removeFolders);

const { SIGKILL } = constants.signals;

/** The process that watches: the one that was started stands by. */
function watching({ process: { pid } }: Watch): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  if (!/^\d+$/.test(children)) throw new Error(`the tracer has not one child, but "${children}"`);
  return Number(children);
}

async function killWatching(watch: Watch, signal: NodeJS.Signals): Promise<number> {
  const pid = watching(watch);
  process.kill(pid, signal);
  await watch.until(records => records.some(record => record.type === 'death' && record.pid === pid));
  return pid;
}

test.each(['SIGKILL', 'SIGSEGV'] as const)('%s in the middle: nothing is lost, and who did it is in the record', async signal => {
  const watch = await Watch.start();
  const before = await run('segv-write');
  // What is read and not yet written dies with the reader, and the counts tell.
  await watch.until(records => records.some(record => record.type === 'death' && record.pid === before.pid));
  const killed = await killWatching(watch, signal);
  watch.note('still here');
  const after = await run('segv-write');
  const recording = await watch.stop();
  expect(recording.status).toBe(0);
  for (const crashed of [before, after])
    expect(recording.records.filter(record => record.type === 'death' && record.pid === crashed.pid)).toHaveLength(1);
  expect(recording.records.filter(({ type }) => type === 'note')).toHaveLength(1);
  expect(recording.records.find(record => record.type === 'death' && record.pid === killed)).toMatchObject({
    comm: 'tracer',
    status: satisfies(signal, (status: number) => (status & 0x7f) === constants.signals[signal]),
    sent: { sender: { pid: process.pid } },
  });
  const { deaths, recorded, lost, takenOverAt } = recording.trailer;
  expect({ recorded, lost, takenOverAt }).toEqual({ recorded: deaths.exit + deaths.signal, lost: { events: 0 }, takenOverAt: aCount });
});

test('it goes on once, and no bug makes a loop of it', async () => {
  const watch = await Watch.start();
  await killWatching(watch, 'SIGSEGV');
  const ended = once(watch.process, 'exit');
  watch.process.kill('SIGSEGV');
  expect(await ended).toEqual([null, 'SIGSEGV']);
  expect(watch.written().some(({ type }) => type === 'trailer')).toBe(false);
});

test('the process that stands by is killed: the one that watches brings the record to its end', async () => {
  const watch = await Watch.start();
  const crashed = await run('segv-write');
  await watch.until(records => records.some(record => record.type === 'death' && record.pid === crashed.pid));
  const closed = once(watch.process, 'close');
  watch.process.kill(SIGKILL);
  await closed;
  expect(watch.written().at(-1)).toMatchObject({ type: 'trailer', recorded: aCount });
});

test('where nobody is killed, there is no word of it', async () => {
  const watch = await Watch.start();
  expect((await watch.stop('SIGTERM')).trailer).not.toHaveProperty('takenOverAt');
});
