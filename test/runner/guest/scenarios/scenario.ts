/** A job as people have it, and what it must come to. Everything in it waits for what it needs, never for time. */

export interface Scenario {
  readonly name: string;
  /** Those of one scenario run at once, each by a runner of its own. */
  readonly jobs: readonly PlannedJob[];
}

export interface PlannedJob {
  /** Who the runner is; by default the one of hosted machines, who may do anything. */
  readonly user?: User;
  readonly inputs?: Readonly<Record<string, string>>;
  /** By id; in this order. */
  readonly steps: Readonly<Record<string, string>>;
  /** Of another action. */
  readonly post?: string;
  /** Variables of the runner that differ from a hosted one's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The job has `container:`. */
  readonly container?: true;
  /** The job has `services:`: what each is started with, after its name. */
  readonly services?: Readonly<Record<string, readonly string[]>>;
  /** Somebody cancels it when this file is there. */
  readonly cancelledAt?: string;
  readonly expected: Expected;
}

/** docked: may use docker, and sudo asks for a password; alone: not even docker. */
export type User = 'runner' | 'docked' | 'alone';

/** All of it, so that nothing else may be said either. */
export interface Expected {
  readonly job: string;
  readonly verdict: string;
  /** How often at each level the post step annotated. */
  readonly annotations: readonly string[];
  /** What is wrong with the watch, and then the incidents in the alphabet's order. */
  readonly said: readonly string[];
}

export const clean: Expected = { job: 'success', verdict: 'clean', annotations: [], said: [] };

/** The same end of the same program is one annotation, wherever it happened. */
const levels = (said: readonly string[]): string[] => [...new Set(said.map(line => line.split(';')[0]!))].map(end => end.split(' ')[0]!);

/** As the lines begin, so are the annotations; errors come first. */
export const failed = (...said: readonly string[]): Expected => ({
  job: 'failure',
  verdict: 'failed',
  annotations: levels(said),
  said: said.toSorted(),
});
export const tolerated = (...said: readonly string[]): Expected => ({
  job: 'success',
  verdict: 'tolerated',
  annotations: levels(said),
  said: said.toSorted(),
});

export const until = (condition: string): string => `until ${condition}; do sleep 1; done`;
