import type { Rule } from '../rule.ts';
import { keyNames, keys } from './keys.ts';
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
      match,
    },
  };
}

type Test = (subject: Subject) => boolean;

/** All of its keys, in the order of the table. */
export function compileMatch(match: RuleSpec['match']): Test {
  const tests = keyNames.flatMap(name => {
    const conditions = match.get(name);
    return conditions === undefined ? [] : [testOf(name, conditions)];
  });
  return subject => tests.every(test => test(subject));
}

function testOf(name: KeyName, conditions: readonly Condition[]): Test {
  const tests = conditions.map(condition => takes(name, condition));
  return subject => subject.get(name).some(candidate => tests.some(test => test(candidate)));
}

type Takes = (candidate: Candidate) => boolean;

/** Whether a value of this key stands for that. */
export function takes(name: KeyName, { glob, range, text }: Condition): Takes {
  switch (keys[name].kind) {
    case 'number':
      return candidate => range !== null && inRange(String(candidate), range);
    case 'path':
      return hasSlash(text)
        ? candidate => typeof candidate !== 'string' && candidate.path !== null && glob.matches(candidate.path)
        : candidate => typeof candidate !== 'string' && candidate.names.some(glob.matches);
    default:
      return candidate => typeof candidate === 'string' && glob.matches(candidate);
  }
}

export const inRange = (number: string, [from, to]: readonly [number, number]): boolean => from <= Number(number) && Number(number) <= to;

/** A glob for a whole path; without one it is for a name. */
export const hasSlash = (text: string): boolean => text.includes('/');
