import type { SenderRelation } from '../incident/sender.ts';
import type { Story } from '../incident/story.ts';
import type { Supervision } from '../incident/supervision.ts';
import type { Level } from './level.ts';

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
}

/** What a rule may ask about. */
export interface RuleContext {
  readonly story: Story;
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
  /** Why the rule holds here, where its sentence doesn't say enough: "part of snapd.service". */
  readonly because?: string;
}
