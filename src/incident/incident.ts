import type { CrashLoop } from './crash-loop.ts';
import type { Masked } from './masked.ts';
import type { Dark, Story } from './story.ts';

/** The same story, told as often as it happened. */
export interface Incident {
  readonly signature: string;
  /** The first ones, by time; `count` is exact. */
  readonly stories: readonly Story[];
  readonly count: number;
  /** Ends that followed, over all stories. */
  readonly followerCount: number;
  /** The best hidden of all. */
  readonly masked: Masked;
  readonly dark: Dark | null;
  /** How many of them were replaced. */
  readonly replacedCount: number;
  readonly crashLoop: CrashLoop | null;
}

/** So many occurrences of an incident are kept as examples. */
export const MAX_STORIES = 20;
