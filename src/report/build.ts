import type { Header, Layer, Recording } from 'bpf-linux';
import type { Incident } from '../incident/incident.ts';
import type { Job, Scope } from '../job.ts';
import type { Expectation } from '../rules/expectation.ts';
import { severity } from '../rules/level.ts';
import type { Decision, UserRules } from '../rules/rule.ts';
import type { Judgement } from '../verdict/judge.ts';
import type { WatchProblem } from '../verdict/verdict.ts';
import { lastWord } from '../verdict/watch.ts';
import { acceptingMatches } from './accept.ts';
import { type Clock, clockOf } from './clock.ts';
import { toReportIncident } from './incident.ts';
import { REPORT_SCHEMA, type Report, type ReportCommand, type ReportIgnored, type ReportJob, type ReportStep, type ReportWatch } from './report.ts';
import type { ReportRules } from './report-rules.ts';

/** All that was found out, before it is put into words. */
export interface Findings {
  readonly recording: Recording;
  readonly job: Job | null;
  readonly deaths: number;
  /** Above `ignored`, by time. */
  readonly incidents: readonly { readonly incident: Incident; readonly decision: Decision }[];
  readonly ignored: readonly ReportIgnored[];
  readonly steps: readonly ReportStep[];
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
    steps: findings.steps,
    incidents: worstFirst.map((one, index) => toReportIncident({ ...one, accept: accepts[index]! }, job, clock, taken, unknownTo(recording.header))),
    ignored: findings.ignored,
    rules: toRules(findings),
  };
}

function toWatch({ recording, deaths, scope, problems, job }: Findings, clock: Clock): ReportWatch {
  const { header, trailer } = recording;
  const last = trailer?.at ?? lastWord(recording);
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
    ...layerOf(header),
    hooks: header?.hooks.map(({ name, attached, why }) => ({ name, attached, why: why ?? null })) ?? [],
    problems,
  };
}

const unknownTo = (header: Header | null): Layer['unknown'] => header?.layer?.unknown ?? {};

function layerOf(header: Header | null): Pick<ReportWatch, 'layer'> {
  const { name, why, unknown } = header?.layer ?? { name: '', unknown: {} };
  return Object.keys(unknown).length === 0 ? {} : { layer: { name, why: why ?? null, unknown } };
}

const toCommand = ({ argv, end }: Job): ReportCommand => ({ argv, exitCode: end?.exitCode ?? null, signal: end?.signal ?? null });

const toJob = ({ ci, end }: Job): ReportJob | null => (ci === null ? null : { ...ci, result: end?.result ?? 'unknown' });

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
