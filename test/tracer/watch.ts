/** Runs the real tracer, speaking its protocol directly, and gives back what it wrote. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { BpfRecord, Header, Trailer } from '../../bpf/record.ts';
import { makeFolder } from './folder.ts';

/** Another build can be tested too: CRASH_GATE_TEST_TRACER names it. */
export const TRACER = process.env.CRASH_GATE_TEST_TRACER ?? resolve(import.meta.dirname, `../../dist/bin/linux-${process.arch}/tracer`);

/** Who runs the tests through sudo is root all the same. */
const { SUDO_UID, SUDO_GID, ...asRoot } = process.env;

/** A tracer, or what starts one; arguments follow. */
export type Command = readonly [program: string, ...args: string[]];

/** For `watch`: as on a kernel that doesn't describe its types. */
export const WITHOUT_TYPES: Command = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none /sys/kernel/btf && exec "$@"', 'sh', TRACER];

export interface Recording {
  readonly text: string;
  readonly header: Header;
  /** Every line between the header and the trailer. */
  readonly records: readonly BpfRecord[];
  readonly trailer: Trailer;
  /** The tracer's own exit status. */
  readonly status: number | null;
}

export class Watch {
  readonly file: string;
  readonly process: ChildProcess;
  private ticked = () => {};

  private constructor(folder: string, options: readonly string[], command: Command) {
    const file = join(folder, 'record.ndjson');
    this.file = file;
    const [program, ...args] = command;
    this.process = spawn(program, [...args, 'run', '--out', file, ...options], { detached: true, env: asRoot, stdio: ['pipe', 'pipe', 'inherit'] });
  }

  /** @param prepare gets the folder that the record will be in. */
  static async start(options: readonly string[] = [], prepare: (folder: string) => void = () => {}, command: Command = [TRACER]): Promise<Watch> {
    if (process.getuid!() !== 0) throw new Error('these tests load BPF programs: run them as root, for example `sudo npm test`');
    const folder = makeFolder('record');
    prepare(folder);
    const watch = new Watch(folder, options, command);
    const lines = createInterface(watch.process.stdout!);
    const ready = new Promise<void>((resolve, reject) => {
      watch.process.once('exit', status => reject(new Error(`the tracer ended with ${status} before it was ready`)));
      lines.on('line', line => (line === 'ready' ? resolve() : watch.ticked()));
    });
    await ready;
    return watch;
  }

  note(text: string): void {
    this.process.stdin!.write(`${text}\n`);
  }

  /** What is on disk by now. A reader may see half of the line that is just being written. */
  written(): BpfRecord[] {
    const text = readFileSync(this.file, 'utf8');
    return parseLines(text.slice(0, text.lastIndexOf('\n') + 1));
  }

  /** Returns when what is on disk satisfies the condition. */
  async until(condition: (records: readonly BpfRecord[]) => boolean): Promise<void> {
    await new Promise<void>(resolve => {
      this.ticked = () => condition(this.written()) && resolve();
      this.ticked();
    });
    this.ticked = () => {};
  }

  /** All of its processes sleep meanwhile. */
  async suspendedWhile<Result>(during: () => Promise<Result>): Promise<Result> {
    const group = -this.process.pid!;
    process.kill(group, 'SIGSTOP');
    try {
      return await during();
    } finally {
      process.kill(group, 'SIGCONT');
    }
  }

  /** Stops the tracer by the end of its input, or by a signal. */
  async stop(how: 'end of input' | NodeJS.Signals = 'end of input'): Promise<Recording> {
    const ended = once(this.process, 'exit');
    if (how === 'end of input') this.process.stdin!.end();
    else this.process.kill(how);
    const [status] = (await ended) as [number | null];
    return parseRecording(readFileSync(this.file, 'utf8'), status);
  }
}

/** Watches while something happens. The recording must be whole: a header, a trailer, nothing lost, no errors. */
export async function watch<Result>(during: (watch: Watch) => Promise<Result>, command?: Command): Promise<{ result: Result; recording: Recording }> {
  const watching = await Watch.start([], undefined, command);
  let result: Result;
  try {
    result = await during(watching);
  } catch (error) {
    watching.process.kill('SIGTERM');
    throw error;
  }
  const recording = await watching.stop();
  const errors = Object.entries(recording.trailer.errors).filter(([, count]) => count > 0);
  if (recording.status !== 0 || recording.trailer.lost.events > 0 || errors.length > 0)
    throw new Error(`the watch was not whole: exit status ${recording.status}, ${JSON.stringify(recording.trailer)}`);
  return { result, recording };
}

export function parseRecording(text: string, status: number | null): Recording {
  const lines = parseLines(text);
  const [header, trailer] = [lines[0], lines.at(-1)];
  if (header?.type !== 'header' || trailer?.type !== 'trailer') throw new Error(`not a whole recording:\n${text}`);
  return { text, header, records: lines.slice(1, -1), trailer, status };
}

function parseLines(text: string): BpfRecord[] {
  if (!text.endsWith('\n')) throw new Error(`the last line is torn: ${JSON.stringify(text.slice(-200))}`);
  return text
    .slice(0, -1)
    .split('\n')
    .map(line => JSON.parse(line) as BpfRecord);
}
