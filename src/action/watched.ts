/** How later steps find the watch of their job. */
import { isListening } from 'bpf-linux';
import { filesOf, findState, type WatchState } from '../state.ts';

/** The watch's folder. */
export const VARIABLE = 'CRASH_GATE_WATCH';

export function findWatch(environment: NodeJS.ProcessEnv): WatchState | null {
  const folder = environment[VARIABLE];
  return folder === undefined || folder === '' ? null : findState(folder);
}

export function isWatching(environment: NodeJS.ProcessEnv): boolean {
  const state = findWatch(environment);
  return state?.kind === 'watching' && isListening(filesOf(state).control);
}
