import type { Recording } from 'bpf-linux';
import { Chapters } from './chapters.ts';
import { Groups } from './incident/group.ts';
import { tellStories } from './incident/stories.ts';
import type { Story } from './incident/story.ts';
import { buildTimeline } from './incident/timeline.ts';
import { findJob, type Job, type Scope } from './job.ts';
import { buildReport } from './report/build.ts';
import { Ignored } from './report/ignored.ts';
import type { Report } from './report/report.ts';
import { StepsOfDeaths, stepsSeen } from './report/steps.ts';
import { contextOf, type Decided, decide } from './rules/decide.ts';
import { settle, weighExpectations } from './rules/expectation.ts';
import { objectionsTo } from './rules/objection.ts';
import { type Decision, noRules, type Rule, type UserRules } from './rules/rule.ts';
import { confine, scopeOf } from './rules/scope.ts';
import { createFirstMatch } from './rules/user/selection.ts';
import { judge } from './verdict/judge.ts';
import { findProblems, lastWord, type Moment } from './verdict/watch.ts';

/**
 * A recording in, a report out: deaths → crashes with their causes → stories (what belongs together, what took whose place)
 * → a decision on each by the first rule that matches → incidents → the verdict. Pure and total: whatever the records hold, it returns.
 * `user`: rules of the user's own, which come before the built-in ones.
 * `moment`: after the watch, or during it, when neither the end line nor the job's end can be there yet.
 * `wanted`: what counts; null: what was asked for when the watch began.
 */
export function analyse(recording: Recording, user: UserRules = noRules, moment: Moment = 'after', wanted: Scope | null = null): Report {
  const job = jobOf(recording);
  const tally = new Tally();
  for (const { story, decision } of decideAll(recording, user.rules, wanted)) tally.add(story, decision);
  const problems = findProblems(recording, job, moment, recording.long === undefined ? undefined : tally.deaths);
  const expectations = weighExpectations(user.rules, tally.decided, moment === 'during' || problems.length > 0);
  const incidents = settle(tally.groups.incidents(), expectations).filter(({ decision }) => decision.rule.level !== 'ignored');

  const levels = incidents.map(({ decision }) => decision.rule.level);
  const judgement = judge(levels, problems, objectionsTo(user, expectations));
  const steps = stepsSeen(recording.records, lastWord(recording) ?? 0);
  const told = { deaths: tally.deaths, ignored: tally.ignored.list(), steps: steps.length > 0 ? steps : tally.steps.list() };
  return buildReport({
    recording,
    job,
    scope: scopeOf(job, wanted ?? job?.scope ?? 'machine'),
    ...told,
    incidents,
    user,
    expectations,
    problems,
    judgement,
  });
}

/** Who died, and which rule has the say. By time, as far as a long recording's chapters allow. */
export function* decideAll(recording: Recording, rules: readonly Rule[], wanted: Scope | null = null): Generator<Decided> {
  const users = createFirstMatch(rules);
  const chapters = new Chapters(recording);
  for (const { records, until } of chapters) {
    const timeline = chapters.recall(buildTimeline(records, recording.header?.machine ?? ''));
    const scope = scopeOf(timeline.job, wanted ?? timeline.job?.scope ?? 'machine');
    for (const story of chapters.untold(tellStories(timeline), until)) {
      const context = contextOf(story, timeline);
      yield { story, context, decision: confine(decide(context, users), story, timeline, scope) };
    }
  }
}

/** What the stories come to, one after the other: nothing in here grows with their number. */
class Tally {
  deaths = 0;
  /** How often each rule decided. */
  readonly decided = new Map<Rule, number>();
  /** All that counts, and what a user expects, which may turn out to be too much. */
  readonly groups = new Groups<Decision>();
  readonly ignored = new Ignored();
  readonly steps = new StepsOfDeaths();

  add(story: Story, decision: Decision): void {
    const { rule } = decision;
    this.deaths += 1 + story.followers.length;
    this.decided.set(rule, (this.decided.get(rule) ?? 0) + 1);
    for (const { death } of [story.lead, ...story.followers]) this.steps.add(death);
    if (rule.level === 'ignored' && rule.written?.expected == null) this.ignored.add(story, decision);
    else this.groups.add(story, decision);
  }
}

/** The notes of a recording are in the order in which they were left, but for those of the same moment. */
const jobOf = ({ records }: Recording): Job | null => findJob(records.filter(record => record.type === 'note').sort((a, b) => a.at - b.at));
