import { formatCount, formatDuration, plural } from '../../crash/format.ts';
import { ignoredPhrase, lossPhrase, scopePhrase } from '../headline.ts';
import type { Report, ReportIgnored } from '../report.ts';
import { ignoredByUs } from '../rules.ts';
import { code, html, text } from './escape.ts';

const MOST_PROBLEMS = 20;

/** Why nobody can say that nothing else died. Empty when the watch was complete. */
export function missed({ watch }: Report): string {
  if (watch.complete) return '';
  const more = watch.problems.length - MOST_PROBLEMS;
  return [
    '**The watch was incomplete**, so there may be more:',
    '',
    ...watch.problems.slice(0, MOST_PROBLEMS).map(({ message }) => `- ⚠️ ${text(message)}`),
    ...(more > 0 ? [`- and ${plural(more, 'more problem')}`] : []),
  ].join('\n');
}

/** How much was watched, and how. */
export function watched({ watch }: Report): string {
  if (watch.seconds === null) return 'Nothing was watched.';
  const kernel = watch.kernel === null ? '' : ` on Linux ${code(watch.kernel, 60)}`;
  const hooks = watch.hooks.filter(({ attached }) => attached).length;
  const ended = watch.processes === null ? '' : `${plural(watch.processes, 'process', 'processes')} ended, `;
  const lost = [...scopePhrase(watch), lossPhrase(watch)].join('; ');
  const from = watch.startedAt === null ? '' : ` from ${text(watch.startedAt, 30)}`;
  return `Watched${from} for ${formatDuration(watch.seconds * 1000)}${kernel} with ${plural(hooks, 'kernel hook')}: ${ended}${formatCount(watch.deaths)} of them abnormally; ${lost}.`;
}

/** What counts for nothing, and why: one collapsed line for each rule. */
export function ignored(report: Report): string {
  const rules = ignoredByUs(report);
  if (rules.length === 0) return '';
  return [`${ignoredPhrase(report)}:`, '', ...rules.map(ignoredRule)].join('\n');
}

function ignoredRule({ rule, sentence, counted, count, examples }: ReportIgnored): string {
  const named = examples.map(example => code(example)).join(', ');
  return [
    `<details><summary>${formatCount(count)} ${html(counted, 120)}: ${html(sentence)}</summary>`,
    '',
    `The rule is ${code(rule)}${named === '' ? '' : `; for example: ${named}`}.`,
    '',
    '</details>',
  ].join('\n');
}
