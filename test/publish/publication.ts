/** A publication to a GitHub of these tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { analyse } from '../../src/analyse.ts';
import type { Clock, Limits } from '../../src/publish/api.ts';
import type { Notice } from '../../src/publish/notice.ts';
import { connect } from '../../src/publish/octokit.ts';
import { type PullRequestPublication, publishPullRequest } from '../../src/publish/pull-request.ts';
import type { WorkflowRun } from '../../src/publish/workflow-run.ts';
import type { Report } from '../../src/report/report.ts';
import type { GitHub } from './github.ts';

const judge = (name: string): Report =>
  analyse(parseRecording(readFileSync(join(import.meta.dirname, `../../fixtures/records/${name}.ndjson`), 'utf8')));

export const crashed = judge('nginx-worker-segv');
export const clean: Report = { ...judge('nginx-worker-segv'), verdict: 'clean', incidents: [], reasons: ['Nothing crashed.'] };
export const unknown: Report = { ...clean, verdict: 'inconclusive', reasons: ['The tracer was killed.'] };

export const theRun: WorkflowRun = {
  apiUrl: '',
  repository: 'shop/api',
  url: 'https://github.com/shop/api/actions/runs/100',
  id: 100,
  attempt: 1,
  pullRequest: 7,
  fork: false,
  sha: 'c0ffee'.padEnd(40, '0'),
  job: 'test (22, x64)',
  key: '0123456789abcdef',
};

/** So many incidents that are not alike. */
export function crashes(count: number): Report {
  const [incident] = crashed.incidents;
  const incidents = Array.from({ length: count }, (_, i) => ({ ...incident!, id: `${i}`, title: `crash ${i}` }));
  return { ...crashed, incidents };
}

/** Waits by moving on at once; what was waited for is kept. */
export function fakeClock(): Clock & { readonly waits: number[] } {
  let now = 1_700_000_000_000;
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms);
    now += ms;
  };
  return { now: () => now, sleep, chance: () => 1, waits };
}

export interface Options extends Partial<Omit<PullRequestPublication, 'run'>> {
  readonly run?: Partial<WorkflowRun>;
  readonly clock?: Clock;
  readonly limits?: Limits;
}

export function publish(github: GitHub, { run, clock = fakeClock(), limits, ...rest }: Options = {}): Promise<readonly Notice[]> {
  const report = rest.report ?? crashed;
  const publication: PullRequestPublication = {
    report,
    failing: report.verdict === 'failed',
    run: { ...theRun, apiUrl: github.url, ...run },
    token: 'secret-token',
    comment: true,
    checkRun: false,
    place: { file: '.github/workflows/ci.yml', line: 12 },
    ...rest,
  };
  return publishPullRequest(publication, { connect, clock, ...(limits === undefined ? {} : { limits }) });
}
