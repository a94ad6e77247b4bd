/** Failures → what to tell, and what to change. */
import { inert } from '../report/inert.ts';
import type { Failure } from './api.ts';
import type { Notice } from './notice.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface Trouble {
  readonly what: 'comment' | 'check run';
  readonly failure: Failure;
}

const grants = { comment: 'pull-requests: write', 'check run': 'checks: write' } as const;
const ELSEWHERE = 'The annotations and the job summary have everything, and the verdict stands.';

/** One for everything that isn't allowed, one for each of the rest. */
export function noticesOf(troubles: readonly Trouble[], run: WorkflowRun): readonly Notice[] {
  const missing = troubles.filter(({ failure }) => isPermission(failure));
  const others = troubles.filter(({ failure }) => !isPermission(failure));
  return [...(missing.length === 0 ? [] : [permission(missing, run)]), ...others.map(unpublished)];
}

/** 403 is also what a locked conversation answers: no permission would help. */
const isPermission = ({ kind, message }: Failure): boolean => kind === 'denied' && !/\b(?:locked|archived)\b/i.test(message);

function permission(troubles: readonly Trouble[], run: WorkflowRun): Notice {
  const what = troubles.map(trouble => trouble.what).join(' and no ');
  const said = troubles[0] as Trouble;
  const answer = `GitHub answered ${saying(said.failure)}`;
  return {
    level: 'notice',
    title: `crash-gate: no ${what}`,
    message: [because(answer, said.failure, run), ...remedy(troubles, said.failure, run)].join('\n'),
  };
}

function because(answer: string, { status }: Failure, { fork }: WorkflowRun): string {
  if (status === 401) return `The token is not accepted (${answer}). ${ELSEWHERE}`;
  if (fork) return `This pull request comes from a fork, so its token can only read (${answer}). ${ELSEWHERE} Nothing has to be changed.`;
  return `The token may not write that (${answer}). ${ELSEWHERE} To allow it, add to the job:`;
}

function remedy(troubles: readonly Trouble[], { status }: Failure, { fork }: WorkflowRun): readonly string[] {
  if (status === 401 || fork) return [];
  // What isn't named is taken away, so the line that actions/checkout needs has to be there too.
  return ['permissions:', '  contents: read', ...troubles.map(({ what }) => `  ${grants[what]}`)];
}

const unpublished = ({ what, failure }: Trouble): Notice => ({
  level: 'notice',
  title: `crash-gate: no ${what}`,
  message: `The ${what} could not be published: ${failure.status === null ? `no answer from GitHub (${words(failure)})` : `GitHub answered ${saying(failure)}`}. ${ELSEWHERE}`,
});

const saying = (failure: Failure): string => `${failure.status}: ${words(failure)}`;
const words = ({ message }: Failure): string => inert(message).slice(0, 500);
