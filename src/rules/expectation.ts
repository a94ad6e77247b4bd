import { formatCount, plural } from '../crash/format.ts';
import type { Decision, Expected, Rule, Written } from './rule.ts';

/**
 * met: as often as expected. open: too seldom so far, but more may come, or may have been missed: nobody can say. too-few and
 * too-many fail the gate.
 */
export type ExpectationStatus = 'met' | 'open' | 'too-few' | 'too-many';

/** What became of a user's expectation. */
export interface Expectation {
  readonly rule: Rule;
  readonly written: Written;
  readonly expected: Expected;
  /** How often it happened. */
  readonly seen: number;
  readonly status: ExpectationStatus;
}

interface Judged {
  readonly decision: Decision;
}

/** `seen`: how often each rule decided. `mayBeMissing`: more may come, or the watch was incomplete. */
export function weighExpectations(rules: readonly Rule[], seen: ReadonlyMap<Rule, number>, mayBeMissing: boolean): readonly Expectation[] {
  return rules.flatMap(rule => {
    const expected = rule.written?.expected ?? null;
    if (rule.written === undefined || expected === null) return [];
    const times = seen.get(rule) ?? 0;
    return [{ rule, written: rule.written, expected, seen: times, status: statusOf(expected, times, mayBeMissing) }];
  });
}

function statusOf({ min, max }: Expected, seen: number, mayBeMissing: boolean): ExpectationStatus {
  if (max !== null && seen > max) return 'too-many';
  if (seen >= min) return 'met';
  return mayBeMissing ? 'open' : 'too-few';
}

const tooMany = ({ rule, expected, seen }: Expectation): Rule => ({
  ...rule,
  level: 'error',
  sentence: `${rule.sentence}; expected ${timesPhrase(expected)}, ${seenPhrase(seen)}`,
});

/** Of too many, nobody knows which were meant: all of them are shown, as errors. */
export function settle<J extends Judged>(judged: readonly J[], expectations: readonly Expectation[]): readonly J[] {
  const exceeded = new Map(expectations.filter(({ status }) => status === 'too-many').map(expectation => [expectation.rule, tooMany(expectation)]));
  if (exceeded.size === 0) return judged;
  return judged.map(one => {
    const rule = exceeded.get(one.decision.rule);
    return rule === undefined ? one : { ...one, decision: { ...one.decision, rule } };
  });
}

export const isUnmet = ({ status }: Pick<Expectation, 'status'>): boolean => status === 'too-few' || status === 'too-many';

/** "1 to 3 times", "once", "at least 2 times", "at most 5 times" */
export function timesPhrase({ min, max }: Expected): string {
  if (max === null) return `at least ${often(min)}`;
  if (min === max) return often(min);
  return min === 0 ? `at most ${often(max)}` : `${formatCount(min)} to ${plural(max, 'time')}`;
}

const often = (count: number): string => (count === 1 ? 'once' : plural(count, 'time'));

/** "seen 5 times", "never seen" */
export const seenPhrase = (seen: number): string => (seen === 0 ? 'never seen' : `seen ${often(seen)}`);
