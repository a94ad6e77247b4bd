import { compose, type Limits } from './markdown/compose.ts';
import type { Report } from './report.ts';

/** GitHub takes so many characters; with bytes we are on the safe side, however it counts. */
export const COMMENT_BYTES = 65_535;

/** A comment on a pull request: shorter than the summary, without what is of interest only once. */
export const renderComment = (report: Report, limits: Limits = { bytes: COMMENT_BYTES }): string =>
  compose(report, { rows: 25, timeline: false, ignored: false }, { ...limits, bytes: Math.min(limits.bytes, COMMENT_BYTES) });
