import type { Recording } from 'bpf-linux';
import { groupStories } from './incident/group.ts';
import { tellStories } from './incident/stories.ts';
import { buildTimeline, type Timeline } from './incident/timeline.ts';
import type { Scope } from './job.ts';
import { buildReport } from './report/build.ts';
import type { Report } from './report/report.ts';
import { contextOf, type Decided, decide } from './rules/decide.ts';
import { settle, weighExpectations } from './rules/expectation.ts';
import { objectionsTo } from './rules/objection.ts';
import { noRules, type Rule, type UserRules } from './rules/rule.ts';
import { confine, scopeOf } from './rules/scope.ts';
import { createFirstMatch } from './rules/user/selection.ts';
import { judge } from './verdict/judge.ts';
import { findProblems, type Moment } from './verdict/watch.ts';

/**
 * A recording in, a report out: deaths → crashes with their causes → stories (what belongs together, what took whose place)
 * → a decision on each by the first rule that matches → incidents → the verdict. Pure and total: whatever the records hold, it returns.
 * `user`: rules of the user's own, which come before the built-in ones.
 * `moment`: after the watch, or during it, when neither the end line nor the job's end can be there yet.
 * `wanted`: what counts; null: what was asked for when the watch began.
 */
export function analyse(recording: Recording, user: UserRules = noRules, moment: Moment = 'after', wanted: Scope | null = null): Report {
  const { timeline, scope, decided } = decideAll(recording, user.rules, wanted);
  const problems = findProblems(recording, timeline.job, moment);
  const expectations = weighExpectations(user.rules, decided, moment === 'during' || problems.length > 0);
  const judged = settle(decided, expectations);
  const incidents = groupStories(judged.filter(({ decision }) => decision.rule.level !== 'ignored'));
  const ignored = judged.filter(({ decision }) => decision.rule.level === 'ignored');

  const levels = incidents.map(({ decision }) => decision.rule.level);
  const judgement = judge(levels, problems, objectionsTo(user, expectations));
  const found = { incidents, ignored, scope, user, expectations, problems, judgement };
  return buildReport({ recording, job: timeline.job, deaths: timeline.crashes.length, ...found });
}

/** As far as the decisions: who died, and which rule has the say. By time. */
export function decideAll({ records, header }: Recording, rules: readonly Rule[], wanted: Scope | null = null): Decisions {
  const timeline = buildTimeline(records, header?.machine ?? '');
  const scope = scopeOf(timeline.job, wanted ?? timeline.job?.scope ?? 'machine');
  const users = createFirstMatch(rules);
  const decided = tellStories(timeline).map(story => {
    const context = contextOf(story, timeline);
    return { story, decision: confine(decide(context, users), story, timeline, scope) };
  });
  return { timeline, scope, decided };
}

interface Decisions {
  readonly timeline: Timeline;
  readonly scope: Scope;
  readonly decided: readonly Decided[];
}
