/** A process dies once, with its last thread; the record tells the thread that was at fault. */
import { constants } from 'node:os';
import { expect } from 'vitest';
import { aCount, childDeath, crashAt1234, death, end } from '../expected.ts';
import type { Way } from '../ran.ts';

const { SIGSEGV } = constants.signals;

export const threads: readonly Way[] = [
  {
    name: 'the main thread ends first, the last one with 7',
    program: 'leader-exits',
    records: (run, recording) => [death(run, recording, { status: run.code! << 8, tid: run.said('tid'), threadName: 'last-thread' })],
  },
  {
    name: 'the main thread ends first, another one faults',
    program: 'leader-exits-segv',
    records: (run, recording) => {
      const thread = { tid: run.said('tid'), threadName: 'worker' };
      return [death(run, recording, { status: SIGSEGV, ...thread, fault: crashAt1234(run, thread) })];
    },
  },
  {
    name: 'a thread that is not the main one executes another program',
    program: 'exec-from-thread',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        argv: [...run.argv, 'second'],
        argvBytes: run.argvBytes + 'second'.length + 1,
        fault: crashAt1234(run),
        stack: { ...run.stack, start: expect.stringMatching(/^0x[0-9a-f]+$/) },
      }),
    ],
  },
  {
    name: 'one of 50 threads faults',
    program: 'thread-of-50',
    records: (run, recording) => {
      const thread = { tid: run.said('tid'), threadName: 'worker-37' };
      return [death(run, recording, { status: SIGSEGV, ...thread, fault: crashAt1234(run, thread) })];
    },
  },
  {
    name: '2,000 threads fault at once',
    program: 'threads-fault',
    args: ['2000'],
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, tid: aCount, fault: crashAt1234(run, { tid: aCount }) })],
  },
  {
    name: 'a thread ends the process with 5: the SIGKILL that the others get is nobody’s',
    program: 'threads-exit',
    records: (run, recording) => [death(run, recording, { status: 5 << 8, tid: aCount })],
  },
  {
    name: 'a thread forks a child: the child’s parent is the process',
    program: 'thread-forks',
    records: (run, recording) => [
      childDeath(run, recording, run.said('child'), { status: 4 << 8, comm: expect.any(String), threadName: 'forker' }),
      end(run, recording),
    ],
  },
];
