import type { Report } from './report.ts';

/** The report as scripts read it. */
export const renderJson = (report: Report): string => toJson(report);

/**
 * JSON for scripts, with a newline at the end, which is harmless to whoever looks at it: what a terminal would act on, what reorders or hides
 * text, and what GitHub's runner takes for a command are spelled as \uXXXX, and mean the same. JSON.stringify does so itself with C0 and
 * with lone surrogates: plain UTF-8 comes out.
 */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2).replace(acting, spell)}\n`;

/** Control, format and other characters that show nothing, as in inert.ts, but for the newlines of the JSON itself. */
const acting = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|#(?=#\[)/gu;

const spell = (found: string): string =>
  found
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
