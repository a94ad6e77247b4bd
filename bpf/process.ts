/** The tracer as a process of this machine, and what every way of starting it has in common. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Stream, type Writable } from 'node:stream';
import { type Ending, failure, type TracerFailure } from './failure.ts';
import type { WayName } from './ladder.ts';
import { PATIENCE } from './patience.ts';

/** More of stderr than this is dropped: it is shown to people. */
const MAX_OUTPUT_LINES = 50;

/** What is to be started, whatever the way. */
export interface Order {
  /** The executable. */
  readonly path: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** A file for the tracer's stderr where it shall outlive us, and gets no stdin then; null: it doesn't. */
  readonly errors: number | null;
}

export interface TracerProcess {
  /** Lines become notes, and its end is the request to stop. Null where the tracer outlives us. */
  readonly stdin: Writable | null;
  readonly stdout: Readable;
  readonly ended: Promise<Ending>;
  /** Goes on without us. */
  readonly letGo: () => void;
  /** Gives up on one that doesn't end. */
  readonly abandon: () => void;
}

/**
 * Its own session, so that Ctrl-C in a terminal doesn't reach it: it has to outlive the command. LC_ALL=C, because sudo's words
 * are read. "/" as working directory, so that it holds no mount busy. Without the mark that makes the GitHub runner kill it.
 */
export function launchProcess(prefix: readonly string[], { path, args, environment, errors }: Order): TracerProcess {
  // The tracer believes sudo who called it: a root that came by sudo itself is root all the same.
  const { RUNNER_TRACKING_ID, GITHUB_ACTION, SUDO_UID, SUDO_GID, ...rest } = environment;
  const [file, ...argv] = [...prefix, path, ...args];
  const stdio = errors === null ? 'pipe' : (['ignore', 'pipe', errors] as const);
  const child = spawn(file!, argv, { detached: true, cwd: '/', env: { ...rest, LC_ALL: 'C' }, stdio: stdio as 'pipe' });
  // Node leaves out what it could not make: pipes, with too few open files. Its error follows.
  const pipes = [child.stdin, child.stdout, child.stderr].filter(pipe => pipe instanceof Stream);
  const letGo = (): void => {
    for (const pipe of pipes) pipe.destroy();
    child.unref();
  };
  // A tracer that has gone closes its end of the pipe; its ending tells more than EPIPE does.
  child.stdin?.on('error', () => {});
  return {
    stdin: child.stdin ?? null,
    stdout: child.stdout ?? Readable.from([]),
    ended: waitForEnd(child),
    letGo,
    abandon: () => abandon(child, letGo),
  };
}

function waitForEnd(child: ChildProcess): Promise<Ending> {
  const errors = child.stderr ?? null;
  const output = errors === null ? () => [] : collectLines(errors);
  return new Promise(resolve => {
    child.on('error', refused => {
      if (child.pid === undefined) resolve({ status: null, signal: null, refused, output: [] });
    });
    // "close" waits for the last words, which nobody reads when they go to a file.
    child.on(errors === null ? 'exit' : 'close', (status, signal) => resolve({ status, signal, refused: null, output: output() }));
  });
}

/** The lines that have come so far. */
export function collectLines(stream: Readable): () => readonly string[] {
  let output = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < 64 * 1024) output += text;
  });
  return () => linesOf(output);
}

export const linesOf = (output: string): readonly string[] =>
  output
    .split('\n')
    .filter(line => line !== '')
    .slice(0, MAX_OUTPUT_LINES);

/** Root may kill it; sudo can't be signalled by the user who started it. */
function abandon(child: ChildProcess, letGo: () => void): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // EPERM: it runs as root under sudo. Its stdin is closed, so it ends when it can.
  }
  letGo();
}

/** Gives up on it when the signal comes, or has come. What it returns undoes that. */
export function abandonOn(signal: AbortSignal | undefined, { abandon }: TracerProcess): () => void {
  if (signal?.aborted) abandon();
  signal?.addEventListener('abort', abandon, { once: true });
  return () => signal?.removeEventListener('abort', abandon);
}

/** What a tracer that isn't ready yet says that it does, one word a line. */
const stages: Readonly<Record<string, string>> = {
  loading: 'the kernel was still checking its programs: the machine may be overloaded',
  proving: 'the process that was to die for the proof had not died: the machine may be overloaded',
};

/** Before its first word: what may keep who is to start it, and what to change. */
const before: Readonly<Record<WayName, readonly [message: string, remedy?: string]>> = {
  root: ['it had not begun: the machine may be overloaded'],
  sudo: [
    'sudo had not started it: it may wait for something itself',
    'Try "sudo -n true" as this user: what keeps it is a directory of users that does not answer (LDAP, SSSD, DNS for the host\'s name) or a module of PAM. If that answers, run again when less is going on.',
  ],
  docker: [
    'docker had not started it: it may wait for something itself',
    'Try "docker run --rm hello-world" as this user: an engine that hangs has to be restarted. If that answers, run again when less is going on.',
  ],
};

/** "ready" when it says so, or how it ended before, or a failure when a stage takes too long. `patience`: milliseconds for each. */
export async function untilReady({ stdout, ended }: TracerProcess, way: WayName, patience = PATIENCE): Promise<'ready' | TracerFailure | Ending> {
  let said = '';
  let heard = (): void => {};
  stdout.on('data', function look(chunk: Buffer) {
    said += chunk.toString('latin1');
    if (/^ready$/m.test(said)) stdout.off('data', look);
    heard();
  });
  for (;;) {
    const more = new Promise<'more'>(resolve => {
      heard = () => resolve('more');
    });
    if (/^ready$/m.test(said)) return 'ready';
    const outcome = await within(patience, Promise.race([more, ended]), 'late' as const);
    if (outcome === 'late') return tooSlow(way, patience, said);
    if (outcome !== 'more') return outcome;
  }
}

/** `said`: how far it got; null where it doesn't tell. */
export function tooSlow(way: WayName, patience: number, said: string | null): TracerFailure {
  const stage = said?.split('\n').at(-2) ?? '';
  const [kept, remedy] = stage === '' ? before[way] : [stages[stage] ?? `it was ${stage}`];
  const message = `the tracer did not get ready: for ${patience / 1000} s nothing has happened, and ${said === null ? `perhaps ${kept}` : kept}`;
  return failure('too-slow', { message, ...(remedy !== undefined && { remedy }) });
}

/** The promise's value, or `late` after so many milliseconds. */
export function within<T, L>(milliseconds: number, promise: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
