/** Who comes from whom: forks, daemons, vfork, pid namespaces, zombies, reused pids. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { about, leaves } from './about.ts';
import { deathOf, executed, itsOwnStack } from './executed.ts';
import { aCount, anAddress, ancestors, childDeath, crashAt1234, death, end, identity, satisfies, sentBy, startOfChild } from './expected.ts';
import { ancestorsFrom, look } from './living.ts';
import { finish, type Run, run, start } from './program.ts';
import { UnifiedGroup } from './unified-group.ts';
import { type Recording, watch } from './watch.ts';

const { SIGKILL, SIGSEGV } = constants.signals;
const SI_KERNEL = 0x80;

leaves([
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
        ancestors: ancestors(ancestorsFrom(run.said('parent')), recording),
        parentListens: expect.any(Boolean),
        fault: crashAt1234(run, { tid: run.said('daemon') }),
      }),
    ],
  },
  {
    name: 'a vfork child that faults',
    program: 'vfork-child',
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
]);

describe('the init of a pid namespace', () => {
  const init = (run: Run & { said: (name: string) => number }, recording: Recording, keys: object) =>
    childDeath(run, recording, run.said('init'), {
      nsPid: 1,
      pidNamespace: satisfies('another namespace', (inode: number) => inode !== run.pidNamespace),
      status: SIGSEGV,
      ...keys,
    });

  test('takes its children along', async () => {
    const { result, recording } = await watch(() => run('namespace-init'));
    const pid = result.said('init');
    const first = init(result, recording, { fault: crashAt1234(result, { tid: pid }) });
    const itself = {
      ...identity(result, recording),
      pid,
      startedAt: first.startedAt,
      uid: result.uid,
      nsPid: 1,
      pidNamespace: first.pidNamespace,
      exiting: true,
      ancestors: first.ancestors,
    };
    const child = {
      ...init(result, recording, { pid: aCount, tid: aCount, nsPid: satisfies('2 or 3', (nsPid: number) => nsPid === 2 || nsPid === 3) }),
      status: SIGKILL,
      ancestors: [{ ...identity(result, recording), pid, startedAt: first.startedAt }, ...(first.ancestors as object[])].slice(0, 16),
      sent: { at: aCount, signal: SIGKILL, code: SI_KERNEL, by: 'kernel', sender: itself },
    };
    const [deathOfInit, ...others] = byPid(about(recording, result));
    expect([deathOfInit, ...others]).toStrictEqual([first, child, child, end(result, recording)]);
  });

  leaves([
    {
      name: 'cannot abort: it dies of SIGSEGV, by a hlt instruction',
      program: 'namespace-init-abort',
      records: (run, recording) => [
        init(run, recording, {
          fault: expect.objectContaining({ signal: SIGSEGV, code: SI_KERNEL, trap: 13, tid: run.said('init') }),
        }),
        end(run, recording),
      ],
    },
  ]);
});

/** Deaths first, by pid; then the rest: whose death is written first is a matter of chance. */
function byPid(records: readonly { type: string; pid?: number }[]) {
  return records.toSorted((a, b) => Number(a.type !== 'death') - Number(b.type !== 'death') || (a.pid ?? 0) - (b.pid ?? 0));
}

test('a zombie that nobody reaps is recorded while it is one', async () => {
  const { result, recording } = await watch(async watching => {
    const parent = await start('zombie');
    await watching.until(records => records.some(record => record.type === 'death' && record.ancestors[0]?.pid === parent.pid));
    return finish(parent);
  });
  const child = result.said('child');
  expect(about(recording, result)).toStrictEqual([
    childDeath(result, recording, child, { status: SIGSEGV, fault: crashAt1234(result, { tid: child }) }),
    end(result, recording),
  ]);
});

test('cgroup.kill: who wrote to the file is the sender', async () => {
  using group = new UnifiedGroup();
  const { result, recording } = await watch(async () => {
    const victim = await start('wait-for-signal', [], { atGate: pid => group.add(pid) });
    group.kill();
    return finish(victim);
  });
  expect(about(recording, result)).toStrictEqual([
    death(result, recording, { status: SIGKILL, sent: sentBy(look(process.pid), recording, { signal: SIGKILL, code: 0 }) }),
  ]);
});
