/** A record file that grows while it is read. */
import { closeSync, fstatSync, readFileSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Recording, RecordReader } from './parse.ts';
import { readerOf } from './read.ts';
import type { BpfRecord, Header, Trailer } from './record.ts';
import { openRegular } from './regular.ts';

export class LiveFile {
  readonly #fd: number;
  readonly #reader: RecordReader;
  readonly #decoder = new StringDecoder('utf8');
  readonly #buffer = Buffer.allocUnsafe(256 * 1024);
  #taken = 0;
  #recording: Recording | null = null;

  /** Throws the system's error when the file can't be opened, or is no regular one. */
  constructor(path: string) {
    this.#fd = openRegular(path);
    this.#reader = readerOf(path);
  }

  /** Reads what has come since the last call, and tells of each record. Synchronous: the file is in the page cache, and records are rare. */
  read(onRecord: (record: BpfRecord) => void = () => {}): void {
    if (this.#recording !== null) return;
    this.#reader.onRecord = onRecord;
    // Not what comes meanwhile: somebody may write faster than this reads.
    const { size } = fstatSync(this.#fd);
    for (let length = this.#more(size); length > 0 && !this.#reader.hopeless; length = this.#more(size)) {
      this.#reader.push(this.#decoder.write(this.#buffer.subarray(0, length)));
    }
  }

  /** What has been read so far, or the frame of it: see Recording. */
  get records(): readonly BpfRecord[] {
    return this.#reader.records;
  }

  /** The first line, once it has been read. */
  get header(): Header | null {
    return this.#reader.header;
  }

  /** The last line, once it has been read. */
  get trailer(): Trailer | null {
    return this.#reader.trailer;
  }

  /** Ends the reading. */
  recording(): Recording {
    if (this.#recording === null) {
      this.read();
      this.#recording = this.#reader.end();
      closeSync(this.#fd);
    }
    return this.#recording;
  }

  #more(size: number): number {
    try {
      const length = this.#taken < size ? readSync(this.#fd, this.#buffer, 0, this.#buffer.length, null) : 0;
      this.#taken += length;
      return length;
    } catch {
      // EIO and the like: the end line will be missing, and the reader says so.
      return 0;
    }
  }
}

/** The process that the header names: the spare, or, where there can be none, the tracer itself. */
const WRITERS: readonly string[] = ['watch-spare', 'tracer'];

/** Whether the tracer that writes the record still runs. False, too, where its number is another namespace's. */
export function isBeingWritten(path: string): boolean {
  try {
    // What was written before may be long, so all of it is read only where there is a writer; and a pipe would never end.
    return statSync(path).isFile() && hasWriter(beginOf(path)) && new LiveFile(path).recording().trailer === null;
  } catch {
    return false;
  }
}

function beginOf(path: string): string {
  const file = openRegular(path);
  try {
    const buffer = Buffer.alloc(64 * 1024);
    return buffer.toString('utf8', 0, readSync(file, buffer));
  } finally {
    closeSync(file);
  }
}

function hasWriter(begin: string): boolean {
  const header = JSON.parse(begin.slice(0, begin.indexOf('\n'))) as Partial<Header> | null;
  return Number.isInteger(header?.pid) && WRITERS.includes(readFileSync(`/proc/${header!.pid}/comm`, 'latin1').trim());
}
