/**
 * One comment per job and pull request: created when there is something to say, updated in place, and turned into "resolved"
 * when a later run is clean.
 */
import type { Api, Done, Failure } from './api.ts';
import { at, type WorkflowRun } from './workflow-run.ts';

/** GitHub's limit for the text of a comment, in characters. */
export const COMMENT_LIMIT = 65_535;

/** `resolved`: nothing crashed any more. `update`: what an earlier run said is no longer the last word, but nothing new is worth a comment. */
export type CommentKind = 'report' | 'update' | 'resolved';

export interface Comment {
  readonly kind: CommentKind;
  /** Markdown of at most COMMENT_LIMIT - MARKER_ROOM characters; not called when nothing has to be written. */
  readonly render: () => string;
}

export async function publishComment(api: Api, run: WorkflowRun, number: number, comment: Comment): Promise<Failure | null> {
  const [owner, repo] = run.repository.split('/');
  for (let tried = 1; ; tried++) {
    const found = await find(api, { owner, repo, issue_number: number }, run.key);
    if (isFailure(found)) return comment.kind === 'report' ? found : null;
    if (isLastWord(found, run, comment)) return null;
    const body = `${markerOf(run, comment.kind)}\n${comment.render()}`;
    const answer =
      found === null
        ? await api.once('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { owner, repo, issue_number: number, body }, tried)
        : await api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { owner, repo, comment_id: found.id, body });
    if (answer.kind === 'done') return null;
    // It may be there although the answer got lost, and it may have been deleted since it was found: look again.
    const again = answer.kind === 'unclear' || (found !== null && answer.status === 404 && tried === 1);
    if (!again) return answer;
  }
}

interface Found {
  readonly id: number;
  readonly run: number;
  readonly attempt: number;
  readonly resolved: boolean;
}

/** Nothing to write: there is nothing to take back, or a newer run has spoken. */
function isLastWord(found: Found | null, run: WorkflowRun, { kind }: Comment): boolean {
  if (found === null) return kind !== 'report';
  const newer = found.run > run.id || (found.run === run.id && found.attempt > run.attempt);
  return newer || (found.resolved && kind !== 'report');
}

/** Invisible, and the very first thing in the text: somebody's quote of it is not taken for it. */
const markerOf = ({ key, id, attempt }: WorkflowRun, kind: CommentKind): string =>
  `<!-- crash-gate ${key} run ${id}.${attempt} ${kind === 'resolved' ? 'resolved' : 'open'} -->`;

export const MARKER_ROOM = 128;
const marker = /^<!-- crash-gate ([0-9a-f]{16}) run (\d+)\.(\d+) (open|resolved) -->/;

async function find(api: Api, issue: Readonly<Record<string, unknown>>, key: string): Promise<Found | null | Failure> {
  for (let page = 1; ; page++) {
    const answer = await api.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...issue, per_page: 100, page });
    if (answer.kind !== 'done') return answer;
    for (const comment of Array.isArray(answer.data) ? answer.data : []) {
      const found = read(comment, key);
      if (found !== null && (await isOwn(api, comment))) return found;
    }
    if (!(answer as Done).more) return null;
  }
}

function read(comment: unknown, key: string): Found | null {
  const match = marker.exec(String(at(comment, 'body') ?? ''));
  if (match === null || match[1] !== key) return null;
  return { id: Number(at(comment, 'id')), run: Number(match[2]), attempt: Number(match[3]), resolved: match[4] === 'resolved' };
}

/** Anybody can write our marker into a comment, and a job's token may change anybody's comments: only a bot's, or one of the token's own user. */
async function isOwn(api: Api, comment: unknown): Promise<boolean> {
  if (at(comment, 'user', 'type') === 'Bot') return true;
  const user = await api.request('GET /user', {});
  return user.kind === 'done' && at(user.data, 'login') === at(comment, 'user', 'login');
}

const isFailure = (found: Found | null | Failure): found is Failure => found !== null && 'kind' in found;
