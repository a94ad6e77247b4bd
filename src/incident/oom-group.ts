import type { Crash } from '../crash/crash.ts';
import { processKey } from '../crash/name.ts';

const SECOND = 1e9;
const CALL_TIME = 1 * SECOND;

/**
 * One call of the OOM killer may kill a whole cgroup (memory.oom.group), and every process that shares the victim's memory: by the key of
 * each, the one that was chosen first. By the moment of the choice: a process at its limit may take seconds to die.
 */
export function findChosen(crashes: readonly Crash[]): ReadonlyMap<string, Crash> {
  const killed = crashes.flatMap(crash => {
    const kill = killOf(crash);
    return kill === null ? [] : [{ crash, ...kill }];
  });
  killed.sort((a, b) => a.at - b.at);
  const chosen = new Map<string, Crash>();
  /** By who asked for memory. */
  const calls = new Map<string, { readonly first: Crash; readonly at: number }>();
  for (const { crash, at, trigger } of killed) {
    const last = calls.get(trigger);
    const first = last !== undefined && at - last.at <= CALL_TIME ? last.first : crash;
    // What shares the victim's memory is only known by its victim.
    if (first.cause.kind !== 'oom') continue;
    calls.set(trigger, { first, at });
    chosen.set(crash.key, first);
  }
  return chosen;
}

function killOf({ cause, death }: Crash): { readonly at: number; readonly trigger: string } | null {
  if (cause.kind === 'oom' && death.oom !== null) return { at: death.oom.at, trigger: processKey(death.oom.trigger) };
  const byKernel = cause.kind === 'unknown' && death.sent?.by === 'kernel' ? death.sent : null;
  return byKernel?.sender ? { at: byKernel.at, trigger: processKey(byKernel.sender) } : null;
}
