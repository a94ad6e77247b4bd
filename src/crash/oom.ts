import type { Death, Oom } from 'bpf-linux';
import type { OomCause } from './cause.ts';
import { displayName } from './name.ts';

/** Memory is charged in batches for each processor, so a cgroup at its limit shows a little less. */
const BATCHES = 4 * 1024 * 1024;

export function explainOom(death: Death, oom: Oom): OomCause {
  const { scope, level } = whatRanOut(oom);
  const full = level === null ? null : (oom.levels?.[level] ?? null);
  const self = oom.trigger.pid === death.pid && oom.trigger.startedAt === death.startedAt;
  return {
    kind: 'oom',
    signal: 'SIGKILL',
    scope,
    level,
    cgroup: oom.cgroup,
    limitBytes: full?.limitBytes ?? null,
    usageBytes: full?.usageBytes ?? null,
    // A process that has none is not chosen: the kernel did not tell.
    ownBytes: oom.anonymousBytes + oom.fileBytes + oom.sharedBytes || null,
    trigger: self ? null : { pid: oom.trigger.pid, name: displayName(oom.trigger) },
  };
}

const scopes: Readonly<Record<NonNullable<Oom['constraint']>, OomCause['scope']>> = {
  cgroup: 'cgroup',
  cpuset: 'nodes',
  policy: 'nodes',
  machine: 'machine',
};

/** In the kernel's own word where the record has it. Else it was the innermost cgroup at its limit; where none is, the machine. */
function whatRanOut({ constraint, limitLevel, levels }: Oom): Pick<OomCause, 'scope' | 'level'> {
  const told = constraint === undefined ? undefined : scopes[constraint];
  if (told !== undefined) return { scope: told, level: limitLevel ?? null };
  if (levels === null) return { scope: 'unknown', level: null };
  const full = levels.findIndex(({ usageBytes, limitBytes }) => limitBytes !== null && usageBytes >= limitBytes - slackOf(limitBytes));
  return full === -1 ? { scope: 'machine', level: null } : { scope: 'cgroup', level: full };
}

/** A small cgroup must really be full: the slack is a tenth of its limit at most. */
const slackOf = (limit: number): number => Math.min(BATCHES, limit / 10);
