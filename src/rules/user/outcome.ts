/** What a rule does with what it matches: a level, or an expectation. */
import { isMap, isScalar } from 'yaml';
import type { Level } from '../level.ts';
import { type Field, fieldsOf, hint, isPlainNumber, isTold, kindOf, startOf } from './fields.ts';
import type { Problems } from './problem.ts';
import type { Outcome } from './spec.ts';

export const levels: readonly Level[] = ['ignored', 'notice', 'warning', 'error'];

export function outcomeOf(level: Field | undefined, expect: Field | undefined, at: number, problems: Problems): Outcome | null {
  if ((level === undefined) === (expect === undefined)) {
    const message = level === undefined ? "the rule has neither 'level' nor 'expect'" : "the rule has both 'level' and 'expect'";
    problems.add(expect?.at ?? at, message, `Write one of them: level: ${levels.join(' | ')}, or expect: {min: 1, max: 3}`);
    return null;
  }
  return level === undefined ? expectationOf(expect!, problems) : levelOf(level, problems);
}

function levelOf({ at, value }: Field, problems: Problems): Outcome | null {
  if (isTold(value)) return null;
  const given = isScalar(value) ? value.value : null;
  const level = levels.find(known => known === given);
  if (level !== undefined) return { kind: 'level', level };
  const shown = typeof given === 'string' ? `'${given}'` : kindOf(value);
  const near = typeof given === 'string' ? hint(given, levels) : null;
  problems.add(startOf(value, at), `a level is never ${shown}`, near ?? `Write one of ${levels.join(', ')}`);
  return null;
}

/** How often something may be said to happen. */
export const MOST_TIMES = 1_000_000;

function expectationOf({ at, value }: Field, problems: Problems): Outcome | null {
  if (isTold(value)) return null;
  if (!isMap(value) || value.items.length === 0) {
    problems.add(startOf(value, at), `'expect' is ${isMap(value) ? 'empty' : kindOf(value)}`, 'Write how often: expect: {min: 1, max: 3}');
    return null;
  }
  const fields = fieldsOf(value, ['min', 'max'], problems);
  const [min, max] = [fields.get('min'), fields.get('max')].map(field => (field === undefined ? undefined : timesOf(field, problems)));
  if (min === null || max === null || fields.size === 0) return null;
  const [least, most] = [min ?? 0, max ?? null];
  if (most !== null && least > most) problems.add(at, `min ${least} is more than max ${most}`, `Write expect: {min: ${most}, max: ${least}}`);
  else if (least === 0 && most === null) problems.add(at, 'anything happens at least 0 times', 'Write level: ignored, or a min of 1');
  else return { kind: 'expect', min: least, max: most };
  return null;
}

function timesOf({ name, at, value }: Field, problems: Problems): number | null {
  if (isTold(value)) return null;
  const given = isScalar(value) ? value.value : null;
  if (!isPlainNumber(value, problems, at)) return null;
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= MOST_TIMES) return given;
  problems.add(
    startOf(value, at),
    `'${name}' is how often something happens, and not ${isScalar(value) && typeof given === 'number' ? value.source : kindOf(value)}`,
    `Write a whole number from 0 to ${MOST_TIMES}`,
  );
  return null;
}
