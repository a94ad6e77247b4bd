import type { BpfRecord } from 'bpf-linux';
import { findStepRuns } from '../crash/step.ts';
import type { Report, ReportStep } from './report.ts';

/** By time: what the tracer saw of the steps themselves, else the steps that died processes were started by. */
export function stepsOf(records: readonly BpfRecord[]): readonly ReportStep[] {
  const end = records.reduce((last, record) => (record.type === 'header' ? last : Math.max(last, record.at)), 0);
  const runs = findStepRuns(records).map(({ id, from, to }) => ({ id, fromMs: Math.max(0, from / 1e6), toMs: (to ?? end) / 1e6, measured: true }));
  return runs.length > 0 ? runs : stepsByDeaths(records);
}

function stepsByDeaths(records: readonly BpfRecord[]): readonly ReportStep[] {
  const steps = new Map<string, ReportStep>();
  for (const record of records) {
    if (record.type !== 'death' || record.step === null) continue;
    const toMs = record.at / 1e6;
    // A process may be older than the watch.
    const fromMs = Math.max(0, Math.min(record.startedAt / 1e6, toMs));
    const step = steps.get(record.step) ?? { id: record.step, fromMs, toMs: Math.max(0, toMs), measured: false };
    steps.set(record.step, { ...step, fromMs: Math.min(step.fromMs, fromMs), toMs: Math.max(step.toMs, toMs) });
  }
  return [...steps.values()].sort((a, b) => a.fromMs - b.fromMs);
}

/** The steps to draw, at most so many: those that incidents have to do with come first. */
export function stepsShown({ steps, incidents }: Report, most: number): readonly ReportStep[] {
  const named = new Set(incidents.flatMap(({ step, during, crashes }) => [step, during, ...crashes.map(crash => crash.step)]));
  const told = steps.filter(({ id }) => named.has(id));
  const kept = new Set([...told, ...steps.filter(step => !told.includes(step))].slice(0, most));
  return steps.filter(step => kept.has(step));
}
