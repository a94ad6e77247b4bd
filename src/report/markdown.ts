import { compose } from './markdown/compose.ts';
import type { Report } from './report.ts';

/** The whole report in GitHub's Markdown, as a file. */
export const renderMarkdown = (report: Report): string =>
  compose(report, { rows: Number.POSITIVE_INFINITY, timeline: true, ignored: true }, { bytes: Number.POSITIVE_INFINITY });
