/** What the process that starts a watch leaves for those that look at it and end it. */
import { join } from 'node:path';
import { readRegular, type TracerFailure, type WatchFiles, watchFiles } from 'bpf-linux';
import { codeOf, InputError, reasonOf } from './errors.ts';
import { replaceFile } from './publish/files.ts';

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
  replaceFile(folder, FILE, `${JSON.stringify(state)}\n`, 0o600);
}

/** null: there is no watch in that folder. Throws where there may be one of which nothing can be known. */
export function findState(folder: string): WatchState | null {
  const text = readState(folder);
  const state = text === null ? null : parseState(text);
  if (text === null || state !== null) return state;
  throw new InputError(
    `what ${join(folder, FILE)} tells of its watch can't be read: it is damaged, or another version of crash-gate wrote it`,
    'Remove that file and begin again with crash-gate start. What was recorded is kept: crash-gate report judges it.',
  );
}

function readState(folder: string): string | null {
  try {
    return readRegular(join(folder, FILE));
  } catch (error) {
    if (isAbsent(error)) return null;
    const another = codeOf(error) === 'EACCES';
    throw new InputError(
      another ? `the watch in ${folder} is another user's: ${reasonOf(error)}` : `can't read ${join(folder, FILE)}: ${reasonOf(error)}`,
      another ? 'Call crash-gate as the user who began it, or give --out another folder.' : 'Give --out another folder.',
    );
  }
}

const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';

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
