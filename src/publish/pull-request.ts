/** What is told beside the runner's own channels: the comment and the check run. Both may be missing; the summary has everything. */
import { annotationsOf, type Place } from '../report/annotations.ts';
import { renderComment } from '../report/comment.ts';
import { inert } from '../report/inert.ts';
import type { Report } from '../report/report.ts';
import { objectionsOf } from '../report/rules.ts';
import { type Api, type Clock, createApi, type Failure, type Limits, type Send } from './api.ts';
import { type CheckRun, publishCheckRun, TEXT_LIMIT } from './check-run.ts';
import { COMMENT_LIMIT, type Comment, MARKER_ROOM, publishComment } from './comment.ts';
import type { Notice } from './notice.ts';
import { connect } from './octokit.ts';
import { isToken, noToken, noticesOf, type Trouble } from './permissions.ts';
import { redact, redactAll } from './redact.ts';
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
  readonly place: Place | null;
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
  const { run, token } = publication;
  // Unlike log and summary, comments and check runs are not masked by the runner.
  const report = redactAll(publication.report, [token]);
  const number = publication.comment ? run.pullRequest : null;
  const check = publication.checkRun && run.sha !== '' ? checkOf(report, publication) : null;
  if (token === '' || (number === null && check === null)) return [];
  if (!isToken(token)) return [noToken([...(number === null ? [] : ['comment' as const]), ...(check === null ? [] : ['check run' as const])])];
  const limits = surroundings.limits ?? patience[hasNews(report) ? 'report' : 'quiet'];
  let api: Api;
  try {
    api = createApi(await surroundings.connect(token, run.apiUrl), limits, surroundings.clock);
  } catch (error) {
    return noticesOf(
      [{ what: number === null ? 'check run' : 'comment', failure: { kind: 'unreachable', status: null, message: redact(String(error), [token]) } }],
      run,
    );
  }
  const [commented, checked] = await Promise.all([
    number === null ? null : publishComment(api, run, number, commentOf(report, run)),
    check === null ? null : publishCheckRun(api, run, check),
  ]);
  return noticesOf([...trouble('comment', commented, token), ...trouble('check run', checked, token)], run);
}

const trouble = (what: Trouble['what'], failure: Failure | null, token: string): readonly Trouble[] =>
  failure === null ? [] : [{ what, failure: { ...failure, message: redact(failure.message, [token]) } }];

const hasNews = (report: Report): boolean => report.incidents.length + objectionsOf(report).length > 0;

/** `report` holds no secret that can be recognised. */
function commentOf(report: Report, run: WorkflowRun): Comment {
  const render = (): string => renderComment(report, { bytes: COMMENT_LIMIT - MARKER_ROOM, fullReport: fullReport(run) });
  if (hasNews(report)) return { kind: 'report', render };
  return report.verdict === 'clean' ? { kind: 'resolved', render: () => resolvedText(run) } : { kind: 'update', render };
}

function checkOf(report: Report, { failing, place, run }: PullRequestPublication): CheckRun | null {
  if (report.incidents.length === 0 && report.verdict !== 'clean' && !failing) return null;
  return {
    conclusion: failing ? 'failure' : report.verdict === 'clean' ? 'success' : 'neutral',
    title: inert(report.reasons[0] ?? report.verdict),
    summary: renderComment(report, { bytes: TEXT_LIMIT, fullReport: fullReport(run) }),
    annotations: annotationsOf(report, place, Number.POSITIVE_INFINITY),
  };
}

const fullReport = ({ url }: WorkflowRun): string => `[the job summary](${url})`;
