import type { Scenario } from './scenarios/scenario.ts';

/** What the guest says of a job, beside its record and its report. */
export interface Result {
  readonly conclusion: string;
  /** Of main, the steps, the posts. */
  readonly statuses: readonly (number | null)[];
  /** Levels of what post annotated. */
  readonly annotations: readonly string[];
  /** All that the steps wrote, for the message of a failing test. */
  readonly log: string;
}

/** The folder in the guest. */
export const RESULTS = 'results';

/** What the files of a scenario's job are called, without what they end in. */
export const fileOf = ({ name, jobs }: Scenario, index: number): string => (jobs.length === 1 ? name : `${name}-${index + 1}`);
