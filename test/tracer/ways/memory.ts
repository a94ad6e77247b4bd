/** The OOM killer: at a group's limit, for one process or for all of its group, and where the machine itself has no memory left. */
import { constants } from 'node:os';
import { expect } from 'vitest';
import type { Death } from '../../../bpf/record.ts';
import { aCount, aTime, childDeath, death, end, identity, satisfies, sentBy, sentByChild, startAfter } from '../expected.ts';
import { isBefore, type Ran, versionOf, type Way } from '../ran.ts';
import type { Recording } from '../watch.ts';

const { SIGKILL } = constants.signals;
const SI_KERNEL = 0x80;
const LIMIT = 32 << 20;

type Levels = { usageBytes: number; limitBytes: number | null }[];

const atLimit = (run: Ran) =>
  satisfies('usage near the limit of the group, then its parents', ([own, ...parents]: Levels) => {
    return own!.limitBytes === LIMIT && Math.abs(own!.usageBytes - LIMIT) < 1 << 20 && parents.length >= run.cgroup.split('/').length - 2;
  });
const noLimit = satisfies('no limit at all', (levels: Levels) => levels.length > 0 && levels.every(({ limitBytes }) => limitBytes === null));

interface RanOut {
  readonly levels: unknown;
  /** In the kernel's own word, where a kprobe asks it. */
  readonly constraint: object;
}
const ofGroup = (run: Ran): RanOut => ({ levels: atLimit(run), constraint: { constraint: 'cgroup', limitLevel: 0 } });
const ofMachine: RanOut = { levels: noLimit, constraint: { constraint: 'machine' } };

const hasHook = ({ header }: Recording, name: string): boolean => header.hooks.some(hook => hook.name === name && hook.attached);

interface Chosen {
  readonly trigger: object;
  /** Anonymous memory of the victim, at least and at most. */
  readonly bytes: readonly [least: number, most: number];
  readonly ranOut: RanOut;
}

function oom(run: Ran, recording: Recording, { trigger, bytes: [least, most], ranOut: { levels, constraint } }: Chosen, keys: object = {}) {
  const between = satisfies(`${least} to ${most} bytes`, (bytes: number) => bytes >= least && bytes <= most);
  const told = {
    anonymousBytes: between,
    fileBytes: aCount,
    totalVirtualBytes: satisfies(`${least} bytes or more`, (bytes: number) => bytes >= least),
  };
  // Before 72ba14deb40a (6.8, and 6.1's stable series) the tracepoint tells the victim's number, and nothing of its memory.
  const untold = { anonymousBytes: 0, fileBytes: 0, sharedBytes: 0, totalVirtualBytes: 0, scoreAdjust: 0 };
  const numberAlone = isBefore(versionOf(recording.header.kernel), [6, 1]) && !hasHook(recording, 'kprobe/mark_oom_victim');
  return {
    at: aTime,
    trigger,
    cgroup: run.cgroup,
    levels,
    sharedBytes: aCount,
    scoreAdjust: expect.any(Number),
    ...told,
    ...(hasHook(recording, 'kprobe/oom_kill_process') && constraint),
    ...keys,
    ...(numberAlone && untold),
  };
}

/** The OOM killer works in the process whose allocation failed. */
const killed = (trigger: Ran, recording: Recording) => sentBy(trigger, recording, { signal: SIGKILL, code: SI_KERNEL, by: 'kernel' });

const alone =
  (bytes: Chosen['bytes'], ranOut: (run: Ran) => RanOut): Way['records'] =>
  (run, recording) => [
    death(run, recording, {
      status: SIGKILL,
      sent: killed(run, recording),
      oom: oom(run, recording, { trigger: identity(run, recording), bytes, ranOut: ranOut(run) }),
    }),
  ];

export const memory: readonly Way[] = [
  { name: 'more than its group may have', program: 'oom', group: { limitBytes: LIMIT }, records: alone([LIMIT / 2, LIMIT], ofGroup) },
  {
    name: 'an innocent process hits the limit, another one is chosen',
    program: 'oom-innocent',
    group: { limitBytes: LIMIT },
    records: (run, recording) => {
      const trigger = identity(run, recording);
      const chosen = oom(run, recording, { trigger, bytes: [23 << 20, LIMIT], ranOut: ofGroup(run) }, { scoreAdjust: 1000 });
      const child = childDeath(run, recording, run.said('child'), { status: SIGKILL, sent: killed(run, recording), oom: chosen });
      // While the child's memory is still being freed the kernel no longer sees it among the group's tasks, and may choose the parent as well.
      const both = recording.records.some(({ type, pid }: { type: string; pid?: number }) => type === 'death' && pid === run.pid);
      return both ? [child, expect.objectContaining({ pid: run.pid, status: SIGKILL, oom: expect.anything() })] : [child, end(run, recording)];
    },
  },
  {
    name: 'a group that dies together',
    program: 'oom-together',
    group: { limitBytes: LIMIT, together: true },
    records: (run, recording) => {
      const child = run.said('child');
      const trigger = { ...identity(run, recording), pid: child, startedAt: startAfter(run, recording) };
      const sent = sentByChild(run, recording, child, { signal: SIGKILL, code: SI_KERNEL, by: 'kernel' });
      const keys = { status: SIGKILL, sent };
      return inOrder(
        recording,
        childDeath(run, recording, child, { ...keys, oom: oom(run, recording, { trigger, bytes: [LIMIT / 2, LIMIT], ranOut: ofGroup(run) }) }),
        death(run, recording, { ...keys, oom: oom(run, recording, { trigger, bytes: [0, LIMIT], ranOut: ofGroup(run) }) }),
      );
    },
  },
  {
    name: 'more than the machine has',
    program: 'oom',
    inGuestsOnly: true,
    records: (run, recording) => {
      const [killed] = alone([256 << 20, 1 << 30], () => ofMachine)(run, recording) as [{ sent: object; oom: object }];
      if (triggerOf(recording, run) === run.pid) return [killed];
      // Whoever asks for the page that isn't there finds the victim: a tracer that writes just then, too.
      const [sender, trigger] = [expect.any(Object), expect.any(Object)];
      return [{ ...killed, sent: { ...killed.sent, sender }, oom: { ...killed.oom, trigger } }];
    },
  },
];

const triggerOf = ({ records }: Recording, { pid }: Ran): number | undefined =>
  records.find((record): record is Death => record.type === 'death' && record.pid === pid)?.oom?.trigger.pid;

/** Deaths in the order of the recording, where the kernel decides who is first. */
function inOrder(recording: Recording, ...deaths: readonly Record<string, unknown>[]) {
  const place = (death: Record<string, unknown>) => recording.records.findIndex(record => record.type === 'death' && record.pid === death.pid);
  return deaths.toSorted((one, other) => place(one) - place(other));
}
