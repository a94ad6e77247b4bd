/** What became of the user's rules, in words for every report. What others control is in them: make it inert before printing. */
import { createHash } from 'node:crypto';
import { plural } from '../crash/format.ts';
import { isUnmet, seenPhrase, timesPhrase } from '../rules/expectation.ts';
import { INLINE } from '../rules/rule.ts';
import type { Report } from './report.ts';
import type { ReportExpectation } from './report-rules.ts';

/** Fails the gate and is no incident: an expectation that was not met, or what is wrong with the rules themselves. */
export interface Objection {
  /** The same in every run. */
  readonly id: string;
  /** "Expected 1 to 3 times, never seen" */
  readonly title: string;
  /** One or two plain sentences. */
  readonly message: string;
  /** ".github/crash-gate.yml:4" */
  readonly rule: string;
  readonly file: string;
  readonly line: number;
}

/** Only then can it be annotated. */
export const isInRepository = (file: string): boolean => file !== INLINE && !file.startsWith('/');

export function objectionsOf({ rules }: Report): readonly Objection[] {
  const problems = rules.problems.map(({ file, line, column, message, fix }) => ({
    title: `The rules can't be used: ${message}`,
    message: fix,
    ...{ rule: `${file}:${line}:${column}`, file, line },
  }));
  const unmet = rules.expectations.filter(isUnmet).map(expectation => {
    const { rule, file, line, reason } = expectation;
    return { title: expectedPhrase(expectation), message: reason, rule, file, line };
  });
  return [...problems, ...unmet].map(objection => ({ ...objection, id: idOf(`${objection.title} ${objection.message}`) }));
}

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** "Expected 1 to 3 times, never seen" */
export const expectedPhrase = (expectation: ReportExpectation): string => `Expected ${timesPhrase(expectation)}, ${seenPhrase(expectation.seen)}`;

/** What the user's rules took out of the report. */
export interface Accepted {
  /** "2 ends", "expected 1 to 3 times, seen twice" */
  readonly what: string;
  readonly reason: string;
  readonly rule: string;
}

export function acceptedOf({ rules, ignored }: Report): readonly Accepted[] {
  const open = (expectation: ReportExpectation): string => (expectation.status === 'open' ? ' so far' : '');
  return [
    ...rules.expectations
      .filter(expectation => !isUnmet(expectation))
      .map(expectation => ({
        what: `${expectedPhrase(expectation).toLowerCase()}${open(expectation)}`,
        reason: expectation.reason,
        rule: expectation.rule,
      })),
    ...ignored.filter(({ userRule }) => userRule).map(({ count, sentence, rule }) => ({ what: plural(count, 'end'), reason: sentence, rule })),
  ];
}

/** What the built-in rules count for nothing. */
export const ignoredByUs = ({ ignored }: Pick<Report, 'ignored'>): Report['ignored'] => ignored.filter(({ userRule }) => !userRule);

/** How many ends the user's rules accept. */
export const acceptedCount = ({ rules, ignored }: Report): number =>
  rules.expectations.reduce((sum, { seen, status }) => sum + (status === 'too-many' ? 0 : seen), 0) +
  ignored.reduce((sum, { count, userRule }) => sum + (userRule ? count : 0), 0);
