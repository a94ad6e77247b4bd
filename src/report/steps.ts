import type { BpfRecord } from 'bpf-linux';
import type { ReportStep } from './report.ts';

/** The steps that died processes were started by, by time. */
export function stepsOf(records: readonly BpfRecord[]): readonly ReportStep[] {
  const steps = new Map<string, { id: string; fromMs: number; toMs: number }>();
  for (const record of records) {
    if (record.type !== 'death' || record.step === null) continue;
    const toMs = record.at / 1e6;
    // A process may be older than the watch.
    const fromMs = Math.max(0, Math.min(record.startedAt / 1e6, toMs));
    const step = steps.get(record.step);
    if (step === undefined) steps.set(record.step, { id: record.step, fromMs, toMs: Math.max(0, toMs) });
    else Object.assign(step, { fromMs: Math.min(step.fromMs, fromMs), toMs: Math.max(step.toMs, toMs) });
  }
  return [...steps.values()].sort((a, b) => a.fromMs - b.fromMs);
}
