import { formatDuration, plural } from '../../crash/format.ts';
import { type Fact, factsOf } from '../facts.ts';
import type { ReportCrash, ReportIncident } from '../report.ts';
import { ruleForPage } from '../rule.ts';
import { endOf } from '../words.ts';
import { code, html, text } from './escape.ts';
import { marks } from './table.ts';

/** One collapsed section: all that is known about an incident. */
export function details(incident: ReportIncident): string {
  const times = incident.count === 1 ? '' : `, ${plural(incident.count, 'time')}`;
  return [
    `<details><summary>${marks[incident.level]} <code>${html(incident.process.name, 120)}</code> ${html(endOf(incident), 120)}${times}</summary>`,
    '',
    ...factsOf(incident).map(factLine),
    '',
    ...timeline(incident),
    ...accepting(incident),
    '</details>',
  ].join('\n');
}

const LONG = 500;

const factLine = ({ label, parts }: Fact): string =>
  `- **${label}**: ${parts.map(part => (typeof part === 'string' ? spaced(part) : code(part.code, LONG))).join('')}`;

/** Our own spaces at the edges stay: they stand between the parts. */
const spaced = (part: string): string => /^ */.exec(part)![0] + text(part.trim(), LONG) + (part.trim() === '' ? '' : / *$/.exec(part)![0]);

function timeline(incident: ReportIncident): string[] {
  const { crashes, count } = incident;
  const more = count - crashes.length;
  return [
    '| since the start | at (UTC) | pid | had lived | what took its place |',
    '|-:|-|-:|-:|-|',
    ...crashes.map(crashRow),
    ...(more > 0 ? [`| | | | | and ${plural(more, 'more time')} |`] : []),
    '',
  ];
}

function crashRow({ atMs, at, pid, lifetimeMs, replacement }: ReportCrash): string {
  const next =
    replacement === null ? 'nothing' : `pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}, started by ${code(replacement.by)}`;
  return `| +${formatDuration(atMs)} | ${at === null ? 'not known' : timeOf(at)} | ${pid} | ${formatDuration(lifetimeMs)} | ${next} |`;
}

/** "03:04:17.400"; the watch's line has the date. */
const timeOf = (iso: string): string => /T([\d:.]+)Z$/.exec(iso)?.[1] ?? 'not known';

function accepting(incident: ReportIncident): string[] {
  const rule = ruleForPage(incident);
  return rule === null ? [] : ['Expected? Add this to `.github/crash-gate.yml`:', '', '```yaml', rule.trimEnd(), '```', ''];
}
