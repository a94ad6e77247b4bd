import type { Recording } from 'bpf-linux';
import { groupStories } from './incident/group.ts';
import { tellStories } from './incident/stories.ts';
import { buildTimeline } from './incident/timeline.ts';
import type { Scope } from './job.ts';
import { buildReport } from './report/build.ts';
import type { Report } from './report/report.ts';
import { contextOf, decide } from './rules/decide.ts';
import type { Rule } from './rules/rule.ts';
import { confine, scopeOf } from './rules/scope.ts';
import { judge } from './verdict/judge.ts';
import { findProblems, type Moment } from './verdict/watch.ts';

/**
 * A recording in, a report out: deaths → crashes with their causes → stories (what belongs together, what took whose place)
 * → a decision on each by the first rule that matches → incidents → the verdict. Pure and total: whatever the records hold, it returns.
 * `moment`: after the watch, or during it, when neither the end line nor the job's end can be there yet.
 * `wanted`: what counts; null: what was asked for when the watch began.
 */
export function analyse(recording: Recording, userRules: readonly Rule[] = [], moment: Moment = 'after', wanted: Scope | null = null): Report {
  const { records, header } = recording;

  const timeline = buildTimeline(records, header?.machine ?? '');
  const stories = tellStories(timeline);
  const scope = scopeOf(timeline.job, wanted ?? timeline.job?.scope ?? 'machine');
  const judged = stories.map(story => ({ story, decision: confine(decide(contextOf(story, timeline), userRules), story, timeline, scope) }));

  const incidents = groupStories(judged.filter(({ decision }) => decision.rule.level !== 'ignored'));
  const ignored = judged.filter(({ decision }) => decision.rule.level === 'ignored');

  const problems = findProblems(recording, timeline.job, moment);
  const levels = incidents.map(({ decision }) => decision.rule.level);
  const judgement = judge(levels, problems);
  return buildReport({ recording, job: timeline.job, deaths: timeline.crashes.length, incidents, ignored, scope, problems, judgement });
}
