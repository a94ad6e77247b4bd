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
  return [...(missing.length === 0 ? [] : [permission(missing, run)]), ...others.map(trouble => unpublished(trouble, run))];
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

const unpublished = ({ what, failure }: Trouble, { apiUrl }: WorkflowRun): Notice => ({
  level: 'notice',
  title: `crash-gate: no ${what}`,
  message: `The ${what} could not be published: ${why(failure, apiUrl)}. ${ELSEWHERE}`,
});

function why(failure: Failure, apiUrl: string): string {
  if (failure.status === null) return `no answer from GitHub (${words(failure)})`;
  if (failure.kind !== 'unreadable') return `GitHub answered ${saying(failure)}`;
  return `GitHub's answer can't be read (${words(failure)}). A proxy on the way may have given one of its own: look at https_proxy and no_proxy, and at what answers at ${inert(apiUrl)}`;
}

/** Nothing that goes into an HTTP header holds these; node's own complaint would show the token. */
export const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** GitHub isn't asked with such a one. */
export const noToken = (missing: readonly Trouble['what'][]): Notice => ({
  level: 'notice',
  title: `crash-gate: no ${missing.join(' and no ')}`,
  message: `What "token:" gives is no token: there is a line break, a space or another character in it that none has, so two values may have come into one secret. GitHub was not asked. ${ELSEWHERE} Leave "token:" out, which gives the job's own, or store the secret again.`,
});

const saying = (failure: Failure): string => `${failure.status}: ${words(failure)}`;
const words = ({ message }: Failure): string => inert(message).slice(0, 500);
