/** Phrases that every report uses. What processes control is in them: make them inert before printing. */
import { formatDuration, plural } from '../crash/format.ts';
import { some } from './outcome.ts';
import type { ReportContainer, ReportIncident, ReportProcess } from './report.ts';

/** The one word that says most: the signal, OOM, the exit code. */
export function labelOf({ cause }: ReportIncident): string {
  if (cause.kind === 'oom') return 'OOM';
  return 'exitCode' in cause && cause.exitCode !== null ? `exit ${cause.exitCode}` : 'signal' in cause ? cause.signal : cause.kind;
}

/** "died of SIGSEGV": the title without the name. */
export const endOf = ({ title, process }: ReportIncident): string => title.slice(process.name.length).trim();

/** "at +12.4 s and +31 s" */
export const momentsOf = ({ crashes, count }: ReportIncident): string => {
  const moments = crashes.map(({ atMs }) => `+${formatDuration(atMs)}`);
  return `at ${some(moments, count)}`;
};

/** "container web (nginx:1.27, compose shop/web)", "container 3f9c51ab22d0 (docker)", "shop.service"; null on the machine itself. */
export function placeOf({ container, unit }: ReportProcess): string | null {
  if (container === null) return unit;
  const known = knownOf(container);
  return [`container ${containerName(container)} (${known.length === 0 ? container.runtime : known.join(', ')})`, ...aroundOf(container)].join(', ');
}

/** What its owner calls it, else so much of its id as is usual. */
export const containerName = ({ name, id }: ReportContainer): string => name ?? id.slice(0, 12);

const aroundOf = ({ inside }: ReportContainer): string[] => (inside === null ? [] : [`in container ${containerName(inside)}`]);

function knownOf({ image, compose, podName, namespace }: ReportContainer): string[] {
  return [
    ...(image === null ? [] : [image]),
    ...(compose === null ? [] : [`compose ${[compose.project, ...(compose.service === null ? [] : [compose.service])].join('/')}`]),
    ...(podName === null ? [] : [`pod ${[...(namespace === null ? [] : [namespace]), podName].join('/')}`]),
  ];
}

/** "of step build", "during step test"; a step's process that died while another ran has both. */
export function stepsAround({ step, stepBy, during }: ReportIncident): readonly { readonly how: string; readonly id: string }[] {
  const own = step === null || stepBy === 'running' ? [] : [{ how: 'of step', id: step }];
  return during === null || (own.length > 0 && during === step) ? own : [...own, { how: 'during step', id: during }];
}

/** Is it mine? The step, and for what the run did not start, who did. */
export function whose(incident: ReportIncident): string[] {
  const { process } = incident;
  const parent = process.ancestors[0];
  const stranger = process.inJob === false && process.container === null && process.unit === null && parent !== undefined;
  return [
    ...stepsAround(incident).map(({ how, id }) => `${how} ${id}`),
    ...(stranger ? [`not started by the run, but by ${parent.name} (pid ${parent.pid})`] : []),
  ];
}

/** What followed; alike ends are told once: "then 6 others, each of which was asked to end with SIGQUIT by …". */
export function followed({ followers, followerCount }: ReportIncident): string {
  const alike = new Map<string, { text: string; count: number }>();
  for (const { name, how, pid } of followers) {
    const known = alike.get(how);
    if (known === undefined) alike.set(how, { text: `${name} (pid ${pid}) ${how}`, count: 1 });
    else known.count++;
  }
  const shown = [...alike].slice(0, 2);
  const more = followerCount - shown.reduce((sum, [, { count }]) => sum + count, 0);
  const texts = shown.map(([how, { text, count }]) => (count === 1 ? text : `${plural(count, 'other')}, each of which ${how}`));
  const others = more > 0 ? [`${texts.length > 0 ? 'and ' : ''}${plural(more, 'other')}`] : [];
  return `then ${[...texts, ...others].join('; ')}`;
}

/** "rule: fault (a process that dies of its own fault is always an error)" */
export const ruleLine = ({ level, rule, ruleSentence }: ReportIncident): string =>
  `rule: ${rule}${level === 'error' ? '' : `, a ${level}`} (${ruleSentence})`;
