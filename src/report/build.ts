import type { Recording } from 'bpf-linux';
import { displayName } from '../crash/name.ts';
import { endPhrase } from '../crash/sentence.ts';
import type { Incident } from '../incident/incident.ts';
import type { Story } from '../incident/story.ts';
import type { Job, Scope } from '../job.ts';
import type { Expectation } from '../rules/expectation.ts';
import { severity } from '../rules/level.ts';
import type { Decision, Rule, UserRules } from '../rules/rule.ts';
import type { Judgement } from '../verdict/judge.ts';
import type { WatchProblem } from '../verdict/verdict.ts';
import { acceptingMatches } from './accept.ts';
import { type Clock, clockOf } from './clock.ts';
import { toReportIncident } from './incident.ts';
import { REPORT_SCHEMA, type Report, type ReportCommand, type ReportIgnored, type ReportJob, type ReportWatch } from './report.ts';
import type { ReportRules } from './report-rules.ts';
import { stepsOf } from './steps.ts';

/** All that was found out, before it is put into words. */
export interface Findings {
  readonly recording: Recording;
  readonly job: Job | null;
  readonly deaths: number;
  /** Above `ignored`, by time. */
  readonly incidents: readonly { readonly incident: Incident; readonly decision: Decision }[];
  readonly ignored: readonly { readonly story: Story; readonly decision: Decision }[];
  readonly scope: Scope;
  readonly user: UserRules;
  readonly expectations: readonly Expectation[];
  readonly problems: readonly WatchProblem[];
  readonly judgement: Judgement;
}

export function buildReport(findings: Findings): Report {
  const { recording, job, judgement } = findings;
  const clock = clockOf(recording.header);
  const taken = new Set<string>();
  const worstFirst = findings.incidents.toSorted((a, b) => severity(b.decision.rule.level) - severity(a.decision.rule.level));
  const accepts = acceptingMatches(worstFirst.map(({ incident }) => incident));
  return {
    schema: REPORT_SCHEMA,
    verdict: judgement.verdict,
    reasons: judgement.reasons,
    watch: toWatch(findings, clock),
    command: job === null || job.ci !== null ? null : toCommand(job),
    job: job === null ? null : toJob(job),
    steps: stepsOf(recording.records),
    incidents: worstFirst.map((one, index) => toReportIncident({ ...one, accept: accepts[index]! }, job, clock, taken)),
    ignored: toIgnored(findings),
    rules: toRules(findings),
  };
}

function toWatch({ recording, deaths, scope, problems, job }: Findings, clock: Clock): ReportWatch {
  const { header, trailer, records } = recording;
  const last = trailer?.at ?? records.findLast(record => record.type !== 'header')?.at ?? null;
  return {
    complete: problems.length === 0,
    scope,
    kernel: header?.kernel ?? null,
    startedAt: header?.clock.startedAt ?? null,
    endedAt: last === null ? null : clock.iso(last),
    seconds: last === null ? null : last / 1e9,
    processes: trailer?.ended ?? null,
    deaths,
    lost: trailer?.lost.events ?? null,
    privilege: job?.privilege ?? null,
    hooks: header?.hooks.map(({ name, attached, why }) => ({ name, attached, why: why ?? null })) ?? [],
    problems,
  };
}

const toCommand = ({ argv, end }: Job): ReportCommand => ({ argv, exitCode: end?.exitCode ?? null, signal: end?.signal ?? null });

const toJob = ({ ci, end }: Job): ReportJob | null => (ci === null ? null : { ...ci, result: end?.result ?? 'unknown' });

const MAX_EXAMPLES = 5;

const exampleOf = ({ lead }: Story, { because }: Decision): string =>
  `${displayName(lead.death)} ${endPhrase(lead)}${because === undefined ? '' : ` (${because})`}`;

/** Counted by rule, most first. What followed from an ignored death counts with it. */
function toIgnored({ ignored }: Findings): readonly ReportIgnored[] {
  const byRule = new Map<string, { rule: Rule; count: number; examples: Set<string> }>();
  for (const { story, decision } of ignored) {
    const { rule } = decision;
    // Told with the expectation.
    if (rule.written?.expected != null) continue;
    const tally = byRule.get(rule.id) ?? { rule, count: 0, examples: new Set<string>() };
    byRule.set(rule.id, tally);
    tally.count += 1 + story.followers.length;
    if (tally.examples.size < MAX_EXAMPLES) tally.examples.add(exampleOf(story, decision));
  }
  return [...byRule.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ rule, count, examples }) => ({
      rule: rule.id,
      sentence: rule.sentence,
      counted: rule.counted[count === 1 ? 0 : 1],
      count,
      examples: [...examples],
      userRule: rule.written !== undefined,
    }));
}

const toRules = ({ user, expectations }: Findings): ReportRules => ({
  files: [...new Set([...user.rules.map(({ written }) => written?.file), ...user.problems.map(({ file }) => file)])].filter(
    file => file !== undefined,
  ),
  expectations: expectations.map(({ rule, written, expected, seen, status }) => ({
    rule: rule.id,
    ...{ file: written.file, line: written.line, reason: rule.sentence },
    ...{ min: expected.min, max: expected.max, seen, status },
  })),
  problems: user.problems,
});
