/** What GitHub does with the requests that Crash Gate makes: its state, its permissions, its limits. */

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

export type Permission = 'none' | 'read' | 'write';

export interface State {
  readonly comments: FakeComment[];
  readonly checkRuns: FakeCheckRun[];
  readonly permissions: { readonly comments: Permission; readonly checks: Permission };
  /** Whose token it is; null: a job's. */
  readonly user: string | null;
  nextId: number;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Body = Readonly<Record<string, unknown>>;

interface Request {
  /** The last part of the path that is an id. */
  readonly id: string;
  readonly body: Body;
  readonly query: URLSearchParams;
}

export const refuse = (status: number, message: string): Reply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});
const forbidden = refuse(403, 'Resource not accessible by integration');
const notFound = refuse(404, 'Not Found');

type Handler = (state: State, request: Request) => Reply;
type Need = { readonly [What in keyof State['permissions']]?: 'read' | 'write' };

const REPO = '/repos/[^/]+/[^/]+';
const routes: readonly (readonly [route: string, need: Need, handler: Handler])[] = [
  [`GET ${REPO}/issues/([^/]+)/comments`, { comments: 'read' }, listComments],
  [`POST ${REPO}/issues/([^/]+)/comments`, { comments: 'write' }, createComment],
  [`PATCH ${REPO}/issues/comments/([^/]+)`, { comments: 'write' }, updateComment],
  [`GET ${REPO}/commits/([^/]+)/check-runs`, { checks: 'read' }, listCheckRuns],
  [`POST ${REPO}/check-runs()`, { checks: 'write' }, createCheckRun],
  [`GET ${REPO}/check-runs/([^/]+)`, { checks: 'read' }, getCheckRun],
  [`PATCH ${REPO}/check-runs/([^/]+)`, { checks: 'write' }, updateCheckRun],
  ['GET /user()', {}, ({ user }) => (user === null ? forbidden : { status: 200, body: authorOf(user) })],
];

/** `line`: "GET /repos/o/r/issues/1/comments". */
export function answer(state: State, line: string, body: Body, query: URLSearchParams): Reply {
  for (const [route, need, handler] of routes) {
    const match = new RegExp(`^${route}$`).exec(line);
    if (match === null) continue;
    const [[what, wanted] = []] = Object.entries(need);
    const has = what === undefined ? 'write' : state.permissions[what as keyof State['permissions']];
    return has === 'none' || (wanted === 'write' && has === 'read') ? forbidden : handler(state, { id: match[1] ?? '', body, query });
  }
  return notFound;
}

const authorOf = (user: string | null): FakeComment['user'] =>
  user === null ? { login: 'github-actions[bot]', type: 'Bot' } : { login: user, type: 'User' };

/** A page as GitHub cuts it, with its Link header. */
function listComments({ comments }: State, { id, query }: Request): Reply {
  const all = comments.filter(comment => comment.issue === Number(id));
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Number(query.get('page') ?? 1);
  const link =
    all.length > page * size ? { link: '<https://api.github.com/x?page=2>; rel="next", <https://api.github.com/x?page=9>; rel="last"' } : {};
  return { status: 200, body: all.slice((page - 1) * size, page * size), headers: link };
}

function createComment(state: State, { id, body }: Request): Reply {
  const problem = bodyProblem(body);
  if (problem !== null) return problem;
  const comment = { id: state.nextId++, issue: Number(id), user: authorOf(state.user), body: String(body.body) };
  state.comments.push(comment);
  return { status: 201, body: comment };
}

function updateComment({ comments }: State, { id, body }: Request): Reply {
  const comment = comments.find(other => other.id === Number(id));
  if (comment === undefined) return notFound;
  const problem = bodyProblem(body);
  if (problem !== null) return problem;
  comment.body = String(body.body);
  return { status: 200, body: comment };
}

const bodyProblem = ({ body }: Body): Reply | null =>
  typeof body !== 'string' || body === '' || body.length > 65_536
    ? refuse(422, 'Validation Failed: body is too long (maximum is 65536 characters)')
    : null;

function listCheckRuns({ checkRuns }: State, { id, query }: Request): Reply {
  const named = checkRuns.filter(run => run.head_sha === id && run.name === query.get('check_name'));
  const latest = query.get('filter') === 'all' ? named : named.slice(-1);
  return { status: 200, body: { total_count: latest.length, check_runs: latest.map(shown) } };
}

function createCheckRun(state: State, { body }: Request): Reply {
  const { name, head_sha, external_id, conclusion } = body as unknown as FakeCheckRun;
  if (typeof name !== 'string' || typeof head_sha !== 'string') return refuse(422, 'Invalid request.');
  const output = { title: '', summary: '', annotations_count: 0 };
  const run: FakeCheckRun = { id: state.nextId++, name, head_sha, external_id, conclusion, annotations: [], output };
  return add(run, body, () => state.checkRuns.push(run));
}

function getCheckRun({ checkRuns }: State, { id }: Request): Reply {
  const run = checkRuns.find(other => other.id === Number(id));
  return run === undefined ? notFound : { status: 200, body: shown(run) };
}

function updateCheckRun({ checkRuns }: State, { id, body }: Request): Reply {
  const run = checkRuns.find(other => other.id === Number(id));
  return run === undefined ? notFound : add(run, body, () => {});
}

const shown = ({ annotations: _, ...run }: FakeCheckRun): object => run;

/** Annotations are appended, as GitHub does, when all of the output is valid. */
function add(run: FakeCheckRun, body: Body, accepted: () => void): Reply {
  const output = body.output as { title?: unknown; summary?: unknown; annotations?: FakeAnnotation[] } | undefined;
  const annotations = output?.annotations ?? [];
  const texts = typeof output?.title === 'string' && typeof output.summary === 'string' && output.summary.length <= 65_535;
  if (!texts || annotations.length > 50 || !annotations.every(isValid)) return refuse(422, 'Invalid request.');
  accepted();
  run.annotations.push(...annotations);
  Object.assign(run.output, { title: output?.title, summary: output?.summary, annotations_count: run.annotations.length });
  return { status: 200, body: shown(run) };
}

function isValid({ path, start_line: from, end_line: to, message, title = '', annotation_level: level }: FakeAnnotation): boolean {
  const lines = Number.isInteger(from) && Number.isInteger(to) && from > 0 && to >= from;
  return (
    path !== '' && lines && message !== '' && message.length <= 65_536 && title.length <= 255 && ['failure', 'warning', 'notice'].includes(level)
  );
}
