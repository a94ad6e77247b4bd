/** A running tracer: start, notes, records as they come, stop. Needs root, a sudo without password or a docker socket; everything else runs as the user who calls. */
import { resolve } from 'node:path';
import { findTracer } from './binary.ts';
import { type Ending, failure, type TracerFailure } from './failure.ts';
import { climb, isFailure, type Way, type WayName } from './ladder.ts';
import { LiveFile } from './live.ts';
import { type Recording, RecordReader } from './parse.ts';
import { PATIENCE } from './patience.ts';
import { abandonOn, type Order, type TracerProcess, tooSlow, untilReady, within } from './process.ts';
import type { BpfRecord, Header } from './record.ts';

export interface StartOptions {
  /** The record file. It must not exist: the tracer runs as root and never writes into, or through, what is there. */
  readonly out: string;
  /** The process that all of the job comes from, as we number it; 0 is what runs our container. Records say what does. Null: they can't. */
  readonly job?: number | null;
  /** Who shall own the file; by default the caller. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly environment?: NodeJS.ProcessEnv;
  /** How long each stage of getting ready may take, in milliseconds; by default what the slowest machines need. All of them take 100 elsewhere. */
  readonly patience?: number;
  /** Gives up what has not begun yet when it comes. */
  readonly signal?: AbortSignal;
}

export type Started = { readonly ok: true; readonly tracer: Tracer } | { readonly ok: false; readonly failure: TracerFailure };

/** Resolves when the tracer has proven that it sees deaths, or has said why it can't. Never rejects for trouble that can be foreseen. */
export async function startTracer(options: StartOptions): Promise<Started> {
  const found = findTracer(options.environment);
  if (!found.ok) return found;
  const outcome = await climb(way => start(options, found.path, way));
  return isFailure(outcome) ? { ok: false, failure: outcome } : { ok: true, tracer: outcome };
}

async function start(options: StartOptions, path: string, way: Way): Promise<Tracer | TracerFailure> {
  const { environment = process.env, patience } = options;
  const { uid, gid } = options.owner ?? { uid: process.getuid!(), gid: process.getgid!() };
  const out = resolve(options.out);
  const args = ['run', '--out', out, '--owner', `${uid}:${gid}`, ...jobArguments(options.job ?? null)];
  const order: Order = { path, args, environment, errors: null };
  const running = await way.launch(order);
  if (isFailure(running)) return running;
  const forget = abandonOn(options.signal, running);
  const outcome = await untilReady(running, way.name, patience);
  forget();
  if (outcome === 'ready') return open(running, order, way, out);
  if (!isFailure(outcome)) return way.explain(outcome, order);
  running.stdin?.end();
  running.abandon();
  return outcome;
}

/** Of the command line. */
export const jobArguments = (job: number | null): readonly string[] => (job === null ? [] : ['--job', String(job)]);

async function open(running: TracerProcess, order: Order, way: Way, out: string): Promise<Tracer | TracerFailure> {
  try {
    return new Tracer(running, new LiveFile(out), order, way, out);
  } catch (error) {
    running.stdin?.end();
    if ((await within(5_000, running.ended, null)) === null) running.abandon();
    return failure('output', { message: `the tracer wrote ${out}, but it can't be read: ${(error as Error).message}` });
  }
}

export class Tracer {
  /** The record file, absolute. */
  readonly out: string;
  readonly executable: string;
  /** How it got its rights. */
  readonly way: WayName;
  /** How the tracer ended, whoever ended it: null when it was asked to and did. */
  readonly ended: Promise<TracerFailure | null>;
  readonly #process: TracerProcess;
  readonly #file: LiveFile;
  #listeners: ((record: BpfRecord) => void)[] = [];

  constructor(running: TracerProcess, file: LiveFile, order: Order, way: Way, out: string) {
    this.#process = running;
    this.#file = file;
    this.executable = order.path;
    this.way = way.name;
    this.out = out;
    this.ended = running.ended.then(ending => (endedWell(ending) ? null : way.explain(ending, order)));
    // Each "+" says that the file has grown. Ticks may be dropped, so each of them reads to the file's end.
    running.stdout.on('data', () => this.#read());
  }

  /** The records from the file's beginning on, each once, within milliseconds of the event. */
  onRecord(listener: (record: BpfRecord) => void): void {
    this.#read();
    for (const record of this.#file.records) listener(record);
    this.#listeners.push(listener);
  }

  /** The number by which the record knows the process that started it. */
  get starter(): number {
    this.#read();
    return this.#file.header?.starter?.pid ?? process.pid;
  }

  /** Asks the tracer to keep a line in the record. At most 64 KiB, no newline. */
  note(text: string): void {
    if (text.includes('\n') || Buffer.byteLength(text) > 65_535) throw new RangeError('a note is one line of at most 65,535 bytes');
    if (this.#process.stdin?.writable) this.#process.stdin.write(`${text}\n`);
  }

  /**
   * Ends the watch: closes the tracer's stdin, which it takes as the request to drain and leave (a signal would not get
   * through sudo), and waits for it. Null when all went well.
   */
  async stop(endWithin = 30_000): Promise<TracerFailure | null> {
    this.#process.stdin?.end();
    const late = failure('too-slow', { message: `the tracer did not end within ${endWithin / 1000} s after it was asked to` });
    const end = await within(endWithin, this.ended, late);
    if (end === late) this.#process.abandon();
    this.#read();
    return end;
  }

  /** Everything recorded so far; complete after `stop`. */
  recording(): Recording {
    this.#read();
    return this.#file.recording();
  }

  #read(): void {
    this.#file.read(record => {
      for (const listener of this.#listeners) listener(record);
    });
  }
}

const endedWell = ({ status, refused }: Ending): boolean => status === 0 && refused === null;

export type Checked =
  | { readonly ok: true; readonly executable: string; readonly way: WayName; readonly header: Header; readonly attempts: Attempts }
  | { readonly ok: false; readonly executable: string | null; readonly failure: TracerFailure; readonly attempts: Attempts };

/** The ways to root that were tried, and why one didn't lead there; null: it did. */
export type Attempts = readonly { readonly way: WayName; readonly failure: TracerFailure | null }[];

export type CheckOptions = Pick<StartOptions, 'environment' | 'signal'>;

/** Loads, attaches and proves without recording: what `startTracer` would be able to do now. */
export async function checkTracer({ environment = process.env, signal }: CheckOptions = {}): Promise<Checked> {
  const found = findTracer(environment);
  if (!found.ok) return { ...found, executable: null, attempts: [] };
  const executable = found.path;
  const order: Order = { path: executable, args: ['check'], environment, errors: null };
  const attempts: { way: WayName; failure: TracerFailure | null }[] = [];
  const outcome = await climb(async way => {
    const header = await check(way, order, signal);
    attempts.push({ way: way.name, failure: isFailure(header) ? header : null });
    return isFailure(header) ? header : { header, way: way.name };
  });
  return isFailure(outcome) ? { ok: false, executable, failure: outcome, attempts } : { ok: true, executable, ...outcome, attempts };
}

async function check(way: Way, order: Order, signal: AbortSignal | undefined): Promise<Header | TracerFailure> {
  const running = await way.launch(order);
  if (isFailure(running)) return running;
  abandonOn(signal, running);
  const reader = new RecordReader();
  running.stdout.setEncoding('utf8').on('data', (text: string) => reader.push(text));
  running.stdin?.end();
  const ending = await within(PATIENCE, running.ended, null);
  if (ending === null) {
    running.abandon();
    return tooSlow(way.name, PATIENCE, null);
  }
  if (!endedWell(ending)) return way.explain(ending, order);
  const { header, problems } = reader.end();
  return header ?? failure('usage', { message: `the tracer's answer could not be read: ${problems[0]?.message}` });
}
