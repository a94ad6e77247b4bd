/** Which records of a recording are about a program that was run, and whether their times make sense. */
import { expect } from 'vitest';
import type { BpfRecord, Death } from '../../bpf/record.ts';
import type { Living } from './living.ts';
import type { Recording } from './watch.ts';

/** In the order of the file. Other processes of the machine may die too while a test runs. */
export function about(recording: Recording, ...runs: readonly Living[]): BpfRecord[] {
  const ours = recording.records.filter((record): record is Death => record.type === 'death' && runs.some(run => isPartOf(record, run)));
  for (const death of ours) checkTimes(death, recording);
  const relatives = new Set([...ours, ...runs].map(({ pid }) => pid));
  const parents = new Set(runs.map(({ ancestors }) => ancestors[0]?.pid));
  const deaths = new Set(ours.map(({ pid, startedAt }) => `${pid} ${startedAt}`));
  const starts = new Set<number>();
  return recording.records.filter(record => {
    switch (record.type) {
      case 'death':
        return ours.includes(record);
      case 'start':
        if (!deaths.has(`${record.after?.pid} ${record.after?.startedAt}`)) return false;
        if (record.ancestors.every(({ pid }) => !relatives.has(pid) && !parents.has(pid))) return false;
        starts.add(record.pid);
        return true;
      case 'end':
        return relatives.has(record.pid);
      case 'listen':
        return starts.has(record.pid) || relatives.has(record.pid);
      default:
        return false;
    }
  });
}

/** A process is part of a run when it is it, comes from it, or works in its folder, which no other run has. Where its folder is not known, a fork without any ancestor that runs the program has been adopted; where it ended before its program was read, its name is all there is. */
function isPartOf(death: Death, run: Living): boolean {
  const isOrphan = death.cwd === null && death.forkOnly && death.ancestors.every(({ exe }) => exe !== run.exe);
  if (isOrphan && (death.exe === run.exe || (death.exe === null && death.comm === run.comm))) return true;
  return death.pid === run.pid || death.ancestors.some(({ pid }) => pid === run.pid) || (death.cwd?.startsWith(run.cwd) ?? false);
}

function checkTimes(death: Death, recording: Recording): void {
  const order = [
    ...death.ancestors.map(({ startedAt }) => startedAt).reverse(),
    death.startedAt,
    // The OOM killer sends its SIGKILL before it marks the victim, which may be gone by then: its time says nothing.
    ...[death.handledFault, death.fault].flatMap(event => (event ? [event.at] : [])),
    death.at,
    recording.trailer.at,
  ];
  expect(order, 'times in their order').toEqual(order.toSorted((a, b) => a - b));
  if (death.sent) expect(death.sent.at, 'a signal is sent before the death').toBeLessThan(death.at);
  expect(death.lifetimeNs).toBe(death.at - death.startedAt);
}
