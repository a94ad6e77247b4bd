/** Who comes from whom: forks, daemons, vfork, pid namespaces, zombies, reused pids. */
import { constants } from 'node:os';
import { expect } from 'vitest';
import { deathOf, executed, itsOwnStack } from '../executed.ts';
import { ancestors, childDeath, crashAt1234, end, fault, sentBy, startOfChild } from '../expected.ts';
import { ancestorsFrom } from '../living.ts';
import { oddity } from '../machine.ts';
import type { Ran, Way } from '../ran.ts';
import { anAddress, satisfies } from '../satisfies.ts';
import type { Recording } from '../watch.ts';

const { SIGKILL, SIGSEGV } = constants.signals;

/** The first process of a namespace of its own, which `run` forked. */
export const init = (run: Ran, recording: Recording, keys: object) =>
  childDeath(run, recording, run.said('init'), {
    nsPid: 1,
    pidNamespace: satisfies('another namespace', (inode: number) => inode !== run.pidNamespace),
    status: SIGSEGV,
    ...keys,
  });

export const families: readonly Way[] = [
  {
    name: 'a worker that was only forked, and the next one',
    program: 'fork-worker',
    records: (run, recording) => [
      childDeath(run, recording, run.said('first'), { status: SIGSEGV, fault: crashAt1234(run, { tid: run.said('first') }) }),
      startOfChild(run, recording, run.said('second'), { how: 'fork', after: deathOf(run, recording, run.said('first')) }),
      end(run, recording),
    ],
  },
  {
    name: 'a daemon: whoever took it over is its only family',
    program: 'daemon',
    records: (run, recording) => [
      childDeath(run, recording, run.said('daemon'), {
        status: SIGSEGV,
        ancestors: ancestors(ancestorsFrom(run, run.said('parent')), recording),
        parentListens: expect.any(Boolean),
        fault: crashAt1234(run, { tid: run.said('daemon') }),
      }),
    ],
  },
  {
    name: 'a vfork child that faults',
    program: 'vfork-child',
    since: [5, 16], // before, a core dump took every process along that shared the memory (0258b5fd7c71)
    records: (run, recording) => [
      childDeath(run, recording, run.said('child'), { status: SIGSEGV, fault: crashAt1234(run, { tid: run.said('child') }) }),
      end(run, recording),
    ],
  },
  {
    name: 'a vfork child that is killed',
    program: 'vfork-killed',
    records: (run, recording) => {
      const pid = run.said('child');
      const child = childDeath(run, recording, pid, { status: SIGKILL });
      const sent = sentBy(run, recording, { signal: SIGKILL, code: 0 });
      const sender = { ...(sent.sender as object), pid, nsPid: pid, startedAt: child.startedAt, ancestors: child.ancestors };
      return [{ ...child, sent: { ...sent, sender } }, end(run, recording)];
    },
  },
  {
    name: 'two processes with one pid',
    program: 'pid-reuse',
    records: (run, recording) => {
      const [first, second] = [run.said('first'), run.said('second')];
      expect(second, 'the kernel gave the pid again').toBe(first);
      return [
        childDeath(run, recording, first, {
          ...executed('segv-write', 'first'),
          ...itsOwnStack(run),
          status: SIGSEGV,
          fault: crashAt1234(run, { tid: first, threadName: 'segv-write', instructionPointer: anAddress }),
        }),
        childDeath(run, recording, second, { ...executed('exit-code', '5'), ...itsOwnStack(run), status: 5 << 8 }),
        end(run, recording),
      ];
    },
  },
  {
    name: 'the init of a pid namespace cannot abort: it dies by an instruction that is privileged, or none at all',
    program: 'namespace-init-abort',
    records: (run, recording) => {
      const how = oddity(run, 'instruction that aborts');
      return [init(run, recording, { status: how.signal, fault: fault(run, { ...how, tid: run.said('init') }) }), end(run, recording)];
    },
  },
];
