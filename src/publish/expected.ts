/** What GitHub's answers hold. A proxy's own page may come with status 200, too, and an answer may break off in the middle. */
import type { RawAnswer } from './retry.ts';
import { at } from './workflow-run.ts';

type Check = (data: unknown) => boolean;

const hasId: Check = data => ['number', 'bigint'].includes(typeof at(data, 'id'));

const checks: readonly (readonly [route: RegExp, check: Check])[] = [
  [/^(?:POST|PATCH) /, hasId],
  [/^GET .*\/comments$/, Array.isArray],
  [/^GET .*\/commits\/\{ref\}\/check-runs$/, data => Array.isArray(at(data, 'check_runs'))],
  [/^GET .*\/check-runs\/\{check_run_id\}$/, hasId],
  [/^GET \/user$/, data => typeof at(data, 'login') === 'string'],
];

export const isExpected = (route: string, { data }: RawAnswer): boolean => checks.find(([pattern]) => pattern.test(route))?.[1](data) ?? true;

const typeOf = ({ headers }: RawAnswer): string => String(headers['content-type'] ?? '').replace(/;.*/s, '');

/** JSON was announced and is none: what was done before the connection broke, or became too slow, nobody knows. */
export const isBroken = (answer: RawAnswer): boolean => answer.status !== 204 && typeof answer.data === 'string' && /\bjson\b/i.test(typeOf(answer));

/** "status 200, text/html" */
export function kindOf(answer: RawAnswer): string {
  const type = typeOf(answer);
  return `status ${answer.status}${isBroken(answer) ? ', and it breaks off' : type === '' ? '' : `, ${type}`}`;
}
