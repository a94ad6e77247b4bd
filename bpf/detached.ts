/**
 * A tracer that outlives whoever starts it: one process starts it, others of the same user add notes, read along and stop it. It
 * is known by its files alone.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTracer } from './binary.ts';
import { isListening, sendNotes, sendStop } from './control.ts';
import { type Ending, explainEnding, failure, type TracerFailure } from './failure.ts';
import { LiveFile } from './live.ts';
import type { Recording } from './parse.ts';
import { asRoot, within } from './process.ts';

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
  readonly environment?: NodeJS.ProcessEnv;
  /** How long loading, attaching and the proof may take, in milliseconds. */
  readonly readyWithin?: number;
}

/** Null when the tracer has proven that it sees deaths; it then goes on by itself. */
export async function startDetached(options: DetachedOptions): Promise<TracerFailure | null> {
  const { files, lifeline, environment = process.env, readyWithin = 10_000 } = options;
  const found = findTracer(environment);
  if (!found.ok) return found.failure;
  const owner = `${process.getuid!()}:${process.getgid!()}`;
  const args = ['run', '--out', files.record, '--owner', owner, '--control', files.control];
  const errors = reserve(files.errors);
  if (typeof errors !== 'number') return errors;
  const launched = launch(found.path, lifeline === null ? args : [...args, '--while', String(lifeline)], errors, environment);
  closeSync(errors);
  const outcome = await within(readyWithin, launched.outcome, 'late' as const);
  if (outcome === 'ready') return null;
  if (outcome !== 'late') return explainEnding({ ...outcome, output: readErrors(files) }, found.path);
  sendStop(files.control);
  launched.letGo();
  return failure('too-slow', { message: `the tracer did not get ready within ${readyWithin / 1000} s`, output: readErrors(files) });
}

/** Room for what the tracer has to say: on a full disk an existing block can still be written, and a new one can't. */
function reserve(path: string): number | TracerFailure {
  try {
    writeFileSync(path, '\n'.repeat(4096), { flag: 'wx', mode: 0o600 });
    return openSync(path, 'r+');
  } catch (error) {
    return failure('output', { message: `${path} could not be written (${(error as NodeJS.ErrnoException).code})` });
  }
}

/** The lines on the tracer's stderr. */
export function readErrors({ errors }: WatchFiles): readonly string[] {
  try {
    const lines = readFileSync(errors, 'utf8').split('\n');
    return lines.filter(line => line !== '').slice(0, 50);
  } catch {
    return [];
  }
}

interface Launched {
  readonly outcome: Promise<'ready' | Ending>;
  readonly letGo: () => void;
}

/** In a session of its own, with no file, folder or mark of ours: the GitHub runner kills what carries its tracking id. */
function launch(path: string, args: readonly string[], errors: number, environment: NodeJS.ProcessEnv): Launched {
  const { RUNNER_TRACKING_ID, GITHUB_ACTION, ...rest } = environment;
  const [file, argv] = asRoot(path, args);
  const child = spawn(file, argv, { detached: true, cwd: '/', env: { ...rest, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', errors] });
  const letGo = (): void => {
    child.stdout!.destroy();
    child.unref();
  };
  const outcome = new Promise<'ready' | Ending>(resolve => {
    let said = '';
    child.stdout!.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      if (!/^ready$/m.test(said)) return;
      letGo();
      resolve('ready');
    });
    child.on('error', refused => {
      if (child.pid === undefined) resolve({ status: null, signal: null, refused, output: [] });
    });
    child.on('exit', (status, signal) => resolve({ status, signal, refused: null, output: [] }));
  });
  return { outcome, letGo };
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
  if (file === null)
    return { recording: null, failure: failure('output', { message: `there is no record at ${files.record}`, output: readErrors(files) }) };
  await follow(file, files, () => file.trailer !== null, endWithin);
  const recording = file.recording();
  if (recording.trailer !== null) return { recording, failure: null };
  const problem = isListening(files.control)
    ? failure('too-slow', { message: `the tracer did not end within ${endWithin / 1000} s after it was asked to` })
    : failure('died', { output: readErrors(files), ...explainDeath(files) });
  return { recording, failure: problem };
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
export async function glance(files: WatchFiles, mark: string, within = 5_000): Promise<Glance> {
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
