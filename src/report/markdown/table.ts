import { formatCount, formatDuration } from '../../crash/format.ts';
import type { Level } from '../../rules/level.ts';
import { response, some } from '../outcome.ts';
import type { ReportIncident } from '../report.ts';
import { containerName, labelOf, stepsAround } from '../words.ts';
import { code, text } from './escape.ts';

export const TABLE_HEAD = '| | what died | why | where | times | replaced by |\n|-|-|-|-|-:|-|';

export const marks: Readonly<Record<Level, string>> = { error: '❌', warning: '⚠️', notice: 'ℹ️', ignored: '' };

export function tableRow(incident: ReportIncident): string {
  const cells = [
    marks[incident.level] ?? '',
    code(incident.process.name),
    `**${text(labelOf(incident), 30)}**: ${text(incident.explanation, 200)}`,
    where(incident),
    formatCount(incident.count),
    replacedBy(incident),
  ];
  return `| ${cells.join(' | ')} |`;
}

function where(incident: ReportIncident): string {
  const { container, unit, inJob, ancestors } = incident.process;
  const parent = ancestors[0];
  const place = container !== null ? `container ${code(containerName(container))}` : unit !== null ? code(unit) : null;
  const steps = stepsAround(incident).map(({ how, id }) => `${how} ${code(id)}`);
  const stranger = place === null && steps.length === 0 && inJob === false && parent !== undefined ? `below ${code(parent.name)}` : null;
  const places = [place, ...steps, stranger].filter(part => part !== null);
  return places.length === 0 ? (inJob === true ? 'the job' : 'this machine') : places.join(', ');
}

function replacedBy({ replacements, swallowers, count }: ReportIncident): string {
  const [first] = replacements;
  const [swallower] = swallowers;
  if (first === undefined) return swallower === undefined ? 'nothing' : `nothing; ${code(swallower.name)} ${response(swallower)}`;
  const delays = replacements.map(({ afterMs }) => formatDuration(afterMs));
  return `${code(first.by.replace(/ \(pid \d+\)$/, ''))} after ${some(delays, count, 2)}`;
}
