import { compose, type Limits } from './markdown/compose.ts';
import type { Report } from './report.ts';

export type { Limits };

/** GitHub drops a job summary that is larger. */
export const SUMMARY_BYTES = 1024 * 1024;

/** The summary of a CI job, in GitHub's Markdown. One line when the verdict is clean. */
export const renderSummary = (report: Report, limits: Limits = { bytes: SUMMARY_BYTES }): string =>
  compose(report, { rows: 100, timeline: true, ignored: true }, limits);
