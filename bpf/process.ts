/** Starts the tracer's executable, as root by the shortest way, and waits for its end. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Ending } from './failure.ts';

/** More of stderr than this is dropped: it is shown to people. */
const MAX_OUTPUT_LINES = 50;

export interface TracerProcess {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ending>;
}

/**
 * Its own session, so that Ctrl-C in a terminal doesn't reach it: it has to outlive the command. LC_ALL=C, because sudo's
 * words are read. "/" as working directory, so that it holds no mount busy.
 */
export function launch(path: string, args: readonly string[], environment: NodeJS.ProcessEnv): TracerProcess {
  const [file, argv] = asRoot(path, args);
  const child = spawn(file, argv, { detached: true, cwd: '/', env: { ...environment, LC_ALL: 'C' }, stdio: 'pipe' });
  // A tracer that has gone closes its end of the pipe; its ending tells more than EPIPE does.
  child.stdin.on('error', () => {});
  return { child, ended: waitForEnd(child) };
}

/** The shortest way to root that is there. */
export const asRoot = (path: string, args: readonly string[]): readonly [file: string, args: readonly string[]] =>
  process.getuid?.() === 0 ? [path, args] : ['sudo', ['-n', '--', path, ...args]];

function waitForEnd(child: ChildProcessWithoutNullStreams): Promise<Ending> {
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < 64 * 1024) output += text;
  });
  const lines = () =>
    output
      .split('\n')
      .filter(line => line !== '')
      .slice(0, MAX_OUTPUT_LINES);
  return new Promise(resolve => {
    child.on('error', refused => {
      if (child.pid === undefined) resolve({ status: null, signal: null, refused, output: [] });
    });
    child.on('close', (status, signal) => resolve({ status, signal, refused: null, output: lines() }));
  });
}

/** Gives up on a process that doesn't end. Root may kill it; sudo can't be signalled by the user who started it. */
export function abandon({ child }: TracerProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // EPERM: it runs as root under sudo. Its stdin is closed, so it ends when it can.
  }
  for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
  child.unref();
}

/** The promise's value, or `late` after so many milliseconds. */
export function within<T, L>(milliseconds: number, promise: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
