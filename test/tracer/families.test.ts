/** Who comes from whom: forks, daemons, vfork, pid namespaces, zombies, reused pids. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { aCount, childDeath, crashAt1234, death, end, identity, satisfies, sentBy } from './expected.ts';
import { look } from './living.ts';
import { finish, hasSpoken, run, start } from './program.ts';
import { UnifiedGroup } from './unified-group.ts';
import { watch } from './watch.ts';
import { init } from './ways/families.ts';

const { SIGKILL, SIGSEGV } = constants.signals;
const SI_KERNEL = 0x80;

describe('the init of a pid namespace', () => {
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
      inJob: null,
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
    await hasSpoken(victim);
    group.kill();
    return finish(victim);
  });
  expect(about(recording, result)).toStrictEqual([
    death(result, recording, { status: SIGKILL, sent: sentBy(look(process.pid), recording, { signal: SIGKILL, code: 0 }) }),
  ]);
});
