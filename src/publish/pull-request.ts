/** What is told beside the runner's own channels: the comment and the check run. Both may be missing; the summary has everything. */
import type { Annotation, Place } from '../report/annotations.ts';
import type { Report } from '../report/report.ts';
import { type Api, type Clock, createApi, type Failure, type Limits, type Send } from './api.ts';
import { type CheckRun, publishCheckRun, TEXT_LIMIT } from './check-run.ts';
import { type Comment, publishComment } from './comment.ts';
import type { Notice } from './notice.ts';
import { connect } from './octokit.ts';
import { noticesOf, type Trouble } from './permissions.ts';
import { redact } from './redact.ts';
import { resolvedText } from './resolved.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface PullRequestPublication {
  readonly report: Report;
  /** Whether the verdict fails the job. */
  readonly failing: boolean;
  readonly run: WorkflowRun;
  /** Empty: nothing is published here. */
  readonly token: string;
  /** Whether the user wants them. */
  readonly comment: boolean;
  readonly checkRun: boolean;
  readonly annotations: readonly Annotation[];
  readonly place: Place | null;
  /** The report as Markdown of at most so many characters. */
  readonly render: (limits: { readonly characters: number }) => string;
}

/** What a test replaces. */
export interface Surroundings {
  readonly connect: (token: string, apiUrl: string) => Promise<Send>;
  readonly clock?: Clock;
  readonly limits?: Limits;
}

/** A clean run only looks whether there is something to take back: that is worth less patience. */
const patience = { quiet: { totalMs: 15_000, requestMs: 5_000 }, report: { totalMs: 90_000, requestMs: 15_000 } } as const;

export async function publishPullRequest(publication: PullRequestPublication, surroundings: Surroundings = { connect }): Promise<readonly Notice[]> {
  const { run, token, report } = publication;
  const number = publication.comment ? run.pullRequest : null;
  const check = publication.checkRun && run.sha !== '' ? checkOf(publication) : null;
  if (token === '' || (number === null && check === null)) return [];
  const limits = surroundings.limits ?? patience[report.incidents.length > 0 ? 'report' : 'quiet'];
  let api: Api;
  try {
    api = createApi(await surroundings.connect(token, run.apiUrl), limits, surroundings.clock);
  } catch (error) {
    return noticesOf(
      [{ what: number === null ? 'check run' : 'comment', failure: { kind: 'unreachable', status: null, message: String(error) } }],
      run,
    );
  }
  const [commented, checked] = await Promise.all([
    number === null ? null : publishComment(api, run, number, commentOf(publication)),
    check === null ? null : publishCheckRun(api, run, check),
  ]);
  return noticesOf([...trouble('comment', commented), ...trouble('check run', checked)], run);
}

const trouble = (what: Trouble['what'], failure: Failure | null): readonly Trouble[] => (failure === null ? [] : [{ what, failure }]);

function commentOf(publication: PullRequestPublication): Comment {
  const { report, run } = publication;
  if (report.incidents.length > 0) return { kind: 'report', render: limits => publicText(publication, limits) };
  if (report.verdict === 'clean') return { kind: 'resolved', render: () => resolvedText(run) };
  return { kind: 'update', render: limits => publicText(publication, limits) };
}

function checkOf(publication: PullRequestPublication): CheckRun | null {
  const { report, failing, token, annotations, place } = publication;
  if (report.incidents.length === 0 && report.verdict !== 'clean' && !failing) return null;
  const clear = (text: string): string => redact(text, [token]);
  return {
    conclusion: failing ? 'failure' : report.verdict === 'clean' ? 'success' : 'neutral',
    title: clear(report.reasons[0] ?? report.verdict),
    summary: publicText(publication, { characters: TEXT_LIMIT }),
    annotations: annotations.map(annotation => ({ ...annotation, title: clear(annotation.title), message: clear(annotation.message) })),
    place,
  };
}

/** Unlike the summary, comments and check runs are not masked by the runner. */
const publicText = ({ render, token }: PullRequestPublication, limits: { readonly characters: number }): string =>
  redact(render({ characters: limits.characters - SLACK }), [token]).slice(0, limits.characters);

/** Hiding a short value makes the text a little longer. */
const SLACK = 1024;
