/** As much of the Docker Engine's API as the tracer needs, over its unix socket: no docker command, no registry. */
import { request } from 'node:http';
import { type Duplex, PassThrough, type Readable } from 'node:stream';
import { PATIENCE } from './patience.ts';

export interface Answer {
  readonly status: number;
  /** The body as JSON; null where it is none. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

export interface Asking {
  readonly body?: object | Buffer;
  /** The answer is waited for until that comes, however long it takes. */
  readonly signal?: AbortSignal;
  /** Milliseconds for the whole answer, without a signal. */
  readonly patience?: number;
}

/** The longest answer, of /info, has some ten thousand. Characters. */
const MOST = 4 * 1024 * 1024;

/** The error's code where something answers and doesn't come to an end. */
export const ENDLESS = 'EMSGSIZE';

const trouble = (code: string): Error => Object.assign(new Error(code), { code });

/** Rejects with the system's error when the engine can't be reached. Without a version in the path the engine takes its own. */
export function ask(socketPath: string, method: string, path: string, { body, signal, patience = PATIENCE }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, method, path, agent: false, headers: headersOf(body), ...(signal && { signal }) }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST) giveUp(ENDLESS);
      });
      response.on('end', () => resolve({ status: response.statusCode!, body: parse(text) })).on('error', reject);
    });
    const giveUp = (code: string): void => {
      reject(trouble(code));
      sent.destroy();
    };
    // For all of it: an answer that trickles is never silent for long.
    const timer = signal === undefined ? setTimeout(giveUp, patience, 'ETIMEDOUT') : undefined;
    sent.on('close', () => clearTimeout(timer));
    sent.on('error', reject).end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
}

function headersOf(body: object | Buffer | undefined): Record<string, string | number> {
  if (body === undefined) return {};
  if (Buffer.isBuffer(body)) return { 'content-type': 'application/x-tar', 'content-length': body.length };
  return { 'content-type': 'application/json' };
}

function parse(text: string): Answer['body'] {
  try {
    // A transfer reports its progress as several objects; the last one tells how it went.
    const value: unknown = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
    return typeof value === 'object' && value !== null ? (value as Answer['body']) : null;
  } catch {
    return null;
  }
}

export interface Streams {
  /** Written to: the container's stdin. Its end ends that. */
  readonly stdin: Duplex;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly close: () => void;
}

/** The streams of a container, from before it is started. An answer instead: the engine's refusal. */
export function attach(socketPath: string, id: string, stdin: boolean, patience = PATIENCE): Promise<Streams | Answer> {
  return new Promise((resolve, reject) => {
    const path = `/containers/${id}/attach?stream=1&stdin=${stdin ? 1 : 0}&stdout=1&stderr=1`;
    const sent = request({ socketPath, method: 'POST', path, agent: false, headers: { connection: 'Upgrade', upgrade: 'tcp' } });
    const timer = setTimeout(() => {
      reject(trouble('ETIMEDOUT'));
      sent.destroy();
    }, patience);
    sent.on('close', () => clearTimeout(timer));
    sent.on('upgrade', (_response, socket, head) => {
      clearTimeout(timer);
      resolve(split(socket, head));
    });
    sent.on('response', response => {
      resolve({ status: response.statusCode!, body: null });
      response.on('error', () => {});
      sent.destroy();
    });
    sent.on('error', reject).end();
  });
}

/** One connection carries both streams: a byte that names the stream, three of zero, the length (32 bits, big-endian), the bytes. */
function split(socket: Duplex, head: Buffer): Streams {
  const streams = { 1: new PassThrough(), 2: new PassThrough() };
  let rest = head;
  const take = (chunk: Buffer): void => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 8 && rest.length >= 8 + rest.readUInt32BE(4)) {
      const end = 8 + rest.readUInt32BE(4);
      streams[rest[0] === 2 ? 2 : 1].write(rest.subarray(8, end));
      rest = rest.subarray(end);
    }
  };
  take(Buffer.alloc(0));
  socket.on('data', take);
  // What a lost connection means, the container's end tells.
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const stream of Object.values(streams)) stream.end();
  });
  return { stdin: socket, stdout: streams[1], stderr: streams[2], close: () => socket.destroy() };
}
