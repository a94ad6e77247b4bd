import type { Crash } from '../crash/crash.ts';
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

/** So many rows are remembered, those that went on last. */
const MOST_ROWS = 1000;

/** Somebody who stops a service and starts it again, as often as he likes, makes no loop. */
const isStop = ({ cause }: Crash): boolean => cause.kind === 'killed' && ['SIGTERM', 'SIGINT', 'SIGHUP'].includes(cause.signal);

/** Finds the longest loop in the stories of one incident, which are told by time. */
export class CrashLoops {
  #longest = { times: 0, from: 0, to: 0 };
  /** What replaced the last of a row so far: its key → that row. */
  readonly #rows = new Map<string, { readonly times: number; readonly from: number }>();

  add({ lead, followers, replacement }: Story): void {
    if (isStop(lead)) return;
    const { at } = lead.death;
    const key = [lead, ...followers].map(crash => crash.key).find(found => this.#rows.has(found));
    const row = key === undefined ? undefined : this.#rows.get(key);
    const times = row === undefined || lead.death.lifetimeNs > SHORT_LIFE ? 1 : row.times + 1;
    const from = times === 1 ? at : row!.from;
    if (times > this.#longest.times) this.#longest = { times, from, to: at };
    if (key !== undefined) this.#rows.delete(key);
    if (replacement !== null) this.#remember(processKey(replacement), { times, from });
  }

  get longest(): CrashLoop | null {
    const { times, from, to } = this.#longest;
    return times < LEAST ? null : { times, overMs: (to - from) / 1e6 };
  }

  #remember(key: string, row: { readonly times: number; readonly from: number }): void {
    this.#rows.set(key, row);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size > MOST_ROWS) this.#rows.delete(oldest!);
  }
}
