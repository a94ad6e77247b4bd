import type { BpfRecord, Death } from 'bpf-linux';
import { findStepRuns } from '../crash/step.ts';
import type { Report, ReportStep } from './report.ts';

/** What the tracer saw of the steps themselves, by time; `end`: when the recording ends. */
export const stepsSeen = (records: readonly BpfRecord[], end: number): readonly ReportStep[] =>
  findStepRuns(records).map(({ id, from, to }) => ({ id, fromMs: Math.max(0, from / 1e6), toMs: (to ?? end) / 1e6, measured: true }));

/** Where it saw none: the steps that died processes were started by. */
export class StepsOfDeaths {
  readonly #steps = new Map<string, ReportStep>();

  add({ step: id, startedAt, at }: Pick<Death, 'step' | 'startedAt' | 'at'>): void {
    if (id === null) return;
    const toMs = at / 1e6;
    // A process may be older than the watch.
    const fromMs = Math.max(0, Math.min(startedAt / 1e6, toMs));
    const step = this.#steps.get(id) ?? { id, fromMs, toMs: Math.max(0, toMs), measured: false };
    this.#steps.set(id, { ...step, fromMs: Math.min(step.fromMs, fromMs), toMs: Math.max(step.toMs, toMs) });
  }

  /** By time. */
  list(): readonly ReportStep[] {
    return [...this.#steps.values()].sort((a, b) => a.fromMs - b.fromMs);
  }
}

/** The steps to draw, at most so many: those that incidents have to do with come first. */
export function stepsShown({ steps, incidents }: Report, most: number): readonly ReportStep[] {
  const named = new Set(incidents.flatMap(({ step, during, crashes }) => [step, during, ...crashes.map(crash => crash.step)]));
  const told = steps.filter(({ id }) => named.has(id));
  const kept = new Set([...told, ...steps.filter(step => !told.includes(step))].slice(0, most));
  return steps.filter(step => kept.has(step));
}
