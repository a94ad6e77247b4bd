import { listed, plural } from '../../crash/format.ts';
import { headline, watchLine } from '../headline.ts';
import type { Report } from '../report.ts';
import { details } from './details.ts';
import { text } from './escape.ts';
import { ignored, missed, watched } from './foot.ts';
import { choose, type Section } from './room.ts';
import { accepted, objections } from './rules.ts';
import { TABLE_HEAD, tableRow } from './table.ts';
import { mermaid } from './timeline.ts';

export interface Limits {
  /** Of UTF-8. */
  readonly bytes: number;
  /** Where the whole report is, as the end of "… is in": Markdown. Default: the JSON report. */
  readonly fullReport?: string;
}

/** Which sections there are; whether they fit is another question. */
export interface Contents {
  /** At most so many rows in the table. */
  readonly rows: number;
  readonly timeline: boolean;
  readonly ignored: boolean;
}

const marks = { clean: '✅', tolerated: '⚠️', failed: '❌', inconclusive: '⚠️' } as const;
/** For the line that says what was left out. */
const NOTE_BYTES = 1000;

/** A report in GitHub's Markdown, within the limit: whole sections are left out, and then it says so. */
export function compose(report: Report, contents: Contents, limits: Limits): string {
  const top = `${marks[report.verdict]} Crash Gate: ${text(headline(report))}`;
  if (report.verdict === 'clean') return `${top} (${text(watchLine(report))})\n`;
  const title = `### ${top}`;
  const foot = watched(report);
  const room = limits.bytes - Buffer.byteLength(title) - Buffer.byteLength(foot) - NOTE_BYTES;
  const { texts, dropped } = choose(sectionsOf(report, contents, room), room);
  return `${[title, ...texts, foot, ...leftOut(dropped, limits)].join('\n\n')}\n`;
}

function sectionsOf(report: Report, contents: Contents, room: number): readonly Section[] {
  const optional: readonly (Section | null)[] = [
    section(objections(report), 1, 'what is wrong with the rules'),
    section(missed(report), 1, 'the reasons why the watch was incomplete'),
    section(table(report, contents.rows, room / 2), 2, 'the table'),
    ...report.incidents.map((incident): Section => ({ render: () => details(incident), rank: 3, name: ['the details of 1 incident', 'incidents'] })),
    contents.timeline ? section(mermaid(report) ?? '', 4, 'the timeline') : null,
    section(accepted(report), 5, 'what the rules accept'),
    contents.ignored ? section(ignored(report), 5, 'what was ignored') : null,
  ];
  return optional.filter(part => part !== null);
}

const section = (content: string, rank: number, name: string): Section | null =>
  content === '' ? null : { render: () => content, rank, name: [name, name] };

/** As many rows as fit. */
function table({ incidents }: Report, most: number, bytes: number): string {
  if (incidents.length === 0) return '';
  const rows: string[] = [];
  let room = bytes - TABLE_HEAD.length - 100;
  for (const incident of incidents.slice(0, most)) {
    const row = tableRow(incident);
    room -= Buffer.byteLength(row) + 1;
    if (room < 0) break;
    rows.push(row);
  }
  const more = incidents.length - rows.length;
  return [TABLE_HEAD, ...rows, ...(more > 0 ? [`| | and ${plural(more, 'more incident')} | | | | |`] : [])].join('\n');
}

function leftOut(dropped: readonly Section[], { fullReport = 'the JSON report' }: Limits): string[] {
  if (dropped.length === 0) return [];
  const names = [...new Set(dropped.map(({ name }) => name[0]))].map(name => {
    const alike = dropped.filter(other => other.name[0] === name);
    return alike.length === 1 ? name : `the details of ${plural(alike.length, 'incident', alike[0]!.name[1])}`;
  });
  return [`Left out, because this page has a size limit: ${listed(names)}. All of it is in ${fullReport}.`];
}
