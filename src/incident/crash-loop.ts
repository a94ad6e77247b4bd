import { processKey } from '../crash/name.ts';
import type { Story } from './story.ts';

/** What took a dead process's place died as well, and so did what took its place then. */
export interface CrashLoop {
  /** Deaths in a row. */
  readonly times: number;
  /** From the first of them to the last, in milliseconds. */
  readonly overMs: number;
}

/** Two deaths may be the same accident twice. */
const LEAST = 3;
/** What lived longer than this worked before it died. */
const SHORT_LIFE = 60e9;

/** The longest loop in stories of one incident, by time. */
export function findCrashLoop(stories: readonly Story[]): CrashLoop | null {
  let longest = { times: 0, from: 0, to: 0 };
  /** What replaced the last of a row so far: its key → that row. */
  const rows = new Map<string, { readonly times: number; readonly from: number }>();
  for (const { lead, followers, replacement } of stories) {
    const { at } = lead.death;
    const row = [lead, ...followers].map(crash => rows.get(crash.key)).find(found => found !== undefined);
    const times = row === undefined || lead.death.lifetimeNs > SHORT_LIFE ? 1 : row.times + 1;
    const from = times === 1 ? at : row!.from;
    if (times > longest.times) longest = { times, from, to: at };
    if (replacement !== null) rows.set(processKey(replacement), { times, from });
  }
  return longest.times < LEAST ? null : { times: longest.times, overMs: (longest.to - longest.from) / 1e6 };
}
