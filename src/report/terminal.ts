import { formatCount, plural } from '../crash/format.ts';
import { isElsewhere } from '../rules/scope.ts';
import { headline, ignoredPhrase, watchLine } from './headline.ts';
import { inert } from './inert.ts';
import { type Paint, paintWith } from './paint.ts';
import type { Report, ReportIncident, ReportProcess } from './report.ts';
import { acceptedOf, ignoredByUs, type Objection, objectionsOf } from './rules.ts';
import { clip, columns, pad, wrap } from './text.ts';
import { followed, labelOf, momentsOf, placeOf, ruleLine, whose } from './words.ts';

export interface TerminalOptions {
  /** Use ANSI colours. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** Where the record is, for the last line; null when there is none to name. */
  readonly recordPath: string | null;
}

/** A line longer than this is hard to read, and a narrower terminal is no terminal. */
const MAX_WIDTH = 132;
const MIN_WIDTH = 40;
/** The rest is in the JSON report. */
const MAX_INCIDENTS = 10;
const MAX_OBJECTIONS = 10;
const MAX_ACCEPTED = 10;
const MAX_PROBLEMS = 5;
const INDENT = '  ';

/** The report for a person at a terminal, with a newline at the end. Nothing that a process controls reaches it raw. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const page: Page = {
    paint: paintWith(options.colour),
    width: Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, options.width || MIN_WIDTH)),
    label: labelWidth(report),
  };
  const top = topLines(report, page);
  if (report.verdict === 'clean') return `${top.join('\n')}\n`;
  const sections = [
    ...objectionsOf(report)
      .slice(0, MAX_OBJECTIONS)
      .map(objection => objectionLines(objection, page)),
    moreObjectionLines(report, page),
    ...report.incidents.slice(0, MAX_INCIDENTS).map(incident => incidentLines(incident, page)),
    moreLines(report, page),
    watchLines(report, page),
    acceptedLines(report, page),
    ignoredLines(report, page),
    recordLines(options.recordPath, page),
  ].filter(lines => lines.length > 0);
  return `${[top, ...sections].map(lines => lines.join('\n')).join('\n\n')}\n`;
}

interface Page {
  readonly paint: Paint;
  readonly width: number;
  /** Columns of the left column. */
  readonly label: number;
}

const marks = { clean: '✓', tolerated: '✓', failed: '✗', inconclusive: '!' } as const;

function topLines(report: Report, { paint, width }: Page): string[] {
  const colour = { clean: paint.green, tolerated: paint.yellow, failed: paint.red, inconclusive: paint.yellow }[report.verdict];
  const [first = '', ...rest] = wrap(inert(headline(report)), width - 14);
  const title = `${colour(marks[report.verdict])} ${paint.bold('crash-gate')}  `;
  const watched = watchLine(report);
  const room = width - 14 - columns(first);
  const fits = rest.length === 0 && room >= columns(watched) + 2;
  const side = fits ? ' '.repeat(room - columns(watched)) + paint.dim(watched) : '';
  const lines = [`${title}${paint.bold(first)}${side}`, ...rest.map(line => `${' '.repeat(14)}${paint.bold(line)}`)];
  return fits ? lines : [...lines, ...wrap(watched, width - 14).map(line => `${' '.repeat(14)}${paint.dim(line)}`)];
}

/** One section: a label on the left, the text beside it. */
function section(label: string, lines: readonly string[], page: Page, paintLabel: (text: string) => string = page.paint.dim): string[] {
  return lines.map((line, index) => `${INDENT}${index === 0 ? paintLabel(pad(label, page.label)) : ' '.repeat(page.label)}${INDENT}${line}`);
}

const textWidth = (page: Page): number => page.width - page.label - 2 * INDENT.length;

function incidentLines(incident: ReportIncident, page: Page): string[] {
  const { paint } = page;
  const width = textWidth(page);
  const text = (line: string, colour: (text: string) => string = part => part): string[] => wrap(inert(line), width).map(colour);
  const lines = [
    ...nameLines(incident, page),
    ...text(incident.explanation),
    ...text(incident.outcome),
    ...text([momentsOf(incident), ...whose(incident)].join('; ')),
    ...(incident.followerCount === 0 ? [] : text(followed(incident))),
    ...text(ruleLine(incident), paint.dim),
  ];
  return section(labelOf(incident), lines, page, incident.level === 'error' ? label => paint.bold(paint.red(label)) : paint.yellow);
}

/** What died on the left, how often on the right. */
function nameLines(incident: ReportIncident, { paint, ...page }: Page): string[] {
  const width = textWidth({ paint, ...page });
  const times = plural(incident.count, 'time');
  const name = inert(incident.process.name);
  const details = inert(`  ${whichOne(incident.process, incident.crashes[0]?.pid)}`);
  const room = width - columns(times) - 2;
  if (columns(name) + columns(details) <= room) {
    return [`${paint.bold(name)}${details}${' '.repeat(width - columns(name) - columns(details) - columns(times))}${times}`];
  }
  const first = clip(name, room);
  return [`${paint.bold(first)}${' '.repeat(width - columns(first) - columns(times))}${times}`, ...wrap(details.trim(), width)];
}

/** "(/usr/sbin/nginx, pid 812)  in container 3f9c51ab22d0 (docker)" */
function whichOne(process: ReportProcess, pid: number | undefined): string {
  const own = `(${[...(process.exe === null ? [] : [process.exe]), ...(pid === undefined ? [] : [`pid ${pid}`])].join(', ')})`;
  const place = placeOf(process);
  return place === null ? own : `${own}  in ${place}`;
}

const labelWidth = (report: Report): number => {
  const { incidents } = report;
  const own = acceptedOf(report).length > 0 ? 'accepted' : 'ignored';
  return Math.max(...[own, ...incidents.slice(0, MAX_INCIDENTS).map(labelOf)].map(columns));
};

function moreLines({ incidents }: Report, page: Page): string[] {
  const more = incidents.length - MAX_INCIDENTS;
  return more > 0 ? section('', [`and ${plural(more, 'more incident')}: --format json shows all`], page) : [];
}

/** An incomplete watch is told in full, below an error as well as by itself. */
function watchLines({ watch, verdict }: Report, page: Page): string[] {
  const problems = verdict === 'inconclusive' ? watch.problems.slice(1) : watch.problems;
  const more = problems.length - MAX_PROBLEMS;
  const texts = [...problems.slice(0, MAX_PROBLEMS).map(({ message }) => message), ...(more > 0 ? [`and ${plural(more, 'more problem')}`] : [])];
  const lines = texts.flatMap(text => wrap(inert(text), textWidth(page)));
  return lines.length === 0 ? [] : section(verdict === 'inconclusive' ? 'also' : 'missed', lines, page, page.paint.yellow);
}

function objectionLines({ title, message, rule }: Objection, page: Page): string[] {
  const { paint } = page;
  const width = textWidth(page);
  const lines = [...wrap(inert(title), width).map(paint.bold), ...wrap(inert(message), width), ...wrap(inert(`rule: ${rule}`), width).map(paint.dim)];
  return section('rules', lines, page, label => paint.bold(paint.red(label)));
}

function moreObjectionLines(report: Report, page: Page): string[] {
  const more = objectionsOf(report).length - MAX_OBJECTIONS;
  return more > 0 ? section('', [`and ${plural(more, 'more')}: --format json shows all`], page) : [];
}

/** What the user's own rules took out, and why. */
function acceptedLines(report: Report, page: Page): string[] {
  const accepted = acceptedOf(report);
  const more = accepted.length - MAX_ACCEPTED;
  const texts = accepted.slice(0, MAX_ACCEPTED).map(({ what, reason, rule }) => `${what}: ${reason} (${rule})`);
  const lines = [...texts, ...(more > 0 ? [`and by ${plural(more, 'more rule')}`] : [])].flatMap(text => wrap(inert(text), textWidth(page)));
  return lines.length === 0 ? [] : section('accepted', lines, page);
}

function ignoredLines(report: Report, page: Page): string[] {
  const ignored = ignoredByUs(report);
  if (ignored.length === 0) return [];
  const parts = ignored.map(({ count, counted }) => `${formatCount(count)} ${counted}`).join(', ');
  // What would have counted is named.
  const examples = ignored.filter(({ rule }) => isElsewhere(rule)).flatMap(rule => rule.examples);
  return section(
    'ignored',
    [`${ignoredPhrase(report)}: ${parts}`, ...examples].flatMap(line => wrap(inert(line), textWidth(page))),
    page,
  );
}

function recordLines(path: string | null, page: Page): string[] {
  if (path === null) return [];
  const shown = inert(path);
  // A path is never broken: it is there to be copied.
  const hint = 'judge it again: crash-gate report FILE';
  const fits = columns(shown) + 6 + columns(hint) <= textWidth(page);
  return section('record', fits ? [`${shown}      ${page.paint.dim(hint)}`] : [shown, page.paint.dim(hint)], page);
}
