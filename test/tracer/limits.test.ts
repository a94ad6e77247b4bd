/** Limits: of CPU time, of file size, of a cgroup's memory. */
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { about } from './about.ts';
import { aCount, aTime, childDeath, death, identity, satisfies, sentBy } from './expected.ts';
import type { Living } from './living.ts';
import { MemoryGroup } from './memory-group.ts';
import { run } from './program.ts';
import { type Recording, watch } from './watch.ts';

const { SIGKILL } = constants.signals;
const SI_KERNEL = 0x80;
const LIMIT = 32 << 20;

function oom(trigger: Living, group: MemoryGroup, recording: Recording, least: number) {
  return {
    at: aTime,
    trigger: identity(trigger, recording),
    cgroup: group.path,
    levels: satisfies('usage near the limit of the group, then its parents', (levels: { usageBytes: number; limitBytes: number | null }[]) => {
      const [own, ...parents] = levels;
      return own!.limitBytes === LIMIT && Math.abs(own!.usageBytes - LIMIT) < 1 << 20 && parents.length >= group.path.split('/').length - 2;
    }),
    anonymousBytes: satisfies('anonymous memory', (bytes: number) => bytes >= least && bytes <= LIMIT),
    fileBytes: aCount,
    sharedBytes: 0,
    totalVirtualBytes: satisfies('virtual memory', (bytes: number) => bytes >= least),
    scoreAdjust: expect.any(Number),
  };
}

test('more memory than its cgroup may have', async () => {
  using group = new MemoryGroup(LIMIT);
  const { result, recording } = await watch(() => run('oom', [], { atGate: pid => group.add(pid) }));
  expect(about(recording, result)).toStrictEqual([
    death(result, recording, {
      status: SIGKILL,
      sent: sentBy(result, recording, { signal: SIGKILL, code: SI_KERNEL, by: 'kernel' }),
      oom: oom(result, group, recording, LIMIT / 2),
    }),
  ]);
});

test('an innocent process hits the limit, another one is chosen', async () => {
  using group = new MemoryGroup(LIMIT);
  const { result, recording } = await watch(() => run('oom-innocent', [], { atGate: pid => group.add(pid) }));
  const child = result.said('child');
  // While the child's memory is still being freed the kernel no longer sees it among the group's tasks, and may choose the parent as well.
  expect(about(recording, result).find(({ type, pid }: { type: string; pid?: number }) => type === 'death' && pid === child)).toStrictEqual(
    childDeath(result, recording, child, {
      status: SIGKILL,
      sent: sentBy(result, recording, { signal: SIGKILL, code: SI_KERNEL, by: 'kernel' }),
      oom: { ...oom(result, group, recording, 23 << 20), scoreAdjust: 1000 },
    }),
  );
});
