import type { Death, Sender } from 'bpf-linux';
import type { Cause } from './cause.ts';
import type { Place } from './place.ts';
import type { End } from './status.ts';
import type { CrashStep } from './step.ts';

/** An abnormal death with its cause: a fact. */
export interface Crash {
  /** With what it listened on until its end (served.ts). */
  readonly death: Death;
  /** The same as it was recorded. */
  readonly recorded: Death;
  /** Identifies the process: pid and start time. */
  readonly key: string;
  /** The parent's, as of the death; null when the record has no ancestors. */
  readonly parent: string | null;
  readonly end: End;
  readonly cause: Cause;
  /** Who sent the fatal signal, or the request to end that it followed; null when nobody else did. */
  readonly sender: Sender | null;
  readonly place: Place;
  readonly step: CrashStep;
}
