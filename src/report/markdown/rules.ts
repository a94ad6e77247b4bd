import { plural } from '../../crash/format.ts';
import type { Report } from '../report.ts';
import { acceptedOf, objectionsOf } from '../rules.ts';
import { code, text } from './escape.ts';

const MOST = 20;

/** What fails the gate and is no incident. Empty when there is nothing. */
export const objections = (report: Report): string =>
  list(objectionsOf(report).map(({ title, message, rule }) => `- ❌ **${text(title)}**: ${text(message)} (${code(rule)})`));

/** What the user's own rules took out, and why. */
export function accepted(report: Report): string {
  const lines = acceptedOf(report).map(({ what, reason, rule }) => `- ${text(what)}: ${text(reason)} (${code(rule)})`);
  return lines.length === 0 ? '' : `Accepted by rules:\n\n${list(lines)}`;
}

function list(lines: readonly string[]): string {
  const more = lines.length - MOST;
  return [...lines.slice(0, MOST), ...(more > 0 ? [`- and ${plural(more, 'more')}`] : [])].join('\n');
}
