import type { BpfRecord, Death, Step } from 'bpf-linux';

/** From the beginning of a step of the workflow's job to its end, in nanoseconds since the watch began. */
export interface StepRun {
  /** GITHUB_ACTION: the step's id, or what the runner calls a step without one ("__run_2"). An action's post has its main's. */
  readonly id: string;
  readonly from: number;
  /** null: it still ran when the watch ended. */
  readonly to: number | null;
}

/** Which step a death has to do with. */
export interface CrashStep {
  /** The step that started the process (`ancestor`), else the one that ran as it died (`running`): a container, a daemon. */
  readonly of: { readonly id: string; readonly by: 'ancestor' | 'running' } | null;
  /** Why `of` is null. */
  readonly none: string | null;
  /** The step that ran as it died; a service may outlive the step that started it. */
  readonly during: string | null;
}

/** Of the job's own steps, by time; empty where none were watched. */
export function findStepRuns(records: readonly BpfRecord[]): readonly StepRun[] {
  const steps = records.filter(record => record.type === 'step');
  const ends = new Map(steps.flatMap(step => (step.what === 'end' ? [[keyOf(step), step.at]] : [])));
  return steps
    .flatMap(step => (step.what === 'begin' && step.id !== null ? [{ id: step.id, from: step.at, to: ends.get(keyOf(step)) ?? null }] : []))
    .sort((a, b) => a.from - b.from);
}

const keyOf = ({ pid, startedAt }: Step): string => `${pid}:${startedAt}`;

/** The step's own process is told to end before it is told to be dead. */
const AT_ITS_END = 10e6;

export function stepOf({ step, at }: Pick<Death, 'step' | 'at'>, runs: readonly StepRun[]): CrashStep {
  const during = runs.findLast(({ from, to }) => from <= at && (to === null || at <= to + AT_ITS_END))?.id ?? null;
  if (step !== null) return { of: { id: step, by: 'ancestor' }, none: null, during };
  if (during !== null) return { of: { id: during, by: 'running' }, none: null, during };
  const none = `neither it nor an ancestor had GITHUB_ACTION in its environment${runs.length === 0 ? '' : ', and no step ran as it died'}`;
  return { of: null, none, during };
}
