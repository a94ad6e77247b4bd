/** A record file that grows while it is read. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { type Recording, RecordReader } from './parse.ts';
import type { BpfRecord, Header, Trailer } from './record.ts';

export class LiveFile {
  readonly #fd: number;
  readonly #reader = new RecordReader();
  readonly #decoder = new StringDecoder('utf8');
  readonly #buffer = Buffer.allocUnsafe(256 * 1024);
  #seen = 0;
  #recording: Recording | null = null;

  /** Throws the system's error when the file can't be opened. */
  constructor(path: string) {
    this.#fd = openSync(path, 'r');
  }

  /** What has come since the last call. Synchronous: the file is in the page cache, and records are rare. */
  read(): readonly BpfRecord[] {
    if (this.#recording !== null) return [];
    for (let length = this.#more(); length > 0; length = this.#more()) {
      this.#reader.push(this.#decoder.write(this.#buffer.subarray(0, length)));
    }
    const from = this.#seen;
    this.#seen = this.#reader.records.length;
    return this.#reader.records.slice(from);
  }

  /** What has been read so far. */
  get records(): readonly BpfRecord[] {
    return this.#reader.records.slice(0, this.#seen);
  }

  /** The first line, once it has been read. */
  get header(): Header | null {
    const first = this.#reader.records[0];
    return first?.type === 'header' ? first : null;
  }

  /** The last line, once it has been read. */
  get trailer(): Trailer | null {
    const last = this.#reader.records.at(-1);
    return last?.type === 'trailer' ? last : null;
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

  #more(): number {
    try {
      return readSync(this.#fd, this.#buffer, 0, this.#buffer.length, null);
    } catch {
      // EIO and the like: the end line will be missing, and the reader says so.
      return 0;
    }
  }
}
