import type { Cause, FaultCause } from './cause.ts';
import type { Crash } from './crash.ts';
import { exeName, scriptOf } from './name.ts';

/**
 * What makes two crashes the same in every run: cause, signal, code, program, and where it ran. No pids, addresses, container
 * ids or temporary paths.
 */
export function signatureOf({ death, cause, place }: Crash): string {
  const script = scriptOf(death);
  const program = [lasting(death.exe ?? death.comm), ...(script === null ? [] : [lasting(script)])].join(' ');
  const where = place.container !== null ? 'in a container' : place.unit !== null ? `in ${numberless(place.unit)}` : null;
  return [...causeParts(cause), program || exeName(death), ...(death.forkOnly ? ['forked'] : []), ...(where === null ? [] : [where])].join(' | ');
}

function causeParts(cause: Cause): readonly string[] {
  switch (cause.kind) {
    case 'fault':
      return ['fault', cause.signal, ...[cause.code, lastingDetail(cause)].filter(part => part !== null)];
    case 'oom':
      return ['oom', cause.scope];
    case 'exit':
      return ['exit', String(cause.exitCode)];
    case 'killed':
      return ['killed', cause.signal, ...(cause.exitCode === null ? [] : [`exit ${cause.exitCode}`])];
    default:
      return [cause.kind, cause.signal];
  }
}

/** "null-pointer write": what the address was, which stays when the address does not. */
const lastingDetail = ({ detail, access }: FaultCause): string | null =>
  detail === 'other' ? null : [detail, ...(access === null ? [] : [access])].join(' ');

const temporary = /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\/run\/user\/\d+|\/proc|\/dev\/fd|.*\/_temp|.*\/\.cache)\//;

/** The temporary folder that it lies in, with a slash at the end: "/tmp/". */
export const temporaryFolderOf = (path: string): string | null => temporary.exec(path)?.[0] ?? null;

const random = (word: string): boolean => /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);

/** Parts of a path that another run spells differently. */
const passing: readonly (readonly [what: RegExp, instead: (found: string) => string])[] = [
  // UUIDs, hashes, process ids, timestamps.
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{12,}|\d{6,}/g, () => '#'],
  // mkdtemp's names: 6, 8 or 10 letters and digits.
  [/(?<=[/._-])(?:[A-Za-z\d]{10}|[A-Za-z\d]{8}|[A-Za-z\d]{6})(?=[/._-]|$)/g, word => (random(word) ? '#' : word)],
  // The 3 of worker-3 and worker_3.js, but nothing of a folder, and no version of two numbers.
  [/(?<=[A-Za-z][-_#])\d+(?=(?:\.[A-Za-z]\w*)?$)/, () => '#'],
];

/** A path that is the same in the next run: a temporary folder goes, and so do random parts and numbers that count up, as "#". */
export function lasting(path: string): string {
  const kept = passing.reduce((text, [what, instead]) => text.replace(what, instead), path);
  return temporary.test(path) ? `<tmp>/${kept.slice(kept.lastIndexOf('/') + 1).replace(/\d{3,}/g, '#')}` : kept;
}

/** The same for a unit: "session-#.scope". */
export const numberless = (unit: string): string => unit.replace(/\d+/g, '#');
