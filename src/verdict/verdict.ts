/**
 * clean: nothing to report and nothing missed. failed: an error-level incident. tolerated: nothing above warning.
 * inconclusive: no error, but the watch was incomplete, so nobody can say.
 */
export type Verdict = 'clean' | 'failed' | 'tolerated' | 'inconclusive';

/** A reason why the watch was incomplete. */
export interface WatchProblem {
  readonly kind: WatchProblemKind;
  /** One plain sentence without a full stop. */
  readonly message: string;
}

export type WatchProblemKind =
  | 'no-header'
  | 'no-trailer'
  | 'stopped-early'
  | 'lost-events'
  | 'helper-errors'
  | 'missing-deaths'
  | 'surplus-deaths'
  | 'hook-not-attached'
  | 'limited-layer'
  | 'no-processes'
  | 'still-dying'
  | 'unreadable-record'
  | 'command-unended';
