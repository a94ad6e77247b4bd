/** Recordings from files: once, as they grow (live.ts), and again when they are too long to be held. */
import { closeSync, createReadStream, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { isOutside, MOST_HELD } from './holding.ts';
import { type Recording, RecordReader } from './parse.ts';
import type { BpfRecord } from './record.ts';
import { openRegular } from './regular.ts';

/**
 * Reads a file of any size as a stream, and holds as much of it as is sensible; a pipe can't be read again, so all of it is held.
 * Rejects only with the system's own error when the file can't be read.
 */
export async function readRecording(path: string, most: number = MOST_HELD): Promise<Recording> {
  const reader = statSync(path).isFile() ? readerOf(path, most) : new RecordReader();
  const decoder = new StringDecoder('utf8');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    reader.push(decoder.write(chunk as Buffer));
    if (reader.hopeless) break;
  }
  reader.push(decoder.end());
  return reader.end();
}

/** A reader for a file, which can be read again. */
export const readerOf = (path: string, most: number = MOST_HELD): RecordReader => new RecordReader({ most, again: () => readAgain(path) });

function* readAgain(path: string): Generator<BpfRecord> {
  let found: BpfRecord[] = [];
  const reader = new RecordReader({ most: 0, again: () => [] });
  reader.onRecord = record => {
    if (isOutside(record)) found.push(record);
  };
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.allocUnsafe(1 << 20);
  let file: number;
  try {
    file = openRegular(path);
  } catch {
    return;
  }
  try {
    for (let length = readSync(file, buffer); length > 0 && !reader.hopeless; length = readSync(file, buffer)) {
      reader.push(decoder.write(buffer.subarray(0, length)));
      yield* found;
      found = [];
    }
    reader.push(decoder.end());
    reader.end();
    yield* found;
  } finally {
    closeSync(file);
  }
}
