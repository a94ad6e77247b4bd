import type { Crash } from '../crash/crash.ts';
import type { Masked, Swallower } from './masked.ts';
import type { Replacement } from './replacement.ts';

/** One crash and the ends that followed from it: one occurrence of an incident. */
export interface Story {
  /** The crash that began it. */
  readonly lead: Crash;
  /** What followed, by time. */
  readonly followers: readonly Crash[];
  readonly replacement: Replacement | null;
  /** It had been started in the place of a dead one itself. */
  readonly tookPlace: boolean;
  readonly masked: Masked;
  /** Who went on, when that is what hid it. */
  readonly swallowedBy: Swallower | null;
  /** Who went on ran the same program again: a retry. */
  readonly retried: boolean;
  /** The longest time that nobody listened on one of its ports. */
  readonly dark: Dark | null;
  /** A command line client waited for this container and handed its exit code on: the container was a command, not a service. */
  readonly attended: boolean;
  /** A container that only gave an exit code, as commands do, and was run again. */
  readonly askedAgain: boolean;
}

/** A story while it is being put together. */
export interface Draft {
  readonly lead: Crash;
  readonly followers: Crash[];
  /** Of the followers: ancestors that ended because of it, nearest first. */
  readonly outer: Crash[];
  /** Its parent stopped its other children too: a service that starts all over. */
  restarted: boolean;
  attended: boolean;
}

/** A port that nobody listened on. */
export interface Dark {
  readonly port: number;
  readonly ms: number;
}

export const longer = (a: Dark | null, b: Dark | null): Dark | null => (a === null || (b !== null && b.ms > a.ms) ? b : a);
