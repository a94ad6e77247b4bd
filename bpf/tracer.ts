/** A running tracer: start, notes, records as they come, stop. Needs root or a sudo without password; everything else runs as the user who calls. */
import { resolve } from 'node:path';
import { findTracer } from './binary.ts';
import { type Ending, explainEnding, failure, type TracerFailure } from './failure.ts';
import { LiveFile } from './live.ts';
import { type Recording, RecordReader } from './parse.ts';
import { abandon, launch, type TracerProcess, within } from './process.ts';
import type { BpfRecord, Header } from './record.ts';

export interface StartOptions {
  /** The record file. It must not exist: the tracer runs as root and never writes into, or through, what is there. */
  readonly out: string;
  /** Who shall own the file; by default the caller. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly environment?: NodeJS.ProcessEnv;
  /** How long loading, attaching and the proof may take. Milliseconds; takes 20 to 210 on the machines tried. */
  readonly readyWithin?: number;
}

export type Started = { readonly ok: true; readonly tracer: Tracer } | { readonly ok: false; readonly failure: TracerFailure };

/** Resolves when the tracer has proven that it sees deaths, or has said why it can't. Never rejects for trouble that can be foreseen. */
export async function startTracer(options: StartOptions): Promise<Started> {
  const { environment = process.env, readyWithin = 30_000 } = options;
  const found = findTracer(environment);
  if (!found.ok) return found;
  const { uid, gid } = options.owner ?? { uid: process.getuid!(), gid: process.getgid!() };
  const out = resolve(options.out);
  const running = launch(found.path, ['run', '--out', out, '--owner', `${uid}:${gid}`], environment);
  const outcome = await within(readyWithin, Promise.race([readyLine(running), running.ended]), 'late' as const);
  if (outcome === 'late') {
    running.child.stdin.end();
    abandon(running);
    return { ok: false, failure: failure('too-slow', { message: `the tracer did not get ready within ${readyWithin / 1000} s` }) };
  }
  if (outcome !== 'ready') return { ok: false, failure: explainEnding(outcome, found.path) };
  return open(running, out, found.path);
}

async function open(running: TracerProcess, out: string, executable: string): Promise<Started> {
  try {
    return { ok: true, tracer: new Tracer(running, new LiveFile(out), executable, out) };
  } catch (error) {
    running.child.stdin.end();
    if ((await within(5_000, running.ended, null)) === null) abandon(running);
    return { ok: false, failure: failure('output', { message: `the tracer wrote ${out}, but it can't be read: ${(error as Error).message}` }) };
  }
}

function readyLine({ child }: TracerProcess): Promise<'ready'> {
  let seen = '';
  return new Promise(resolve => {
    child.stdout.on('data', function look(chunk: Buffer) {
      seen += chunk.toString('latin1');
      if (!/^ready$/m.test(seen)) return;
      child.stdout.off('data', look);
      resolve('ready');
    });
  });
}

export class Tracer {
  /** The record file, absolute. */
  readonly out: string;
  readonly executable: string;
  /** How the tracer ended, whoever ended it: null when it was asked to and did. */
  readonly ended: Promise<TracerFailure | null>;
  readonly #process: TracerProcess;
  readonly #file: LiveFile;
  #listeners: ((record: BpfRecord) => void)[] = [];

  constructor(running: TracerProcess, file: LiveFile, executable: string, out: string) {
    this.#process = running;
    this.#file = file;
    this.executable = executable;
    this.out = out;
    this.ended = running.ended.then(ending => (endedWell(ending) ? null : explainEnding(ending, executable)));
    // Each "+" says that the file has grown. Ticks may be dropped, so each of them reads to the file's end.
    running.child.stdout.on('data', () => this.#read());
  }

  /** The records from the file's beginning on, each once, within milliseconds of the event. */
  onRecord(listener: (record: BpfRecord) => void): void {
    this.#read();
    for (const record of this.#file.records) listener(record);
    this.#listeners.push(listener);
  }

  /** Asks the tracer to keep a line in the record. At most 64 KiB, no newline. */
  note(text: string): void {
    if (text.includes('\n') || Buffer.byteLength(text) > 65_535) throw new RangeError('a note is one line of at most 65,535 bytes');
    if (this.#process.child.stdin.writable) this.#process.child.stdin.write(`${text}\n`);
  }

  /**
   * Ends the watch: closes the tracer's stdin, which it takes as the request to drain and leave (a signal would not get
   * through sudo), and waits for it. Null when all went well.
   */
  async stop(endWithin = 30_000): Promise<TracerFailure | null> {
    this.#process.child.stdin.end();
    const late = failure('too-slow', { message: `the tracer did not end within ${endWithin / 1000} s after it was asked to` });
    const end = await within(endWithin, this.ended, late);
    if (end === late) abandon(this.#process);
    this.#read();
    return end;
  }

  /** Everything recorded so far; complete after `stop`. */
  recording(): Recording {
    this.#read();
    return this.#file.recording();
  }

  #read(): void {
    for (const record of this.#file.read()) for (const listener of this.#listeners) listener(record);
  }
}

const endedWell = ({ status, refused }: Ending): boolean => status === 0 && refused === null;

export type Checked =
  | { readonly ok: true; readonly executable: string; readonly header: Header }
  | { readonly ok: false; readonly executable: string | null; readonly failure: TracerFailure };

/** Loads, attaches and proves without recording: what `startTracer` would be able to do now. */
export async function checkTracer(environment: NodeJS.ProcessEnv = process.env): Promise<Checked> {
  const found = findTracer(environment);
  if (!found.ok) return { ...found, executable: null };
  const running = launch(found.path, ['check'], environment);
  const reader = new RecordReader();
  running.child.stdout.setEncoding('utf8').on('data', (text: string) => reader.push(text));
  running.child.stdin.end();
  const ending = await within(30_000, running.ended, null);
  const no = (why: TracerFailure): Checked => ({ ok: false, executable: found.path, failure: why });
  if (ending === null) {
    abandon(running);
    return no(failure('too-slow'));
  }
  if (!endedWell(ending)) return no(explainEnding(ending, found.path));
  const { header, problems } = reader.end();
  if (header !== null) return { ok: true, executable: found.path, header };
  return no(failure('usage', { message: `the tracer's answer could not be read: ${problems[0]?.message}` }));
}
