/** Recordings: NDJSON text → typed records, and everything that is wrong with it by name. Nothing that the text holds makes this throw. */

import { isObject } from './check.ts';
import { Holding, type Long, MOST_HELD } from './holding.ts';
import type { BpfRecord, Header, Trailer } from './record.ts';
import { RECORD_VERSION } from './record.ts';
import { checks, isKnownType } from './shape.ts';
import { fillUnknown } from './unknown.ts';

/** All that one file holds. The header and the trailer are among the records too, in their places. */
export interface Recording {
  /** Null when the file isn't a recording, or one that this version can't read: `problems` says which. */
  readonly header: Header | null;
  readonly records: readonly BpfRecord[];
  /** Null when the recording is incomplete. */
  readonly trailer: Trailer | null;
  readonly problems: readonly RecordProblem[];
  /** Present where `records` is the frame alone, as there is too much to hold. */
  readonly long?: Long;
}

/**
 * - torn: the last line was cut off: the tracer died, or the disk was full, in the middle of a write.
 * - truncated: there is no end line, so nobody knows what came after the last record.
 * - newer: written by a tracer whose format this version doesn't know; nothing of it is interpreted.
 * - not-a-record: it doesn't begin with a header line; nothing of it is interpreted.
 * - malformed: a line that isn't what record.ts promises; that line is left out.
 */
export interface RecordProblem {
  readonly kind: 'torn' | 'truncated' | 'newer' | 'not-a-record' | 'malformed';
  /** Line number, from 1. */
  readonly line: number;
  readonly message: string;
}

/** Longer lines are refused, so that a file that isn't a recording can't fill the memory. The longest true line is under 1 MiB. */
const MAX_LINE = 64 * 1024 * 1024;
/** A file with more wrong lines than this gets one last problem that counts the rest. */
const MAX_MALFORMED = 20;
const HEADER_START = '{"type":"header"';
/** Some editors and PowerShell write it before a file's first line. It says nothing. */
const BYTE_ORDER_MARK = '\ufeff';

/** The whole text of a recording, or its lines. */
export function parseRecording(input: string | Iterable<string>): Recording {
  const reader = new RecordReader();
  if (typeof input === 'string') reader.push(input);
  else for (const line of input) reader.push(`${line}\n`);
  return reader.end();
}

interface Reading {
  /** See Holding. */
  readonly most?: number;
  /** How to read it again; absent: it can't be, so that everything is held. */
  readonly again?: Long['again'];
}

/** Takes text in pieces of any size. */
export class RecordReader {
  readonly #again: Long['again'] | null;
  readonly #holding: Holding;
  readonly #problems: RecordProblem[] = [];
  #header: Header | null = null;
  #trailer: Trailer | null = null;
  #line = 0;
  #malformed = 0;
  #rest = '';
  /** The rest of the input can't change anything. */
  hopeless = false;
  /** Told of each record, whether it is held or not. */
  onRecord: (record: BpfRecord) => void = () => {};

  constructor({ most = MOST_HELD, again }: Reading = {}) {
    this.#again = again ?? null;
    this.#holding = new Holding(again === undefined ? Number.POSITIVE_INFINITY : most);
  }

  /** What the text up to here held; grows with each `push`, until there is too much of it. */
  get records(): readonly BpfRecord[] {
    return this.#holding.records;
  }

  get header(): Header | null {
    return this.#header;
  }

  get trailer(): Trailer | null {
    return this.#trailer;
  }

  push(text: string): void {
    if (this.hopeless) return;
    const isFirst = this.#line === 0 && this.#rest === '';
    let from = isFirst && text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    for (let newline = text.indexOf('\n'); newline !== -1 && !this.hopeless; newline = text.indexOf('\n', from)) {
      this.#take(this.#rest + text.slice(from, newline));
      this.#rest = '';
      from = newline + 1;
    }
    this.#rest += text.slice(from);
    this.#guard();
  }

  end(): Recording {
    // A last line without its newline still counts when it is whole: editors strip the newline.
    if (this.#rest !== '' && !this.hopeless) this.#takeLast(this.#rest);
    if (!this.hopeless) this.#judgeEnd();
    if (this.#malformed > MAX_MALFORMED) this.#problem('malformed', `${this.#malformed - MAX_MALFORMED} more lines are not readable`);
    const long = this.#again === null ? undefined : this.#holding.long(this.#again);
    const whole = { header: this.#header, records: this.records, trailer: this.#trailer, problems: this.#problems };
    return long === undefined ? whole : { ...whole, long };
  }

  #judgeEnd(): void {
    if (this.#header === null && this.#problems.length === 0) {
      this.#problem('not-a-record', 'the file is empty: the tracer ended before it was ready, or something emptied the file');
    } else if (this.#trailer === null) {
      this.#problem('truncated', 'there is no end line: the tracer was killed, or the file was copied before the end; what came later is not in it');
    }
  }

  #takeLast(text: string): void {
    if (parseJson(text) !== undefined) return this.#take(text);
    this.#line++;
    if (this.#header === null && !looksLikeHeader(text)) return this.#notARecord(text);
    this.#problem('torn', 'the last line is cut off in the middle: the tracer died while it wrote, or the disk was full');
  }

  #take(text: string): void {
    this.#line++;
    const value = parseJson(text);
    if (this.#header === null) return this.#takeFirst(text, value);
    if (value === undefined) return this.#wrong('is not JSON');
    if (!isObject(value) || typeof value.type !== 'string') return this.#wrong('has no record type');
    if (!isKnownType(value.type)) return;
    fillUnknown(value, this.#header);
    const problem = checks[value.type](value);
    if (problem !== null) return this.#wrong(`is a ${value.type} record in which ${problem}`);
    this.#keep(value as unknown as BpfRecord);
  }

  #keep(record: BpfRecord): void {
    if (record.type === 'header')
      return this.#stop('malformed', `line ${this.#line} is a second header: two recordings were joined; judge them one at a time`);
    if (this.#trailer !== null) return this.#wrong('comes after the end line');
    if (record.type === 'trailer') this.#trailer = record;
    this.#hold(record);
  }

  #takeFirst(text: string, value: unknown): void {
    if (!isObject(value) || value.type !== 'header') return this.#notARecord(text);
    const version = parseVersion(value.version);
    if (version === null) return this.#stop('not-a-record', 'its first line is a header without a version such as "1.0"');
    if (version.major > KNOWN_MAJOR) {
      const message = `its format is version ${version.text}, and this crash-gate reads up to version ${KNOWN_MAJOR}.x: judge it with the version that recorded it, or a newer one`;
      return this.#stop('newer', message);
    }
    const problem = checks.header(value);
    if (problem !== null) return this.#stop('not-a-record', `its first line is a header in which ${problem}`);
    this.#header = value as unknown as Header;
    this.#hold(this.#header);
  }

  #hold(record: BpfRecord): void {
    this.onRecord(this.#holding.add(record));
  }

  #notARecord(text: string): void {
    const seen = looksLikeHeader(text) ? 'its header line is damaged' : 'its first line is not the header that every recording begins with';
    this.#stop('not-a-record', seen);
  }

  /** Decides early about what never was a recording: /dev/zero, a video, a log. */
  #guard(): void {
    if (this.hopeless || this.#rest === '') return;
    if (this.#header === null && !HEADER_START.startsWith(this.#rest.slice(0, 1))) this.#takeFirst(this.#rest, undefined);
    else if (this.#rest.length > MAX_LINE)
      this.#stop(this.#header === null ? 'not-a-record' : 'malformed', `line ${this.#line + 1} is longer than 64 MiB`);
  }

  #wrong(what: string): void {
    if (++this.#malformed <= MAX_MALFORMED) this.#problem('malformed', `line ${this.#line} ${what}`);
  }

  #stop(kind: RecordProblem['kind'], message: string): void {
    this.#problem(kind, message);
    this.hopeless = true;
  }

  #problem(kind: RecordProblem['kind'], message: string): void {
    this.#problems.push({ kind, line: Math.max(1, this.#line), message });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const looksLikeHeader = (text: string): boolean => text !== '' && HEADER_START.startsWith(text.slice(0, HEADER_START.length));

function parseVersion(version: unknown): { major: number; text: string } | null {
  const match = typeof version === 'string' ? /^(\d{1,9})\.(\d{1,9})$/.exec(version) : null;
  return match === null ? null : { major: Number(match[1]), text: match[0] };
}

/** Any minor version of it is read. */
const KNOWN_MAJOR = parseVersion(RECORD_VERSION)!.major;

/** The bytes that a text of a record stands for: undoes the escape that record.ts describes. */
export function bytesOf(text: string): Buffer {
  // A high surrogate that a low one follows is one character; only a lone U+DC80..U+DCFF is an escaped byte.
  return Buffer.concat(
    text
      .split(/((?<![\ud800-\udbff])[\udc80-\udcff])/)
      .map((part, index) => (index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part))),
  );
}
