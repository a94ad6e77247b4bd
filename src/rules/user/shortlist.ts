import type { Rule } from '../rule.ts';
import { keyNames } from './keys.ts';
import type { KeyName, Subject } from './subject.ts';

/** Keys whose values many deaths share; command lines are nearly always new. */
export const usualKeys: readonly KeyName[] = keyNames.filter(name => name !== 'argv');

/** More different deaths than that are not worth remembering. */
const MOST_KNOWN = 10_000;

/**
 * Which rules are worth asking about a story: those whose usual keys match, in order. What is alike in these keys is asked once, so
 * that ten thousand deaths of a few programs cost little more than the programs.
 */
export function createShortlist(rules: readonly Rule[]): (subject: Subject) => readonly Rule[] {
  const asked = usualKeys.filter(name => rules.some(({ written }) => written?.keys.has(name)));
  const known = new Map<string, readonly Rule[]>();
  return subject => {
    if (rules.length === 0) return rules;
    const key = JSON.stringify(asked.map(name => subject.get(name)));
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = rules.filter(({ written }) => written === undefined || written.mayMatch(subject));
    if (known.size < MOST_KNOWN) known.set(key, found);
    return found;
  };
}
