/** Signals that somebody sent: the record names the signal, and who sent it although the sender ended at once. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { ancestors, childDeath, death, fault, sentBy } from './expected.ts';
import { ancestorsFrom } from './living.ts';
import { type Finished, finish, hasSpoken, type Run, run, start } from './program.ts';
import { type Recording, watch } from './watch.ts';

const { SIGABRT, SIGKILL, SIGQUIT, SIGTERM } = constants.signals;
const [SI_USER, SI_QUEUE, SI_TKILL] = [0, -1, -6];

interface Shot {
  readonly victim: Finished;
  readonly sender: Finished;
  readonly recording: Recording;
}

/** Lets `send-signal` send a signal to a program that waits. */
async function shoot(program: string, how: string, signal: number): Promise<Shot> {
  const { result, recording } = await watch(async () => {
    const target: Run = await start(program);
    await hasSpoken(target);
    const sender = await run('send-signal', [how, String(signal), String(target.pid)]);
    return { victim: await finish(target), sender };
  });
  return { ...result, recording };
}

describe('sent by another process', () => {
  test.each([
    { how: 'kill', code: SI_USER },
    { how: 'tgkill', code: SI_TKILL },
    { how: 'pidfd', code: SI_USER },
    { how: 'sigqueue', code: SI_QUEUE },
    { how: 'forged', code: SI_QUEUE },
  ])('SIGTERM by $how', async ({ how, code }) => {
    const { victim, sender, recording } = await shoot('wait-for-signal', how, SIGTERM);
    expect(about(recording, victim)).toStrictEqual([
      death(victim, recording, { status: SIGTERM, sent: sentBy(sender, recording, { signal: SIGTERM, code }) }),
    ]);
  });

  test('SIGKILL', async () => {
    const { victim, sender, recording } = await shoot('wait-for-signal', 'kill', SIGKILL);
    expect(about(recording, victim)).toStrictEqual([
      death(victim, recording, { status: SIGKILL, sent: sentBy(sender, recording, { signal: SIGKILL, code: SI_USER }) }),
    ]);
  });

  test('SIGQUIT, which dumps core', async () => {
    const { victim, sender, recording } = await shoot('wait-for-signal', 'kill', SIGQUIT);
    expect(about(recording, victim)).toStrictEqual([
      death(victim, recording, {
        status: SIGQUIT,
        fault: fault(victim, { signal: SIGQUIT, code: SI_USER }),
        sent: sentBy(sender, recording, { signal: SIGQUIT, code: SI_USER }),
      }),
    ]);
  });

  test.each([SIGTERM, SIGABRT])('signal %i that a handler turns into an exit code', async signal => {
    const { victim, sender, recording } = await shoot('term-handled', 'kill', signal);
    expect(about(recording, victim)).toStrictEqual([
      death(victim, recording, { status: (128 + signal) << 8, sent: sentBy(sender, recording, { signal, code: SI_USER }) }),
    ]);
  });
});

test('SIGTERM at the parent’s death, when the child has another parent already', async () => {
  const { said } = await run('daemon');
  const { result, recording } = await watch(() => run('parent-death'));
  const sent = sentBy(result, recording, { signal: SIGTERM, code: SI_USER });
  expect(about(recording, result)).toStrictEqual([
    childDeath(result, recording, result.said('child'), {
      status: SIGTERM,
      ancestors: ancestors(ancestorsFrom(result, said('parent')), recording),
      parentListens: expect.any(Boolean),
      sent: { ...sent, sender: { ...(sent.sender as object), exiting: true } },
    }),
  ]);
});
