/** Signals that somebody sent: the record names the signal, and who sent it although the sender ended at once. */
import { constants } from 'node:os';
import { aCount, anAddress, childDeath, death, end, fault, identity, sentBy, sentByChild, startAfter } from '../expected.ts';
import type { Ran, Way } from '../ran.ts';
import { satisfies } from '../satisfies.ts';

const { SIGABRT, SIGALRM, SIGKILL, SIGPIPE, SIGQUIT, SIGSEGV, SIGTERM, SIGUSR1 } = constants.signals;
const SI_KERNEL = 0x80;
const SI_TIMER = -2;
const [SI_USER, SI_QUEUE, SI_TKILL] = [0, -1, -6];

const somebody = satisfies('a bystander', (value: object) => value !== null);

/** One child of the program waits for a signal, the other sends it. */
const byChild = (how: string, signal: number, code: number, keys: (run: Ran) => object = () => ({})): Way => ({
  name: `${signal} by ${how} of another process`,
  program: 'sent-by-child',
  args: [how, String(signal)],
  records: (run, recording) => {
    const sent = sentByChild(run, recording, run.said('sender'), { signal, code });
    return [childDeath(run, recording, run.said('victim'), { status: signal, sent, ...keys(run) }), end(run, recording)];
  },
});
const dumpsCore = (signal: number, code: number) => (run: Ran) => ({
  fault: fault(run, { signal, code, tid: run.said('victim') }),
});

/** What its handler sends it again is still the other's. */
const handedOn = (signal: number, keys: (run: Ran) => object = () => ({})): Way => ({
  name: `${signal} by another process, which its own handler hands on`,
  program: 'hands-on',
  args: [String(signal)],
  records: (run, recording) => {
    const sent = sentByChild(run, recording, run.said('sender'), { signal, code: SI_USER });
    return [childDeath(run, recording, run.said('victim'), { status: signal, sent, ...keys(run) }), end(run, recording)];
  },
});

export const signals: readonly Way[] = [
  byChild('kill', SIGTERM, SI_USER),
  byChild('kill', SIGKILL, SI_USER),
  byChild('kill', SIGQUIT, SI_USER, dumpsCore(SIGQUIT, SI_USER)),
  byChild('group', SIGTERM, SI_USER),
  byChild('tgkill', SIGTERM, SI_TKILL),
  byChild('pidfd', SIGTERM, SI_USER),
  byChild('sigqueue', SIGTERM, SI_QUEUE),
  byChild('forged', SIGTERM, SI_QUEUE),
  handedOn(SIGTERM),
  handedOn(SIGABRT, dumpsCore(SIGABRT, SI_TKILL)),
  handedOn(SIGSEGV, dumpsCore(SIGSEGV, SI_TKILL)),
  {
    name: 'SIGKILL within a pid namespace: both numbers of both',
    program: 'sent-in-namespace',
    records: (run, recording) => {
      const [init, victim] = [run.said('init'), run.said('victim')];
      const inside = { pidNamespace: satisfies('another namespace', (inode: number) => inode !== run.pidNamespace) };
      const { sender, ...sent } = sentByChild(run, recording, init, { signal: SIGKILL, code: SI_USER });
      const killed = childDeath(run, recording, victim, {
        ...inside,
        nsPid: 2,
        status: SIGKILL,
        sent: { ...sent, sender: { ...(sender as object), ...inside, nsPid: 1 } },
      });
      const parent = { ...identity(run, recording), pid: init, startedAt: startAfter(run, recording) };
      return [{ ...killed, ancestors: [parent, ...(killed.ancestors as object[])].slice(0, 16) }, end(run, recording)];
    },
  },
  {
    name: 'SIGUSR1 to a fork with a handler, which then executes a program that has none',
    program: 'pending-at-exec',
    records: (run, recording) => [
      childDeath(run, recording, run.said('victim'), {
        forkOnly: false,
        status: SIGUSR1,
        sent: sentBy(run, recording, { signal: SIGUSR1, code: SI_USER }),
        stack: { limitBytes: run.stack.limitBytes, start: anAddress },
      }),
      end(run, recording),
    ],
  },
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
