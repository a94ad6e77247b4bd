import type { Crash } from '../crash/crash.ts';
import { processKey } from '../crash/name.ts';
import { relationOf } from '../incident/sender.ts';
import type { Story } from '../incident/story.ts';
import { supervisionOf } from '../incident/supervision.ts';
import type { Timeline } from '../incident/timeline.ts';
import { builtinRules } from './builtin.ts';
import { isProof } from './deliberate.ts';
import type { Decision, RuleContext } from './rule.ts';
import type { FirstMatch } from './user/selection.ts';
import { Subject } from './user/subject.ts';

/** An end this close to the job's own, or to that of an ancestor, belongs to it. */
const TOGETHER = 2e9;

/** A story and who decided on it. */
export interface Decided {
  readonly story: Story;
  readonly context: RuleContext;
  readonly decision: Decision;
}

/** The first rule that matches decides; the last built-in one matches everything. The tracer's own proof is no user's business. */
export function decide(context: RuleContext, users: FirstMatch = () => null): Decision {
  const own = isProof(context.story.lead) ? null : users(context.subject);
  const builtin = builtinRules.find(candidate => candidate.matches(context)) ?? builtinRules.at(-1)!;
  return { rule: own ?? builtin, builtin };
}

export function contextOf(story: Story, timeline: Timeline): RuleContext {
  const { lead } = story;
  return {
    story,
    subject: new Subject(story),
    supervision: supervisionOf(lead),
    relation: relationOf(lead, timeline.job),
    jobWentOn: jobWentOn(lead, timeline),
    endedTogether: endedTogether(lead, timeline),
  };
}

/** Without a job nobody knows; then what stayed down is worth a warning. */
function jobWentOn({ death }: Crash, { job }: Timeline): boolean {
  const end = job?.end ?? null;
  return end === null || death.at < end.at - TOGETHER;
}

function endedTogether({ death }: Crash, { byKey, goodEnds }: Timeline): boolean {
  return death.ancestors.some(ancestor => {
    const key = processKey(ancestor);
    const end = byKey.get(key)?.death.at ?? goodEnds.get(key);
    return end !== undefined && Math.abs(end - death.at) <= TOGETHER;
  });
}
