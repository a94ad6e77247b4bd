import { type Expectation, isUnmet, seenPhrase, timesPhrase } from './expectation.ts';
import type { UserRules } from './rule.ts';

/** What fails the gate although it is no incident: a rule that can't be read, an expectation that was not met. */
export function objectionsTo({ problems }: UserRules, expectations: readonly Expectation[]): readonly string[] {
  return [
    ...problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
    ...expectations
      .filter(isUnmet)
      .map(({ rule, expected, seen }) => `expected ${timesPhrase(expected)}, ${seenPhrase(seen)}: ${rule.sentence} (${rule.id})`),
  ];
}
