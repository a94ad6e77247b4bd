/** Processes that ran before the tracer: known from /proc, so their records are as whole as any. */
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { about } from './about.ts';
import { childDeath, crashAt1234, death, end, sentBy } from './expected.ts';
import { finish, hasSpoken, run, start } from './program.ts';
import { watch } from './watch.ts';

const { SIGSEGV, SIGTERM } = constants.signals;

test('crashes', async () => {
  const older = await start('crash-when-told', ['with', 'arguments']);
  const { result, recording } = await watch(() => finish(older));
  const [crash] = about(recording, result);
  expect(crash).toStrictEqual(death(result, recording, { status: SIGSEGV, fault: crashAt1234(result) }));
  expect(crash).toHaveProperty(
    'startedAt',
    expect.toSatisfy((value: number) => value < 0),
  );
});

test('ends with 5', async () => {
  const older = await start('exit-when-told', ['5']);
  const { result, recording } = await watch(() => finish(older));
  expect(about(recording, result)).toStrictEqual([death(result, recording, { status: 5 << 8 })]);
});

test('is killed', async () => {
  const older = await start('wait-for-signal');
  await hasSpoken(older);
  const { result, recording } = await watch(async () => {
    const sender = await run('send-signal', ['kill', String(SIGTERM), String(older.pid)]);
    return { sender, victim: await finish(older) };
  });
  expect(about(recording, result.victim)).toStrictEqual([
    death(result.victim, recording, { status: SIGTERM, sent: sentBy(result.sender, recording, { signal: SIGTERM, code: 0 }) }),
  ]);
});

test('is the parent of a process that crashes', async () => {
  const older = await start('fork-when-told');
  const { result, recording } = await watch(() => finish(older));
  const child = result.said('child');
  expect(about(recording, result)).toStrictEqual([
    childDeath(result, recording, child, { status: SIGSEGV, fault: crashAt1234(result, { tid: child }) }),
    end(result, recording),
  ]);
});
