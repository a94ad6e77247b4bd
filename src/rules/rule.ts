import type { SenderRelation } from '../incident/sender.ts';
import type { Story } from '../incident/story.ts';
import type { Supervision } from '../incident/supervision.ts';
import type { Level } from './level.ts';
import type { RuleProblem, RuleSpec } from './user/spec.ts';
import type { Subject } from './user/subject.ts';

/**
 * What decides an incident's level. Rules stand in a list; the first that matches decides. The built-in ones come last, so a
 * user's rule is one more entry in front of them.
 */
export interface Rule {
  /** Stable: reports and users' rules name it. */
  readonly id: string;
  readonly level: Level;
  /** Why, in one plain sentence for reports. */
  readonly sentence: string;
  /** What reports call those that it decided, when they are only counted: one and many. */
  readonly counted: readonly [one: string, many: string];
  readonly matches: (context: RuleContext) => boolean;
  /** Where a user has written it; absent: it is built in. */
  readonly written?: Written;
}

/** A user's rule in its file. */
export interface Written {
  /** Path from the root of the repository, or an absolute one, or INLINE. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** How often it may match; null: it gives a level. */
  readonly expected: Expected | null;
  readonly match: RuleSpec['match'];
}

export interface Expected {
  readonly min: number;
  /** null: as often as it likes. */
  readonly max: number | null;
}

/** What users have written, whole. */
export interface UserRules {
  /** In their order: the first one that matches decides. */
  readonly rules: readonly Rule[];
  /** Why there are none although there should be. */
  readonly problems: readonly RuleProblem[];
}

/** In the place of a file's name: the action's input. */
export const INLINE = 'rules-inline';

export const noRules: UserRules = { rules: [], problems: [] };

/** What a rule may ask about. */
export interface RuleContext {
  readonly story: Story;
  /** The same, as users' rules see it. */
  readonly subject: Subject;
  readonly supervision: Supervision | null;
  readonly relation: SenderRelation | null;
  /** The job was still at work for a while after the death. */
  readonly jobWentOn: boolean;
  /** An ancestor ended at about the same time: it was part of something that was over. */
  readonly endedTogether: boolean;
}

/** A rule's decision on one story. */
export interface Decision {
  readonly rule: Rule;
  /** The built-in rule that decides where users have none. What an incident is doesn't change with their rules; only its level does. */
  readonly builtin: Rule;
  /** Why the rule holds here, where its sentence doesn't say enough: "part of snapd.service". */
  readonly because?: string;
}
