/**
 * Plays the part of GitHub's REST API that Crash Gate uses, over real HTTP, with GitHub's limits and refusals, and remembers
 * what it was asked. Start it, give its `url` as GITHUB_API_URL to whatever is tested, and close it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
  body: string;
}

export interface FakeAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title?: string;
  readonly message: string;
}

export interface FakeCheckRun {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly conclusion: string;
  readonly annotations: FakeAnnotation[];
  readonly output: { title: string; summary: string; annotations_count: number };
}

/** `drop`: the connection dies before anything is done; `drop-after`: after it was done; `hang`: no answer until the server closes. */
export type Fault =
  | 'drop'
  | 'drop-after'
  | 'hang'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

type Permission = 'none' | 'read' | 'write';

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

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const refuse = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});
const FORBIDDEN = refuse(403, 'Resource not accessible by integration');

export async function startGitHub({
  token = 'secret-token',
  comments: mayComment = 'write',
  checks: mayCheck = 'write',
  user = null,
}: GitHubOptions = {}): Promise<GitHub> {
  const requests: string[] = [];
  const comments: FakeComment[] = [];
  const checkRuns: FakeCheckRun[] = [];
  const faults: { what: RegExp; fault: Fault }[] = [];
  let nextId = 1;
  const author = user === null ? { login: 'github-actions[bot]', type: 'Bot' as const } : { login: user, type: 'User' as const };

  type Handler = (match: readonly string[], body: Body, query: URLSearchParams) => Reply;
  const routes: readonly (readonly [route: RegExp, permission: Permission, needs: Permission, handler: Handler])[] = [
    [
      /^GET \/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/,
      mayComment,
      'read',
      ([issue], _, query) =>
        page(
          comments.filter(comment => comment.issue === Number(issue)),
          query,
        ),
    ],
    [
      /^POST \/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/,
      mayComment,
      'write',
      ([issue], body) => {
        if (body.body === '' || [...String(body.body)].length > 65_536)
          return refuse(422, 'Validation Failed: body is too long (maximum is 65536 characters)');
        const comment = { id: nextId++, issue: Number(issue), user: author, body: String(body.body) };
        comments.push(comment);
        return { status: 201, body: comment };
      },
    ],
    [
      /^PATCH \/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/,
      mayComment,
      'write',
      ([id], body) => {
        const comment = comments.find(other => other.id === Number(id));
        if (comment === undefined) return refuse(404, 'Not Found');
        comment.body = String(body.body);
        return { status: 200, body: comment };
      },
    ],
    [
      /^GET \/repos\/[^/]+\/[^/]+\/commits\/([^/]+)\/check-runs$/,
      mayCheck,
      'read',
      ([sha], _, query) => {
        const named = checkRuns.filter(run => run.head_sha === sha && run.name === query.get('check_name'));
        const latest = query.get('filter') === 'all' ? named : named.slice(-1);
        return { status: 200, body: { total_count: latest.length, check_runs: latest.map(shown) } };
      },
    ],
    [
      /^POST \/repos\/[^/]+\/[^/]+\/check-runs$/,
      mayCheck,
      'write',
      (_, body) => {
        const problem = problemOf(body);
        if (problem !== null) return problem;
        const { name, head_sha, external_id, conclusion } = body as { name: string; head_sha: string; external_id: string; conclusion: string };
        const run: FakeCheckRun = {
          id: nextId++,
          name,
          head_sha,
          external_id,
          conclusion,
          annotations: [],
          output: { title: '', summary: '', annotations_count: 0 },
        };
        checkRuns.push(run);
        add(run, body);
        return { status: 201, body: shown(run) };
      },
    ],
    [
      /^GET \/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)$/,
      mayCheck,
      'read',
      ([id]) => {
        const run = checkRuns.find(other => other.id === Number(id));
        return run === undefined ? refuse(404, 'Not Found') : { status: 200, body: shown(run) };
      },
    ],
    [
      /^PATCH \/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)$/,
      mayCheck,
      'write',
      ([id], body) => {
        const run = checkRuns.find(other => other.id === Number(id));
        const problem = run === undefined ? refuse(404, 'Not Found') : problemOf({ name: 'x', head_sha: 'x', ...body });
        if (run === undefined || problem !== null) return problem as Reply;
        add(run, body);
        return { status: 200, body: shown(run) };
      },
    ],
    [/^GET \/user$/, 'read', 'read', () => (user === null ? FORBIDDEN : { status: 200, body: author })],
  ];

  function reply(line: string, authorization: string | undefined, body: Body, query: URLSearchParams): Reply {
    if (authorization !== `token ${token}`) return refuse(401, 'Bad credentials');
    for (const [route, permission, needs, handler] of routes) {
      const match = route.exec(line);
      if (match === null) continue;
      if (permission === 'none' || (needs === 'write' && permission === 'read')) return FORBIDDEN;
      return handler(match.slice(1), body, query);
    }
    return refuse(404, 'Not Found');
  }

  /** A page as GitHub cuts it, with its Link header. */
  function page(all: readonly unknown[], query: URLSearchParams): Reply {
    const size = Math.min(100, Number(query.get('per_page') ?? 30));
    const number = Number(query.get('page') ?? 1);
    const rest = all.length > number * size;
    return {
      status: 200,
      body: all.slice((number - 1) * size, number * size),
      headers: rest ? { link: `<${url}/next>; rel="next", <${url}/last>; rel="last"` } : {},
    };
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const line = `${request.method} ${pathname.replace(/^\/api\/v3/, '')}`;
    const body = await read(request);
    requests.push(line);
    const index = faults.findIndex(({ what }) => what.test(line));
    const fault = index === -1 ? null : faults.splice(index, 1)[0]!.fault;
    if (fault === 'hang') return;
    if (fault === 'drop') return void request.socket.destroy();
    if (fault !== null && fault !== 'drop-after') return send(response, { body: { message: `status ${fault.status}` }, ...fault });
    const answer = reply(line, request.headers.authorization, body, searchParams);
    if (fault === 'drop-after') return void request.socket.destroy();
    send(response, answer);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    comments,
    checkRuns,
    fail: (what, ...planned) => faults.push(...planned.map(fault => ({ what, fault }))),
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

type Body = Readonly<Record<string, unknown>>;

async function read(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Body);
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

const shown = ({ annotations: _, ...run }: FakeCheckRun): object => run;

function add(run: FakeCheckRun, body: Body): void {
  const output = body.output as { title: string; summary: string; annotations?: FakeAnnotation[] };
  run.annotations.push(...(output.annotations ?? []));
  Object.assign(run.output, { title: output.title, summary: output.summary, annotations_count: run.annotations.length });
}

/** What GitHub validates of a check run. */
function problemOf(body: Body): Reply | null {
  const output = body.output as { title?: string; summary?: string; annotations?: FakeAnnotation[] } | undefined;
  const annotations = output?.annotations ?? [];
  const invalid =
    typeof body.name !== 'string' ||
    typeof body.head_sha !== 'string' ||
    typeof output?.title !== 'string' ||
    typeof output.summary !== 'string' ||
    output.summary.length > 65_535 ||
    annotations.length > 50 ||
    annotations.some(({ path, start_line, end_line, message, title = '', annotation_level: level }) => {
      const lines = Number.isInteger(start_line) && Number.isInteger(end_line) && start_line > 0 && end_line >= start_line;
      return !path || !lines || !message || message.length > 65_536 || title.length > 255 || !['failure', 'warning', 'notice'].includes(level);
    });
  return invalid ? refuse(422, 'Invalid request.') : null;
}
