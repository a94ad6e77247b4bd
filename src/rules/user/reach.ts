/** Rules that can never decide anything: because nothing is like that, or because an earlier rule takes it all. */
import { hasSlash } from './compile.ts';
import { causeKinds, codesOf, hasKey, keys, signalsOf } from './keys.ts';
import type { Condition, RuleSpec } from './spec.ts';
import type { KeyName } from './subject.ts';

/** Why no process ever ends like that; null: one may. Single values are known to be possible by themselves. */
export function whyImpossible({ match }: Pick<RuleSpec, 'match'>): { readonly key: KeyName; readonly wrong: string; readonly fix: string } | null {
  const wanted = match.get('cause')?.map(({ text }) => text) ?? null;
  const kinds = causeKinds.filter(kind => wanted === null || wanted.includes(kind));
  for (const key of ['signal', 'code', 'exit-code', 'sender'] as const) {
    if (!match.has(key) || kinds.some(kind => hasKey(kind, key))) continue;
    const having = causeKinds.filter(kind => hasKey(kind, key));
    return {
      key,
      wrong: `an end with the cause ${kinds.join(' or ')} has no ${key}`,
      fix: `Leave one of them out; ${key} goes with the cause ${having.join(', ')}`,
    };
  }
  const both = (['signal', 'code', 'exit-code', 'sender'] as const).filter(key => match.has(key));
  const possible = kinds.filter(kind => both.every(key => hasKey(kind, key)));
  if (possible.length === 0) return { key: both.at(-1)!, wrong: `no end has both ${both.join(' and ')}`, fix: 'Leave one of them out' };
  const signals = match.get('signal');
  if (signals === undefined && !match.has('code')) return null;
  const mayBe = [...new Set(possible.flatMap(signalsOf))];
  const named = mayBe.filter(signal => signals === undefined || signals.some(({ glob }) => glob.matches(signal)));
  if (named.length === 0) {
    const other = both.filter(key => key !== 'signal').join(' and ');
    const what = wanted === null ? `an end with ${other}` : `the cause ${possible.join(' or ')}`;
    return { key: 'signal', wrong: `${what} never comes with that signal`, fix: `It comes with ${listed(mayBe)}` };
  }
  const codes = match.get('code');
  const known = codesOf(named);
  if (codes === undefined || codes.some(({ glob, text }) => text.startsWith(keys.code.others!) || known.some(glob.matches))) return null;
  return { key: 'code', wrong: `${listed(named)} never comes with that code`, fix: `It comes with ${known.join(', ')}` };
}

const listed = (signals: readonly string[]): string => (signals.length === keys.signal.values?.length ? 'any signal' : signals.join(', '));

/** The first of the earlier rules that matches all that this one does; null: none is known to. */
export function whoTakesAll(rule: RuleSpec, earlier: readonly RuleSpec[]): RuleSpec | null {
  return earlier.find(other => [...other.match].every(([key, conditions]) => coversAll(key, conditions, rule.match.get(key)))) ?? null;
}

function coversAll(key: KeyName, wider: readonly Condition[], narrower: readonly Condition[] | undefined): boolean {
  if (narrower === undefined) return everyEndHas.includes(key) && isAnything(key, wider);
  return narrower.every(condition => wider.some(other => covers(key, other, condition)));
}

const everyEndHas: readonly KeyName[] = ['cause', 'masked', 'comm', 'signature'];

const isAnything = (key: KeyName, conditions: readonly Condition[]): boolean =>
  keys[key].values?.every(value => conditions.some(({ glob }) => glob.matches(value))) ?? conditions.some(({ text }) => /^\*+$/.test(text));

function covers(key: KeyName, wide: Condition, narrow: Condition): boolean {
  if (wide.range !== null && narrow.range !== null) return wide.range[0] <= narrow.range[0] && narrow.range[1] <= wide.range[1];
  if (wide.text === narrow.text) return true;
  const text = narrow.glob.literal;
  if (text === null) return keys[key].kind !== 'path' || hasSlash(wide.text) === hasSlash(narrow.text) ? coversGlob(wide, narrow) : false;
  if (keys[key].kind !== 'path' || hasSlash(wide.text) === hasSlash(narrow.text)) return wide.glob.matches(text);
  // "nginx" takes /usr/sbin/nginx; the other way round, the name may lie elsewhere.
  return hasSlash(narrow.text) && wide.glob.matches(text.slice(text.lastIndexOf('/') + 1));
}

/** In no name that anybody has, and one character, as ? is. */
const NOWHERE = '\uffff';
const MOST_STARS = 4;

/**
 * Whether a glob takes all that another one takes: it does when it takes what the other's stars may stand for, each nothing or more than
 * the first can hold without a star of its own. Sets are left out; then nothing is known.
 */
function coversGlob(wide: Condition, narrow: Condition): boolean {
  const parts = narrow.text.replaceAll('?', NOWHERE).split(/\*+/);
  if (/[[\\]/.test(wide.text + narrow.text) || wide.text.includes(NOWHERE) || parts.length > MOST_STARS + 1) return false;
  const long = NOWHERE.repeat(wide.text.length + 1);
  const stars = parts.length - 1;
  return Array.from({ length: 2 ** stars }, (_, choice) =>
    parts.reduce((text, part, index) => text + ((choice >> (index - 1)) & 1 ? long : '') + part),
  ).every(text => wide.glob.matches(text));
}
