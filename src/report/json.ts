import type { Report } from './report.ts';

/** The report as scripts read it, with a newline at the end. JSON.stringify spells lone surrogates as \udcXX: plain UTF-8 comes out. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
