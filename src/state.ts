/** What the process that starts a watch leaves for those that look at it and end it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TracerFailure, type WatchFiles, watchFiles } from 'bpf-linux';
import { codeOf, InputError, reasonOf } from './errors.ts';

export type WatchState =
  /** A tracer was started. Whether it got ready, and whether it still runs, its files tell. */
  | {
      readonly kind: 'watching';
      readonly folder: string;
      readonly record: string /** The rules file that start was given. */;
      readonly rules?: string | null;
    }
  | { readonly kind: 'unwatched'; readonly failure: TracerFailure }
  /** Somebody else watches this job already, and reports. */
  | { readonly kind: 'joined' }
  /** It has been reported on. */
  | { readonly kind: 'done' };

export const filesOf = ({ folder, record }: Extract<WatchState, { kind: 'watching' }>): WatchFiles => watchFiles(folder, record);

const FILE = 'watch.json';

/** In the folder of the watch, for processes that know nothing else of it. Throws the system's error. */
export function keepState(folder: string, state: WatchState): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(state)}\n`, { mode: 0o600 });
}

/** null: there is no watch in that folder. Throws where somebody else's may be. */
export function findState(folder: string): WatchState | null {
  try {
    return parseState(readFileSync(join(folder, FILE), 'utf8'));
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return null;
    throw new InputError(
      `the watch in ${folder} is another user's: ${reasonOf(error)}`,
      'Call crash-gate as the user who began it, or give --out another folder.',
    );
  }
}

/** null: it is no state, or none of this version. */
export function parseState(text: string): WatchState | null {
  const value = parse(text);
  if (value?.kind === 'watching') return typeof value.folder === 'string' && typeof value.record === 'string' ? (value as WatchState) : null;
  if (value?.kind === 'unwatched') return typeof value.failure === 'object' && value.failure !== null ? (value as WatchState) : null;
  return value?.kind === 'joined' || value?.kind === 'done' ? (value as WatchState) : null;
}

function parse(text: string): Partial<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
