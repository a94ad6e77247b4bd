/**
 * A tracer that outlives whoever starts it: one process starts it, others of the same user add notes, read along and stop it. It
 * is known by its files alone.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { findTracer } from './binary.ts';
import { isListening, sendNotes, sendStop } from './control.ts';
import { failure, type TracerFailure } from './failure.ts';
import { climb, isFailure, type Way, type WayName } from './ladder.ts';
import { LiveFile } from './live.ts';
import type { Recording } from './parse.ts';
import { linesOf, type Order, untilReady } from './process.ts';
import type { Header } from './record.ts';
import { NOT_REGULAR, openRegular, readRegular } from './regular.ts';
import { jobArguments } from './tracer.ts';

/** The files of one watch, in a folder of the user who starts it. */
export interface WatchFiles {
  readonly record: string;
  /** The FIFO. */
  readonly control: string;
  /** What the tracer wrote on stderr. */
  readonly errors: string;
}

export const watchFiles = (folder: string, record = join(folder, 'record.ndjson')): WatchFiles => ({
  record,
  control: join(folder, 'control'),
  errors: join(folder, 'errors'),
});

export interface DetachedOptions {
  readonly files: WatchFiles;
  /** The watch ends when this process does, so that nothing is left behind when nobody is left to stop it. Null: it doesn't. */
  readonly lifeline: number | null;
  /** The process that all of the job comes from, as we number it; 0 is what runs our container. Records say what does. Null: they can't. */
  readonly job?: number | null;
  readonly environment?: NodeJS.ProcessEnv;
  /** How long each stage of getting ready may take, in milliseconds; by default what the slowest machines need. */
  readonly patience?: number;
}

/** A tracer that has proven that it sees deaths, and goes on by itself. */
export interface LeftAlone {
  /** How it got its rights. */
  readonly way: WayName;
  /** How the record knows us; null where our numbers are its own. */
  readonly starter: Header['starter'] | null;
}

export async function startDetached(options: DetachedOptions): Promise<LeftAlone | TracerFailure> {
  const { files, lifeline, job = null, environment = process.env } = options;
  const found = findTracer(environment);
  if (!found.ok) return found.failure;
  const owner = `${process.getuid!()}:${process.getgid!()}`;
  const ending = lifeline === null ? [] : ['--while', String(lifeline)];
  const args = ['run', '--out', files.record, '--owner', owner, '--control', files.control, ...ending, ...jobArguments(job)];
  const errors = reserve(files.errors);
  if (typeof errors !== 'number') return errors;
  const outcome = await climb(async way => {
    const begun = await start(options, way, { path: found.path, args, environment, errors });
    // What one way said must not be taken for the next one's last words.
    if (isFailure(begun)) writeSync(errors, BLANK, 0);
    return begun;
  });
  closeSync(errors);
  return outcome;
}

async function start({ files, patience }: DetachedOptions, way: Way, order: Order): Promise<LeftAlone | TracerFailure> {
  const running = await way.launch(order);
  if (isFailure(running)) return running;
  const outcome = await untilReady(running, way.name, patience);
  if (outcome === 'ready') {
    running.letGo();
    return { way: way.name, starter: readHeader(files)?.starter ?? null };
  }
  if (!isFailure(outcome)) return way.explain({ ...outcome, output: outcome.output.length > 0 ? outcome.output : readErrors(files) }, order);
  sendStop(files.control);
  running.letGo();
  return { ...outcome, output: readErrors(files) };
}

function readHeader(files: WatchFiles): Header | null {
  const file = openRecord(files);
  file?.read();
  file?.recording();
  return file?.header ?? null;
}

const BLANK = '\n'.repeat(4096);

/** Room for what the tracer has to say: on a full disk an existing block can still be written, and a new one can't. */
function reserve(path: string): number | TracerFailure {
  try {
    writeFileSync(path, BLANK, { flag: 'wx', mode: 0o600 });
    return openSync(path, 'r+');
  } catch (error) {
    return failure('output', { message: `${path} could not be written (${(error as NodeJS.ErrnoException).code})` });
  }
}

/** The lines on the tracer's stderr. */
export function readErrors({ errors }: WatchFiles): readonly string[] {
  try {
    return linesOf(readRegular(errors));
  } catch {
    return [];
  }
}

export interface Stopped {
  /** Null: nothing was ever recorded, or it can't be read. */
  readonly recording: Recording | null;
  /** Why the watch did not end as it should; null when it did. */
  readonly failure: TracerFailure | null;
}

/** Ends the watch: leaves the notes, waits until the tracer has drained and written its last line, and reads what it wrote. */
export async function stopDetached(files: WatchFiles, notes: readonly string[], endWithin = 30_000): Promise<Stopped> {
  sendStop(files.control, notes);
  const file = openRecord(files);
  if (file === null) return { recording: null, failure: lostRecord(files) };
  await follow(file, files, () => file.trailer !== null, endWithin);
  const recording = file.recording();
  if (recording.trailer !== null) return { recording, failure: null };
  const problem = isListening(files.control)
    ? failure('too-slow', { message: `the tracer did not end within ${endWithin / 1000} s after it was asked to` })
    : failure('died', { output: readErrors(files), ...explainDeath(files) });
  return { recording, failure: problem };
}

/** Somebody removed it while the watch went on, or put something else into its place. */
export function lostRecord({ record }: WatchFiles): TracerFailure {
  const remedy = 'Find the step of the job that does that, or name a directory that no step touches.';
  switch (whyShut(record)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return failure('lost', { message: `${record} is there no more` });
    case NOT_REGULAR:
    case 'ENXIO': // a socket
      return failure('lost', { message: `${record} is no regular file any more: something replaced it during the watch`, remedy });
    default:
      return failure('lost', { message: `${record} can't be read any more: something changed it, or who may read it, during the watch`, remedy });
  }
}

function whyShut(path: string): string | undefined {
  try {
    closeSync(openRegular(path));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** Its last words tell more than the mere fact. */
function explainDeath(files: WatchFiles): Partial<TracerFailure> {
  const last = readErrors(files).findLast(line => line.startsWith('tracer: '));
  return last === undefined
    ? { message: 'the tracer was killed, or the machine was restarted' }
    : { message: last.replace(/^tracer: /, ''), remedy: failure('output').remedy };
}

export interface Glance {
  readonly recording: Recording | null;
  /** The tracer was there, and what had happened before is in the recording. */
  readonly upToDate: boolean;
}

/** Reads along without stopping anything. `mark` is a note that nobody else leaves: once it is in the record, so is all from before. */
export async function glance(files: WatchFiles, mark: string, within = 30_000): Promise<Glance> {
  const heard = sendNotes(files.control, [mark]);
  const file = openRecord(files);
  if (file === null) return { recording: null, upToDate: false };
  const marked = () => file.records.some(record => record.type === 'note' && record.text === mark);
  const upToDate = heard && (await follow(file, files, marked, within));
  return { recording: file.recording(), upToDate };
}

function openRecord({ record }: WatchFiles): LiveFile | null {
  try {
    return new LiveFile(record);
  } catch {
    return null;
  }
}

/** Looks this often whether the record has grown: inotify would need a watch, and those are limited. Milliseconds. */
const INTERVAL = 5;

/** Reads along until `enough`; false when the tracer has gone, or the time is over, without that. */
async function follow(file: LiveFile, files: WatchFiles, enough: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    // Asked before the file is read: what a tracer wrote before it went is read then.
    const listening = isListening(files.control);
    file.read();
    if (enough()) return true;
    if (!listening || performance.now() > deadline) return false;
    await new Promise(resolve => setTimeout(resolve, INTERVAL));
  }
}
