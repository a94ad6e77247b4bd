import type { Level } from '../level.ts';
import type { Expected } from '../rule.ts';
import type { Glob } from './glob.ts';
import type { KeyName } from './subject.ts';

/** One rule as it was written, with every value checked by itself. */
export interface RuleSpec {
  readonly match: ReadonlyMap<KeyName, readonly Condition[]>;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly line: number;
}

/** One of a key's values: any of them will do. */
export interface Condition {
  /** As it was written. */
  readonly text: string;
  readonly glob: Glob;
  /** From and to, for numbers. */
  readonly range: readonly [number, number] | null;
}

export type Outcome = { readonly kind: 'level'; readonly level: Level } | ({ readonly kind: 'expect' } & Expected);

/** What is wrong with a rules file, and where. */
export interface RuleProblem {
  /** As the user knows it: ".github/crash-gate.yml". */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** What is wrong, as a plain sentence without a full stop. */
  readonly message: string;
  /** What to write instead, as another one. */
  readonly fix: string;
}
