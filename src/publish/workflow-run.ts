/** The run that is published for: from the runner's variables and the event's payload, which users of the repository wrote. */
import { createHash } from 'node:crypto';
import { readRegular } from 'bpf-linux';

export interface WorkflowRun {
  /** https://api.github.com, or GitHub Enterprise Server's. */
  readonly apiUrl: string;
  /** "owner/name" */
  readonly repository: string;
  /** The page of this run. */
  readonly url: string;
  readonly id: number;
  readonly attempt: number;
  /** null: this event belongs to no pull request. */
  readonly pullRequest: number | null;
  /** The pull request comes from another repository, and this event's token can only read. */
  readonly fork: boolean;
  /** The commit that a check run belongs to: the pull request's head, not the merge that is tested. */
  readonly sha: string;
  /** The job as people read it: "test (22, x64)". */
  readonly job: string;
  /** The same for this job of this workflow, with these matrix values, in every run. 16 hex digits. */
  readonly key: string;
}

/** `matrix`: `toJSON(matrix)`, which no variable holds. null: not in a workflow. */
export function readWorkflowRun(environment: NodeJS.ProcessEnv, matrix: string): WorkflowRun | null {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_SHA: sha = '', GITHUB_JOB: job = 'job' } = environment;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return null;
  const subject = subjectOf(readPayload(environment.GITHUB_EVENT_PATH), environment);
  const id = number(environment.GITHUB_RUN_ID);
  const values = matrixValues(matrix);
  return {
    apiUrl: (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, ''),
    repository,
    url: `${environment.GITHUB_SERVER_URL || 'https://github.com'}/${repository}/actions/runs/${id}`,
    id,
    attempt: number(environment.GITHUB_RUN_ATTEMPT) || 1,
    pullRequest: subject.pullRequest,
    fork: subject.fork,
    sha: subject.sha ?? sha,
    job: values.length === 0 ? job : `${job} (${values.join(', ')})`,
    key: createHash('sha256')
      .update(JSON.stringify([workflowFile(environment), job, ...values]))
      .digest('hex')
      .slice(0, 16),
  };
}

interface Subject {
  readonly pullRequest: number | null;
  readonly sha: string | null;
  readonly fork: boolean;
}

/** The first part of the payload that tells. Events without one (push, schedule, …) have the run's own commit and no pull request. */
function subjectOf(payload: unknown, { GITHUB_EVENT_NAME: event = '', GITHUB_REF: ref = '' }: NodeJS.ProcessEnv): Subject {
  const pull = at(payload, 'pull_request');
  if (isObject(pull)) {
    // A head repository that was deleted is null; its token was a fork's.
    const foreign = text(at(pull, 'head', 'repo', 'full_name')) !== text(at(pull, 'base', 'repo', 'full_name'));
    return { pullRequest: positive(at(pull, 'number')), sha: text(at(pull, 'head', 'sha')), fork: foreign && event !== 'pull_request_target' };
  }
  for (const key of ['workflow_run', 'check_suite', 'check_run']) {
    const cause = at(payload, key);
    // Empty for forks: GitHub doesn't say which pull request it was.
    if (isObject(cause)) return { pullRequest: positive(at(cause, 'pull_requests', '0', 'number')), sha: text(at(cause, 'head_sha')), fork: false };
  }
  const group = at(payload, 'merge_group');
  if (isObject(group)) {
    const queued = /\/pr-(\d+)-[0-9a-f]{40}$/.exec(text(at(group, 'head_ref')) ?? '');
    return { pullRequest: positive(Number(queued?.[1])), sha: text(at(group, 'head_sha')), fork: false };
  }
  const commented = isObject(at(payload, 'issue', 'pull_request')) ? positive(at(payload, 'issue', 'number')) : null;
  const merged = /^refs\/pull\/(\d+)\/(?:merge|head)$/.exec(ref);
  return { pullRequest: commented ?? positive(Number(merged?.[1])), sha: null, fork: false };
}

/** "o/r/.github/workflows/ci.yml@refs/heads/main" → ".github/workflows/ci.yml": a branch doesn't make it another workflow. */
function workflowFile({ GITHUB_WORKFLOW_REF: ref = '', GITHUB_WORKFLOW: name = '' }: NodeJS.ProcessEnv): string {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(ref)?.[1] ?? name;
}

/** The values of a matrix in their order, as GitHub puts them behind the job's name. */
function matrixValues(matrix: string): readonly string[] {
  const values = parse(matrix);
  if (!isObject(values)) return [];
  return Object.values(values).map(value => (typeof value === 'object' ? JSON.stringify(value) : String(value)));
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined || path === '') return null;
  try {
    return parse(readRegular(path));
  } catch {
    // Without a payload there is still the ref.
    return null;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** A value somewhere below, null when the way there doesn't exist. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : null), value);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const positive = (value: unknown): number | null => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null);
const number = (value: string | undefined): number => Number.parseInt(value ?? '', 10) || 0;
