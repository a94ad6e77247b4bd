import type { Rule } from '../rule.ts';
import { hasSlash, inRange } from './compile.ts';
import { type Bits, GlobSet, newBits, setBit } from './globset.ts';
import { keyNames, keys } from './keys.ts';
import type { Condition, RuleSpec } from './spec.ts';
import type { Candidate, KeyName, Subject } from './subject.ts';

/** The first of a user's rules that matches; null: none does. */
export type FirstMatch = (subject: Subject) => Rule | null;

/**
 * All rules are asked at once, key by key in the order of the table, with one bit for each rule, until none is left. What a value says
 * is worked out once: ten thousand deaths of a few programs cost little more than the programs, and five hundred rules little more than one.
 */
export function createFirstMatch(rules: readonly Rule[]): FirstMatch {
  const matches = rules.map(({ written }) => written?.match ?? new Map());
  const questions = keyNames.filter(name => matches.some(match => match.has(name))).map(name => ({ name, question: new Question(name, matches) }));
  const everybody = newBits(rules.length);
  for (const index of rules.keys()) setBit(everybody, index);
  return subject => {
    const left = everybody.slice();
    for (const { name, question } of questions) if (!question.narrow(subject.get(name), left)) return null;
    return rules[lowest(left)] ?? null;
  };
}

/** More different values than that, and longer ones, are not worth remembering. */
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 1000;

/** What one key says of all rules. */
class Question {
  readonly #size: number;
  /** Rules that don't ask. */
  readonly #indifferent: Bits;
  /** Of a path, or of a text that is no path. */
  readonly #whole: GlobSet;
  /** Of a name without its path. */
  readonly #named: GlobSet;
  readonly #ranges: readonly { readonly range: readonly [number, number]; readonly bit: number }[];
  readonly #known = new Map<string, Bits>();

  constructor(name: KeyName, matches: readonly RuleSpec['match'][]) {
    this.#size = matches.length;
    this.#indifferent = newBits(matches.length);
    for (const [bit, match] of matches.entries()) if (!match.has(name)) setBit(this.#indifferent, bit);
    const entries = matches.flatMap((match, bit) => (match.get(name) ?? []).map((condition: Condition) => ({ ...condition, bit })));
    const isName = ({ text }: Condition): boolean => keys[name].kind === 'path' && !hasSlash(text);
    this.#whole = new GlobSet(entries.filter(entry => entry.range === null && !isName(entry)));
    this.#named = new GlobSet(entries.filter(isName));
    this.#ranges = entries.flatMap(({ range, bit }) => (range === null ? [] : [{ range, bit }]));
  }

  /** Takes those away that don't match any of a story's values. Whether some are left. */
  narrow(values: readonly Candidate[], left: Bits): boolean {
    const answers = values.map(value => this.#answer(value));
    let any = 0;
    for (let word = 0; word < left.length; word++) {
      let matching = this.#indifferent[word]!;
      for (const answer of answers) matching |= answer[word]!;
      any |= left[word]! &= matching;
    }
    return any !== 0;
  }

  #answer(value: Candidate): Bits {
    const text = typeof value === 'string' ? value : value.key;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const answer = this.#ask(value);
    if (this.#known.size < MOST_KNOWN && text.length <= LONGEST_KNOWN) this.#known.set(text, answer);
    return answer;
  }

  #ask(value: Candidate): Bits {
    const found = newBits(this.#size);
    if (typeof value === 'string') {
      this.#whole.match(value, found);
      for (const { range, bit } of this.#ranges) if (inRange(value, range)) setBit(found, bit);
    } else {
      if (value.path !== null) this.#whole.match(value.path, found);
      for (const name of value.names) this.#named.match(name, found);
    }
    return found;
  }
}

function lowest(bits: Bits): number {
  const word = bits.findIndex(some => some !== 0);
  return word === -1 ? -1 : word * 32 + (31 - Math.clz32(bits[word]! & -bits[word]!));
}
