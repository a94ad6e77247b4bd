/** One entry of the list → one rule, or what is wrong with it. */
import { isMap, isScalar } from 'yaml';
import { conditionsOf } from './conditions.ts';
import { type Field, fieldsOf, isTold, kindOf, startOf, type Value } from './fields.ts';
import { keyNames } from './keys.ts';
import { outcomeOf } from './outcome.ts';
import type { Problems } from './problem.ts';
import { whyImpossible } from './reach.ts';
import type { Condition, RuleSpec } from './spec.ts';
import type { KeyName } from './subject.ts';

export const EXAMPLE = 'rules: [{match: {exe: /usr/sbin/nginx, signal: SIGSEGV}, level: ignored, reason: "…"}]';

export function specOf(item: Value, at: number, problems: Problems): RuleSpec | null {
  if (isTold(item)) return null;
  if (!isMap(item)) {
    problems.add(at, `a rule is a mapping with match, level or expect, and reason, but this is ${kindOf(item)}`, `Write ${EXAMPLE}`);
    return null;
  }
  const fields = fieldsOf(item, ['match', 'level', 'expect', 'reason'], problems, misplaced);
  // What seems to be missing may only be misspelled: that is told already.
  const misspelled = fields.size < item.items.length;
  const [level, expect] = [fields.get('level'), fields.get('expect')];
  const match = misspelled && !fields.has('match') ? null : matchOf(fields.get('match'), at, problems);
  const outcome = misspelled && level === undefined && expect === undefined ? null : outcomeOf(level, expect, at, problems);
  const reason = misspelled && !fields.has('reason') ? null : reasonOf(fields.get('reason'), at, problems);
  return match === null || outcome === null || reason === null ? null : { match, outcome, reason, line: problems.lineOf(at) };
}

/** Keys of `match` that stand beside it. */
const misplaced = (name: string): string | null =>
  keyNames.includes(name as KeyName) ? `It belongs to match: write it below, with more spaces before it, or as match: {${name}: …}` : null;

function matchOf(field: Field | undefined, at: number, problems: Problems): RuleSpec['match'] | null {
  const value = field?.value ?? null;
  if (isTold(value)) return null;
  if (!isMap(value) || value.items.length === 0) {
    const kind = kindOf(value);
    const wrong =
      isMap(value) || kind === 'nothing' ? "'match' names nothing: the rule would decide everything" : `'match' is ${kind}, not a mapping`;
    problems.add(startOf(value, field?.at ?? at), wrong, 'Say what it is about, such as match: {exe: nginx}');
    return null;
  }
  const fields = fieldsOf(value, keyNames, problems);
  const found = [...fields.values()].map(one => [one.name as KeyName, conditionsOf(one, problems)] as const);
  if (fields.size < value.items.length || found.some(([, conditions]) => conditions.length === 0)) return null;
  const match = new Map<KeyName, readonly Condition[]>(found);
  const never = whyImpossible({ match });
  if (never === null) return match;
  problems.add(fields.get(never.key)!.at, `this rule never matches: ${never.wrong}`, never.fix);
  return null;
}

export const MOST_REASON = 500;

function reasonOf(field: Field | undefined, at: number, problems: Problems): string | null {
  const value = field?.value ?? null;
  if (isTold(value)) return null;
  const given = isScalar(value) && typeof value.value === 'string' ? value.value : null;
  const reason = given?.trim() ?? '';
  // Characters, not UTF-16 units: as the schema counts them.
  if (reason !== '' && [...(given ?? '')].length <= MOST_REASON) return reason;
  const wrong =
    field === undefined
      ? "the rule has no 'reason'"
      : given === null
        ? 'the reason is no text'
        : reason === ''
          ? 'the reason is empty'
          : `the reason has more than ${MOST_REASON} characters`;
  problems.add(startOf(value, field?.at ?? at), wrong, 'Write why, in a sentence for those who read the report');
  return null;
}
