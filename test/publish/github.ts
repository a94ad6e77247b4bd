/**
 * Plays the part of GitHub's REST API that Crash Gate uses, over real HTTP, and remembers what it was asked. Start it, give its
 * `url` as GITHUB_API_URL to whatever is tested, and close it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type Body, type FakeCheckRun, type FakeComment, type Permission, type Reply, refuse, type State } from './github-api.ts';

export type { FakeAnnotation, FakeCheckRun, FakeComment } from './github-api.ts';

/** `drop`: the connection dies before anything is done; `drop-after`: after it was done; `hang`: no answer until the server closes. */
export type Fault =
  | 'drop'
  | 'drop-after'
  | 'hang'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** As it is, whatever it is; `done`: after it was done. */
  | { readonly raw: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly done?: boolean };

export interface GitHubOptions {
  readonly token?: string;
  /** What the token may do; default: write. */
  readonly comments?: Permission;
  readonly checks?: Permission;
  /** The token's user, for tokens of people; null: a job's token, which has none. */
  readonly user?: string | null;
}

export interface GitHub {
  readonly url: string;
  /** "POST /repos/o/r/issues/1/comments", in the order of their arrival. */
  readonly requests: string[];
  readonly comments: FakeComment[];
  readonly checkRuns: FakeCheckRun[];
  /** The next requests that match get these instead, one each. */
  readonly fail: (what: RegExp, ...faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

export async function startGitHub({
  token = 'secret-token',
  comments = 'write',
  checks = 'write',
  user = null,
}: GitHubOptions = {}): Promise<GitHub> {
  const state: State = { comments: [], checkRuns: [], permissions: { comments, checks }, user, nextId: 1 };
  const requests: string[] = [];
  const faults: { readonly what: RegExp; readonly fault: Fault }[] = [];

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    // GitHub Enterprise Server has it below this path.
    const line = `${request.method} ${pathname.replace(/^\/api\/v3(?=\/)/, '')}`;
    const body = await read(request);
    requests.push(line);
    const index = faults.findIndex(({ what }) => what.test(line));
    const fault = index === -1 ? null : faults.splice(index, 1)[0]!.fault;
    if (fault === 'hang') return;
    if (fault === 'drop') return void request.socket.destroy();
    if (fault !== null && typeof fault === 'object' && 'raw' in fault) {
      if (fault.done) answer(state, line, body, searchParams);
      return sendRaw(response, fault);
    }
    if (fault !== null && fault !== 'drop-after') return send(response, { body: { message: `status ${fault.status}` }, ...fault });
    const reply = request.headers.authorization === `token ${token}` ? answer(state, line, body, searchParams) : refuse(401, 'Bad credentials');
    if (fault === 'drop-after') return void request.socket.destroy();
    send(response, reply);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    comments: state.comments,
    checkRuns: state.checkRuns,
    fail: (what, ...planned) => faults.push(...planned.map(fault => ({ what, fault }))),
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

async function read(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Body);
}

function sendRaw(response: ServerResponse, { raw, status = 200, headers = {} }: Extract<Fault, { raw: string }>): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(raw);
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
