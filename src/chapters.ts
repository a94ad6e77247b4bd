/**
 * Judging a recording of any length in bounded memory. Judgement looks at a death together with what happened around it, and never far:
 * so a long recording is judged in chapters, which overlap. What the end of a chapter may have cut off is left to the next one, and
 * each death is told once.
 */
import type { BpfRecord, Death, Recording } from 'bpf-linux';
import { processKey } from './crash/name.ts';
import type { Story } from './incident/story.ts';
import { isContainerMain, isUnitMain } from './incident/supervision.ts';
import type { Timeline } from './incident/timeline.ts';

export interface Chapter {
  readonly records: readonly BpfRecord[];
  /** Stories that began later are the next chapter's. */
  readonly until: number;
}

/** What takes a process's place comes within this time, in nanoseconds; for containers and units it may come at any time. */
const LONGEST_WAIT = 60e9;
/** In a storm there is too much within that time: then so many records before a chapter's end are left to the next one, and as many again are looked at twice. */
const MOST_OVERLAP = 1000;
/** So many records are looked at together: fewer cost more overlaps, and more of them more memory. */
const LENGTH = 8000;
/** So many deaths wait at most for a container or a unit to be started again. */
const MOST_WAITING = 500;

export class Chapters {
  readonly #recording: Recording;
  /** Of the deaths that are held: those that are told already, and what took their place. */
  readonly #told = new Map<Death, string | null>();
  #containerStarts: ReadonlyMap<string, number> = new Map();

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  /** Each is to be told from before the next one is asked for. */
  *[Symbol.iterator](): Generator<Chapter> {
    const { records: frame, long } = this.#recording;
    if (long === undefined) return yield { records: frame, until: Number.POSITIVE_INFINITY };
    let held: BpfRecord[] = [];
    const length = Math.min(long.most, LENGTH);
    let enough = length;
    for (const record of long.again()) {
      held.push(record);
      if (held.length < enough) continue;
      const cut = cutOf(held);
      if (cut !== null) {
        yield { records: [...frame, ...held], until: cut.until };
        held = this.#forget(held, cut.from);
      }
      enough = Math.max(length, held.length * 2);
    }
    yield { records: [...frame, ...held], until: Number.POSITIVE_INFINITY };
  }

  /** What earlier chapters knew of containers is kept. */
  recall(timeline: Timeline): Timeline {
    const starts = new Map(this.#containerStarts);
    for (const [id, start] of timeline.containerStarts) starts.set(id, Math.min(start, starts.get(id) ?? start));
    this.#containerStarts = starts;
    return { ...timeline, containerStarts: starts };
  }

  /** The stories of a chapter that are to be told now, as far as they haven't been. */
  *untold(stories: readonly Story[], until: number): Generator<Story> {
    if (this.#recording.long === undefined) return yield* stories;
    let waiting = 0;
    for (const story of stories) {
      if (story.lead.death.at >= until) continue;
      if (until !== Number.POSITIVE_INFINITY && mayComeBack(story) && ++waiting <= MOST_WAITING) continue;
      const fresh = [story.lead, ...story.followers].filter(({ recorded }) => !this.#told.has(recorded));
      for (const { recorded } of fresh) this.#told.set(recorded, story.replacement === null ? null : processKey(story.replacement));
      const [lead, ...followers] = fresh;
      if (lead === undefined) continue;
      // What follows a story that is told stands for itself.
      yield lead === story.lead
        ? { ...story, followers }
        : { ...story, lead, followers, replacement: null, masked: 'no', swallowedBy: null, dark: null };
    }
  }

  /** What the next chapter needs: what isn't told, and the end of this one, without the starts that the deaths which go have used up. */
  #forget(held: readonly BpfRecord[], from: number): BpfRecord[] {
    const gone = new Set<BpfRecord>();
    const used = new Set<string | null>();
    for (const [death, replacement] of this.#told) {
      if (death.at >= from) continue;
      gone.add(death);
      used.add(replacement);
      this.#told.delete(death);
    }
    return held.filter(record => {
      if (record.type === 'death') return !gone.has(record);
      return timeOf(record) >= from && !(record.type === 'start' && used.has(processKey(record)));
    });
  }
}

/** Until when a chapter's stories are told, and from when on the next one needs to know; null: there is too little to cut. */
function cutOf(held: readonly BpfRecord[]): { readonly from: number; readonly until: number } | null {
  const times = held.map(timeOf).sort((a, b) => a - b);
  const beforeEnd = (count: number): number => times.at(-1 - count) ?? Number.NEGATIVE_INFINITY;
  const until = Math.max(beforeEnd(0) - LONGEST_WAIT, beforeEnd(MOST_OVERLAP));
  if (until > times[0]!) return { from: Math.max(until - LONGEST_WAIT, beforeEnd(2 * MOST_OVERLAP)), until };
  // Thousands at the same moment: there is no order to cut in.
  return times.length > 4 * MOST_OVERLAP ? { from: Number.POSITIVE_INFINITY, until: Number.POSITIVE_INFINITY } : null;
}

const timeOf = (record: BpfRecord): number => (record.type === 'header' ? 0 : record.at);

/** Its container or unit is down, and nobody knows for how long. What was run again for its answer is back. */
const mayComeBack = ({ replacement, askedAgain, lead, followers }: Story): boolean =>
  replacement === null && !askedAgain && [lead, ...followers].some(crash => isContainerMain(crash) || isUnitMain(crash));
