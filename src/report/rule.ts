import type { Accepting } from './accept.ts';
import type { ReportIncident } from './report.ts';

/** A rule for .github/crash-gate.yml that accepts this incident and nothing else: it is ignored, for a reason that somebody still has to write. */
export const ruleToAccept = ({ accept }: Pick<ReportIncident, 'accept'>): string => `rules:\n${acceptingEntry(accept)}`;

/** Longer than anybody pastes: a name of kilobytes. */
const LONGEST = 4000;

/** null: it is too long for a page; `crash-gate rules --suggest` prints it all the same. */
export function ruleForPage(incident: Pick<ReportIncident, 'accept'>): string | null {
  const rule = ruleToAccept(incident);
  return rule.length > LONGEST ? null : rule;
}

/** The same as one entry of the list. YAML in one block: every text is a JSON string, which YAML reads as it is and which no name can leave. */
export const acceptingEntry = (accept: Accepting): string =>
  [
    '  - match:',
    ...Object.entries(accept).map(([key, value]) => `      ${key}: ${ascii(value)}`),
    '    level: ignored',
    '    reason: "say here why this is expected"',
    '',
  ].join('\n');

/** Printable ASCII only: YAML allows no control characters, and nobody should paste what they can't see. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
