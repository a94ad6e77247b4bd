import type { Place } from './annotations.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { renderSarif } from './sarif.ts';

/** Reports for files and for other tools, with a newline at the end. Where the workflow's line is known, SARIF names it. */
export const formats = {
  json: renderJson,
  markdown: renderMarkdown,
  junit: renderJunit,
  sarif: renderSarif,
  html: renderHtml,
} as const satisfies Readonly<Record<string, (report: Report, place: Place | null) => string>>;

export type FileFormat = keyof typeof formats;
