/** Where jobs run. */

export interface Machine {
  /** The action as its user has it: bundles, executables, action.yml. */
  readonly action: string;
  /** Jobs make theirs in it. */
  readonly folder: string;
  /** uid and gid of whoever runs the steps. */
  readonly user: number;
  /** The command that runs what follows it as that user. */
  readonly enter: (temporary: string, options: Surroundings) => readonly string[];
  /** Where steps don't run beside the runner: what it starts instead of the step. */
  readonly wrap?: (step: StepRequest) => StepRequest;
}

/** What the worker is asked to start. */
export interface StepRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What a machine may do differently for one job. */
export interface Surroundings {
  /** Which rules sudo has for the user. */
  readonly rules?: 'none' | 'tracer' | 'tracer-in-pty';
  /** KiB of the disk that RUNNER_TEMP is on; by default it is on a big one. */
  readonly disk?: number;
}
