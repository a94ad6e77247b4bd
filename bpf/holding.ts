/** What of a recording is held in memory: all of it, or, when it is long, its frame alone; the others are read again when they are asked for. */
import type { BpfRecord } from './record.ts';
import { Sharing } from './share.ts';

/** What is known of a recording that is too long to be held. */
export interface Long {
  /** The latest `at` of all records. */
  readonly lastAt: number;
  /** So many deaths and starts would have been held. */
  readonly most: number;
  /** Those outside of the frame, from the file, in its order. None when it is there no more: then fewer come than were counted. */
  readonly again: () => Iterable<BpfRecord>;
}

/** Deaths and starts, which are large: about 12,000 deaths and what took their places, or 40 MB of text. */
export const MOST_HELD = 20_000;

/** Of a long recording, so many share their parts. */
const SHARED = 5000;

/** Whoever lived so long may be an ancestor of deaths that are not near its own end. */
const LONG_LIFE = 60e9;

/**
 * The frame: what any part of a recording may have to do with, and of what there is little, however much crashes. Deaths are outside of
 * it, and starts, listens and ends of short lives, which matter only to the deaths around them.
 */
const isOfTheFrame = (record: BpfRecord): boolean =>
  record.type === 'end' ? record.at - record.startedAt >= LONG_LIFE : record.type !== 'death' && record.type !== 'start' && record.type !== 'listen';

/** Takes records in the order of the file. */
export class Holding {
  /** All of them, or the frame. */
  readonly records: BpfRecord[] = [];
  readonly #most: number;
  #sharing = new Sharing();
  /** Deaths and starts. */
  #large = 0;
  #lastAt = 0;

  /** `most`: so many deaths and starts are held; when there are more of them, only the frame is. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The same record, as it is held. */
  add(written: BpfRecord): BpfRecord {
    const record = this.#sharing.share(written);
    if (record.type !== 'header') this.#lastAt = Math.max(this.#lastAt, record.at);
    if (record.type === 'death' || record.type === 'start') this.#countLarge();
    if (this.#large <= this.#most || isOfTheFrame(record)) this.records.push(record);
    return record;
  }

  /** Undefined: everything is held. */
  long(again: Long['again']): Long | undefined {
    return this.#large <= this.#most ? undefined : { lastAt: this.#lastAt, most: this.#most, again };
  }

  #countLarge(): void {
    this.#large++;
    if (this.#large === this.#most + 1) this.#letGo();
    // What is shared would grow with the recording, too.
    if (this.#large > this.#most && this.#large % SHARED === 0) this.#sharing = new Sharing();
  }

  #letGo(): void {
    const frame = this.records.filter(isOfTheFrame);
    this.records.length = 0;
    for (const record of frame) this.records.push(record);
  }
}

/** Whether it is read again when a recording is long. */
export const isOutside = (record: BpfRecord): boolean => !isOfTheFrame(record);
