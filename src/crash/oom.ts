import type { Death, Oom } from 'bpf-linux';
import type { OomCause } from './cause.ts';
import { displayName } from './name.ts';

/** Memory is charged in batches for each processor, so a cgroup at its limit shows a little less. */
const BATCHES = 4 * 1024 * 1024;

/** Which limit it was: the innermost cgroup whose usage is at its limit; where none is, the machine itself had no memory left. */
export function explainOom(death: Death, oom: Oom): OomCause {
  const levels = oom.levels ?? [];
  const level = levels.findIndex(({ usageBytes, limitBytes }) => limitBytes !== null && usageBytes >= limitBytes - slackOf(limitBytes));
  const full = levels[level] ?? null;
  const self = oom.trigger.pid === death.pid && oom.trigger.startedAt === death.startedAt;
  return {
    kind: 'oom',
    signal: 'SIGKILL',
    scope: oom.levels === null ? 'unknown' : full === null ? 'machine' : 'cgroup',
    level: full === null ? null : level,
    cgroup: oom.cgroup,
    limitBytes: full?.limitBytes ?? null,
    usageBytes: full?.usageBytes ?? null,
    // A process that has none is not chosen: the kernel did not tell.
    ownBytes: oom.anonymousBytes + oom.fileBytes + oom.sharedBytes || null,
    trigger: self ? null : { pid: oom.trigger.pid, name: displayName(oom.trigger) },
  };
}

/** A small cgroup must really be full: the slack is a tenth of its limit at most. */
const slackOf = (limit: number): number => Math.min(BATCHES, limit / 10);
