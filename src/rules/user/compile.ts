import type { Rule } from '../rule.ts';
import { keyNames, keys } from './keys.ts';
import { usualKeys } from './shortlist.ts';
import type { Condition, RuleSpec } from './spec.ts';
import type { Candidate, KeyName, Subject } from './subject.ts';

/** Makes a rule of what was written. `file`: as reports name it. */
export function compileRule({ match, outcome, reason, line }: RuleSpec, file: string): Rule {
  const id = `${file}:${line}`;
  const matches = compileMatch(match);
  return {
    id,
    level: outcome.kind === 'level' ? outcome.level : 'ignored',
    sentence: reason,
    counted: [`end accepted by ${id}`, `ends accepted by ${id}`],
    matches: ({ subject }) => matches(subject),
    written: {
      ...{ file, line },
      expected: outcome.kind === 'expect' ? { min: outcome.min, max: outcome.max } : null,
      keys: new Set(match.keys()),
      mayMatch: compileMatch(match, usualKeys),
    },
  };
}

type Test = (subject: Subject) => boolean;

/** All of its keys, or some of them, in the order of the table. */
export function compileMatch(match: RuleSpec['match'], names: readonly KeyName[] = keyNames): Test {
  const tests = names.flatMap(name => {
    const conditions = match.get(name);
    return conditions === undefined ? [] : [testOf(name, conditions)];
  });
  return subject => tests.every(test => test(subject));
}

function testOf(name: KeyName, conditions: readonly Condition[]): Test {
  const one = anyOf(conditions.map(condition => takes(name, condition)));
  const literals = new Set(conditions.flatMap(({ glob: { literal } }) => (literal === null ? [] : [literal])));
  // Most rules name things as they are: then a look into a set does it, however long the list.
  const plain = literals.size === conditions.length && keys[name].kind !== 'path' && keys[name].kind !== 'number';
  const accepts = plain ? (candidate: Candidate) => literals.has(candidate as string) : one;
  return subject => subject.get(name).some(accepts);
}

type Takes = (candidate: Candidate) => boolean;

const anyOf = (tests: readonly Takes[]): Takes => (tests.length === 1 ? tests[0]! : candidate => tests.some(test => test(candidate)));

/** Whether a value of this key stands for that. */
export function takes(name: KeyName, { glob, range, text }: Condition): Takes {
  switch (keys[name].kind) {
    case 'number':
      return candidate => range !== null && range[0] <= Number(candidate) && Number(candidate) <= range[1];
    case 'path':
      return hasSlash(text)
        ? candidate => typeof candidate !== 'string' && candidate.path !== null && glob.matches(candidate.path)
        : candidate => typeof candidate !== 'string' && candidate.names.some(glob.matches);
    default:
      return candidate => typeof candidate === 'string' && glob.matches(candidate);
  }
}

/** A glob for a whole path; without one it is for a name. */
export const hasSlash = (text: string): boolean => text.includes('/');
