import { formatDuration, plural } from '../../crash/format.ts';
import { plain } from '../plain.ts';
import type { Report, ReportCrash, ReportIncident } from '../report.ts';
import { stepsShown } from '../steps.ts';
import { endOf } from '../words.ts';

/** More rows are no picture any more. */
const MOST_ROWS = 30;
const MOST_PER_INCIDENT = 8;
const MOST_STEPS = 12;

/** Steps, crashes and what took their place, as a Mermaid diagram. Null when there are fewer than two crashes: then a table says it all. */
export function mermaid(report: Report): string | null {
  const crashes = report.incidents.reduce((sum, incident) => sum + incident.crashes.length, 0);
  if (crashes < 2) return null;
  const sections: string[][] = [];
  let rows = 0;
  for (const incident of report.incidents) {
    const shown = incident.crashes.slice(0, MOST_PER_INCIDENT);
    if (rows + shown.length > MOST_ROWS) break;
    rows += shown.length;
    sections.push([`  section ${label(incident.process.name)}`, ...shown.flatMap(crash => crashRows(incident, crash))]);
  }
  if (rows === 0) return null;
  const more = crashes - rows;
  return [
    '```mermaid',
    // Room for the names on the left.
    '%%{init: {"gantt": {"leftPadding": 170}}}%%',
    'gantt',
    `  title Minutes and seconds since the watch began${more > 0 ? ` (${plural(more, 'more crash', 'more crashes')} in the report)` : ''}`,
    '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    `  axisFormat ${axis(report)}`,
    ...watchRows(report),
    ...stepRows(report),
    ...sections.flat(),
    '```',
  ].join('\n');
}

function axis({ watch }: Report): string {
  const seconds = watch.seconds ?? 0;
  return seconds > 3600 ? '%H:%M:%S' : seconds > 20 ? '%M:%S' : '%M:%S.%L';
}

/** The axis begins and ends where the watch did. */
function watchRows({ watch }: Report): string[] {
  return watch.seconds === null
    ? []
    : ['  section the watch', `  ${formatDuration(watch.seconds * 1000)} :done, ${moment(0)}, ${milliseconds(watch.seconds * 1000)}`];
}

function stepRows(report: Report): string[] {
  const steps = stepsShown(report, MOST_STEPS);
  if (steps.length === 0) return [];
  return [
    `  section ${steps[0]!.measured ? 'the job' : 'started by'}`,
    ...steps.map(({ id, fromMs, toMs }) => `  step ${label(id)} :done, ${moment(fromMs)}, ${milliseconds(toMs - fromMs)}`),
  ];
}

function crashRows(incident: ReportIncident, { atMs, replacement }: ReportCrash): string[] {
  const crash = `  ${label(endOf(incident), 60)} :crit, milestone, ${moment(atMs)}, 0ms`;
  if (replacement === null) return [crash];
  return [crash, `  replaced after ${formatDuration(replacement.afterMs)} :active, ${moment(atMs)}, ${milliseconds(replacement.afterMs)}`];
}

/** The diagram shows local times of a day that no clock changes on, so that every reader sees times since the start. */
const DAY = Date.UTC(2000, 0, 1);
const MOST_MS = 300 * 24 * 3600 * 1000;

const moment = (ms: number): string => new Date(DAY + Math.min(MOST_MS, Math.max(0, ms))).toISOString().replace('T', ' ').replace('Z', '');
const milliseconds = (ms: number): string => `${Math.min(MOST_MS, Math.max(1, Math.round(ms)))}ms`;

/** Mermaid knows no escape that holds everywhere: only letters, digits and what is no syntax of it stay. Never the start of a line, for it has keywords. */
function label(text: string, most = 26): string {
  const harmless = plain(text, most)
    .replace(/[^\p{L}\p{M}\p{N} ._/+()…-]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return harmless === '' ? '(no name)' : harmless;
}
