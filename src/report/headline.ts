import { formatCount, formatDuration, plural } from '../crash/format.ts';
import { isUnmet } from '../rules/expectation.ts';
import { isElsewhere } from '../rules/scope.ts';
import type { Report, ReportIncident } from './report.ts';
import { acceptedCount, ignoredByUs } from './rules.ts';

/** What happened, in one line: "2 hidden crashes behind a passing run". */
export function headline(report: Report): string {
  switch (report.verdict) {
    case 'clean':
      return `no hidden crashes${accepted(report)}`;
    case 'inconclusive':
      return `can't say: ${report.reasons[0] ?? 'the watch was incomplete'}`;
    case 'tolerated':
      return `no errors, ${plural(occurrences(report, 'warning', 'notice'), 'warning')}${accepted(report)}`;
    case 'failed':
      return [...failure(report), ...objections(report)].join('; ');
  }
}

const accepted = (report: Report): string => {
  const count = acceptedCount(report);
  return count === 0 ? '' : `, ${formatCount(count)} accepted by rules`;
};

function objections({ rules }: Report): string[] {
  const unmet = rules.expectations.filter(isUnmet).length;
  return [...(rules.problems.length > 0 ? ["the rules can't be used"] : []), ...(unmet > 0 ? [`${plural(unmet, 'expectation')} not met`] : [])];
}

function failure(report: Report): string[] {
  const count = occurrences(report, 'error');
  return count === 0 ? [] : [crashesOf(report, count)];
}

function crashesOf(report: Report, count: number): string {
  const crashes = plural(count, 'crash', 'crashes');
  const hidden = plural(count, 'hidden crash', 'hidden crashes');
  const { command, job } = report;
  if (job !== null) return job.result === 'passed' ? `${hidden} behind a passing job` : `${crashes}${jobPhrases[job.result]}`;
  if (command?.exitCode === 0) return `${hidden} behind a passing run`;
  if (command === null) return crashes;
  if (command.exitCode !== null) return `${crashes}; the run itself failed with ${command.exitCode}`;
  return command.signal === null ? crashes : `${crashes}; the run itself was ended by ${command.signal}`;
}

const jobPhrases = { failed: '; the job itself failed', cancelled: '; the job was cancelled', unknown: '' } as const;

const occurrences = (report: Report, ...levels: readonly ReportIncident['level'][]): number =>
  report.incidents.filter(incident => levels.includes(incident.level)).reduce((sum, incident) => sum + incident.count, 0);

/** How much was watched: "47.2 s watched, 1,904 processes, nothing lost". */
export function watchLine({ watch, ignored }: Report): string {
  const time = watch.seconds === null ? 'nothing watched' : `${formatDuration(watch.seconds * 1000)} watched`;
  const processes = watch.processes === null ? [] : [plural(watch.processes, 'process', 'processes')];
  const elsewhere = ignored.filter(({ rule }) => isElsewhere(rule)).map(({ count, counted }) => `${formatCount(count)} ${counted}`);
  return [time, ...processes, ...scopePhrase(watch), ...elsewhere, lossPhrase(watch)].join(', ');
}

/** The whole machine goes without saying. */
export const scopePhrase = ({ scope }: Report['watch']): string[] => (scope === 'job' ? ["only the job's processes count"] : []);

/** "12 ends that are part of the work" */
export function ignoredPhrase(report: Report): string {
  const ignored = ignoredByUs(report);
  const total = ignored.reduce((sum, { count }) => sum + count, 0);
  const elsewhere = ignored.some(({ rule }) => isElsewhere(rule)) ? ", or not the job's" : '';
  return `${plural(total, 'end')} that ${total === 1 ? 'is' : 'are'} part of the work${elsewhere}`;
}

/** "nothing lost", "12 lost", "incomplete" */
export function lossPhrase({ complete, lost }: Report['watch']): string {
  if (complete) return 'nothing lost';
  return lost !== null && lost > 0 ? `${formatCount(lost)} lost` : 'incomplete';
}
