/** The FIFO of a tracer that runs by itself: notes, and the request to stop, from any process of its owner. */
import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** control.h's STOP_LINE: end of transmission, as Ctrl-D is on a terminal. */
const STOP_LINE = '\x04';

const { O_WRONLY, O_NONBLOCK, O_NOFOLLOW } = constants;

const pause = new Int32Array(new SharedArrayBuffer(4));
/** A tracer reads at once; one that doesn't has been stopped (SIGSTOP) or the machine is on its knees. Milliseconds. */
const PATIENCE = 2_000;
const STEP = 5;

/** Whether a tracer listens there: the FIFO is open for reading as long as it lives. */
export function isListening(path: string): boolean {
  const fd = open(path);
  if (fd === null) return false;
  closeSync(fd);
  return true;
}

/** Asks the tracer to keep lines in the record. False: nobody listens. */
export const sendNotes = (path: string, notes: readonly string[]): boolean => send(path, notes);

/** Asks the tracer to end the watch; the notes come before that. False: nobody listens. */
export const sendStop = (path: string, notes: readonly string[] = []): boolean => send(path, [...notes, STOP_LINE]);

function send(path: string, lines: readonly string[]): boolean {
  const fd = open(path);
  if (fd === null) return false;
  try {
    return writeAll(fd, lines.map(line => `${line.replaceAll('\n', ' ')}\n`).join(''));
  } finally {
    closeSync(fd);
  }
}

/** ENXIO: it is there, and nobody reads it. ENOENT: it was never made. Anything else is as good as nobody. */
function open(path: string): number | null {
  try {
    return openSync(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
  } catch {
    return null;
  }
}

function writeAll(fd: number, text: string): boolean {
  let rest = Buffer.from(text);
  for (let waited = 0; rest.length > 0 && waited <= PATIENCE; ) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return false;
      Atomics.wait(pause, 0, 0, STEP);
      waited += STEP;
    }
  }
  return rest.length === 0;
}
