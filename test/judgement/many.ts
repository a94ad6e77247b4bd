/**
 * A recording of any length, of what real recordings hold: theirs, one after the other, each time with other processes. Without
 * containers and units, which would be taken for the same ones in the next round, and without ordinary work, of which there is most.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BpfRecord, parseRecording, type Recording } from 'bpf-linux';
import * as r from '../records.ts';

const folder = join(import.meta.dirname, '../../fixtures/records');

export interface Many {
  /** The file's lines. */
  readonly lines: readonly string[];
  /** How often the real recordings were told in full. */
  readonly rounds: number;
}

/** At least `deaths` deaths: rounds are never cut. `pause`: nanoseconds between one recording and the next. */
export function manyDeaths(deaths: number, pause: number = 100 * r.SECOND): Many {
  const recordings = readdirSync(folder)
    .filter(name => name.endsWith('.ndjson') && !/^(?:docker|runner|ordinary)-/.test(name))
    .map(name => parseRecording(readFileSync(join(folder, name), 'utf8')));
  const lines: string[] = [];
  const counts = { exit: 0, signal: 0 };
  let at = 0;
  let rounds = 0;
  for (; counts.exit + counts.signal < deaths; rounds++) {
    for (const recording of recordings) {
      for (const record of eventsOf(recording)) {
        lines.push(JSON.stringify(later(record, rounds, at)));
        if (record.type === 'death') counts[(record.status & 0x7f) === 0 ? 'exit' : 'signal']++;
      }
      at += (recording.trailer?.at ?? 0) + pause;
    }
  }
  const all = counts.exit + counts.signal;
  const trailer = r.trailer({ at, deaths: { clean: 0, ...counts }, recorded: all, ended: all });
  return { lines: [JSON.stringify(r.header()), ...lines, JSON.stringify(trailer)], rounds };
}

const eventsOf = ({ records }: Recording): readonly BpfRecord[] => records.filter(({ type }) => !['header', 'note', 'trailer'].includes(type));

/** The same, `at` nanoseconds later, of processes with other pids. */
function later<Value>(value: Value, round: number, at: number): Value {
  if (Array.isArray(value)) return value.map(item => later(item, round, at)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, later(item, round, at)]));
  if (typeof copy.at === 'number') copy.at += at;
  if (typeof copy.startedAt === 'number' && copy.pid !== 1) copy.startedAt += at;
  for (const id of ['pid', 'tid']) if (typeof copy[id] === 'number' && copy[id] !== 1) copy[id] += round * 100_000;
  return copy as Value;
}
