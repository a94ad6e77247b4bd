/** A check run with all annotations: the runner shows ten of them, a check run takes fifty a request. */
import type { Annotation } from '../report/annotations.ts';
import type { Answer, Api, Failure } from './api.ts';
import { at, type WorkflowRun } from './workflow-run.ts';

/** GitHub's limits. */
const BATCH = 50;
export const TEXT_LIMIT = 65_535;
const TITLE_LIMIT = 255;

export interface CheckRun {
  readonly conclusion: 'success' | 'neutral' | 'failure';
  readonly title: string;
  /** Markdown of at most TEXT_LIMIT characters. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/**
 * `success` only takes back what an earlier attempt said of the same commit. A new one replaces it in GitHub's lists: the
 * annotations of an old one can't be removed.
 */
export async function publishCheckRun(api: Api, run: WorkflowRun, check: CheckRun): Promise<Failure | null> {
  if (check.conclusion === 'success' && !(await hasComplained(api, run))) return null;
  const created = await create(api, run, check);
  return 'kind' in created ? created : append(api, run, check, created);
}

interface Created {
  readonly id: number;
  /** Annotations that have arrived. */
  readonly sent: number;
}

const nameOf = (run: WorkflowRun): string => `Crash Gate / ${run.job}`.slice(0, 200);
const externalId = (run: WorkflowRun): string => `crash-gate ${run.key} ${run.id}.${run.attempt}`;

function repository(run: WorkflowRun): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = run.repository.split('/');
  return { owner, repo };
}

async function create(api: Api, run: WorkflowRun, check: CheckRun): Promise<Created | Failure> {
  for (let tried = 1; ; tried++) {
    const answer = await api.once(
      'POST /repos/{owner}/{repo}/check-runs',
      {
        ...repository(run),
        name: nameOf(run),
        head_sha: run.sha,
        external_id: externalId(run),
        details_url: run.url,
        status: 'completed',
        conclusion: check.conclusion,
        output: outputOf(check, 0),
      },
      tried,
    );
    if (answer.kind === 'done') return { id: Number(at(answer.data, 'id')), sent: Math.min(BATCH, check.annotations.length) };
    if (answer.kind !== 'unclear') return answer;
    // It may be there although the answer got lost.
    const found = (await listed(api, run)).find(other => at(other, 'external_id') === externalId(run));
    if (found !== undefined) return { id: Number(at(found, 'id')), sent: arrived(found) };
  }
}

async function append(api: Api, run: WorkflowRun, check: CheckRun, { id, sent: first }: Created): Promise<Failure | null> {
  const target = { ...repository(run), check_run_id: id };
  let sent = first;
  let tried = 1;
  while (sent < check.annotations.length) {
    const answer: Answer = await api.once(
      'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
      { ...target, output: outputOf(check, sent) },
      tried,
    );
    if (answer.kind === 'done') {
      sent += BATCH;
      tried = 1;
    } else if (answer.kind === 'unclear') {
      const now = await api.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', target);
      if (now.kind !== 'done') return now;
      sent = Math.max(sent, arrived(now.data));
      tried++;
    } else {
      return answer;
    }
  }
  return null;
}

const arrived = (checkRun: unknown): number => Number(at(checkRun, 'output', 'annotations_count') ?? 0);

/** Every request with annotations repeats title and summary: GitHub wants them. */
const outputOf = (check: CheckRun, from: number): object => ({
  title: check.title.slice(0, TITLE_LIMIT),
  summary: check.summary,
  annotations: check.annotations.slice(from, from + BATCH).map(toGitHub),
});

const levels = { error: 'failure', warning: 'warning', notice: 'notice' } as const;

/** A check run's annotation must have a place. GitHub shows those that belong to no file at ".github" itself; so do we. */
function toGitHub({ level, title, message, file = '.github', line = 1 }: Annotation): object {
  return { path: file, start_line: line, end_line: line, annotation_level: levels[level], title: title.slice(0, TITLE_LIMIT), message };
}

/** An earlier attempt's check run of this job on this commit that is not a success. */
async function hasComplained(api: Api, run: WorkflowRun): Promise<boolean> {
  const own = (await listed(api, run)).filter(other => String(at(other, 'external_id')).startsWith(`crash-gate ${run.key} `));
  return own.some(other => at(other, 'conclusion') !== 'success');
}

/** The latest check runs of our name; none when they can't be read. */
async function listed(api: Api, run: WorkflowRun): Promise<readonly unknown[]> {
  const answer = await api.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...repository(run),
    ref: run.sha,
    check_name: nameOf(run),
    filter: 'latest',
    per_page: 100,
  });
  const runs = answer.kind === 'done' ? at(answer.data, 'check_runs') : null;
  return Array.isArray(runs) ? runs : [];
}
