/** Signals that somebody sent: the record names the signal, and who sent it although the sender ended at once. */
import { constants } from 'node:os';
import { aCount, death, sentBy } from '../expected.ts';
import type { Way } from '../ran.ts';
import { satisfies } from '../satisfies.ts';

const { SIGALRM, SIGKILL, SIGPIPE, SIGUSR1 } = constants.signals;
const SI_KERNEL = 0x80;
const SI_TIMER = -2;
const SI_USER = 0;

const somebody = satisfies('a bystander', (value: object) => value !== null);

export const signals: readonly Way[] = [
  {
    name: 'SIGKILL by itself',
    program: 'kill-self',
    args: [String(SIGKILL)],
    records: (run, recording) => [death(run, recording, { status: SIGKILL, sent: sentBy(run, recording, { signal: SIGKILL, code: SI_USER }) })],
  },
  {
    name: 'SIGPIPE, as if by itself',
    program: 'broken-pipe',
    records: (run, recording) => [death(run, recording, { status: SIGPIPE, sent: sentBy(run, recording, { signal: SIGPIPE, code: SI_USER }) })],
  },
  {
    name: 'SIGALRM by setitimer: the kernel, while somebody ran',
    program: 'alarm',
    records: (run, recording) => [
      death(run, recording, { status: SIGALRM, sent: { at: aCount, signal: SIGALRM, code: SI_KERNEL, by: 'kernel', sender: somebody } }),
    ],
  },
  {
    name: 'SIGUSR1 by a POSIX timer',
    program: 'timer',
    records: (run, recording) => [
      death(run, recording, { status: SIGUSR1, sent: { at: aCount, signal: SIGUSR1, code: SI_TIMER, by: 'timer', sender: somebody } }),
    ],
  },
];
