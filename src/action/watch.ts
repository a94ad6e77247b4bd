/** A watch in two halves: one process begins it, others look at it and end it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  glance,
  isFailure,
  type LeftAlone,
  lostRecord,
  type Recording,
  sendNotes,
  startDetached,
  stopDetached,
  type TracerFailure,
  type WatchFiles,
} from 'bpf-linux';
import { analyse } from '../analyse.ts';
import { preparePlace } from '../commands/place.ts';
import { InputError, reasonOf } from '../errors.ts';
import { makeFolder } from '../folder.ts';
import type { Report } from '../report/report.ts';
import type { UserRules } from '../rules/rule.ts';
import { filesOf, keepState, type WatchState } from '../state.ts';
import { lastWord } from '../verdict/watch.ts';

export interface Beginning {
  /** Where record and reports go; null: into the watch's own folder. */
  readonly out: string | null;
  /** For the watch's own folder. */
  readonly temporary: string;
  /** The watch ends with this process. */
  readonly lifeline: number | null;
  /** The process that all of the job comes from; null: it is not known. */
  readonly job: number | null;
  /** The first note: what is watched. */
  readonly note: (begun: LeftAlone) => string;
  readonly environment: NodeJS.ProcessEnv;
  /** Called before anything is started, so that whoever comes after a cancellation finds it. */
  readonly announce: (state: WatchState) => void;
}

export async function beginWatch(beginning: Beginning): Promise<WatchState> {
  const prepared = prepare(beginning);
  if (prepared.kind !== 'watching') return prepared;
  beginning.announce(prepared);
  const files = filesOf(prepared);
  const begun = await startDetached({ files, lifeline: beginning.lifeline, job: beginning.job, environment: beginning.environment });
  const state: WatchState = isFailure(begun) ? { kind: 'unwatched', failure: begun } : prepared;
  if (!isFailure(begun)) sendNotes(files.control, [beginning.note(begun)]);
  tryToKeep(prepared.folder, state);
  return state;
}

function prepare({ out, temporary }: Beginning): WatchState {
  try {
    const folder = makeOwn(temporary);
    return { kind: 'watching', folder, record: out === null ? join(folder, 'record.ndjson') : preparePlace(out).record };
  } catch (error) {
    return { kind: 'unwatched', failure: placeFailure(error) };
  }
}

/** Nobody else may enter it: who writes into the FIFO can end the watch. */
function makeOwn(temporary: string): string {
  makeFolder(temporary);
  return mkdtempSync(join(temporary, 'crash-gate-'));
}

function placeFailure(error: unknown): TracerFailure {
  const message = error instanceof InputError ? error.message : `there is no room for the record: ${reasonOf(error)}`;
  const remedy = error instanceof InputError ? error.remedy : 'Free some space, or name another folder with "out".';
  return { kind: 'output', message, remedy, exitStatus: null, output: [] };
}

/** Where the step's own state carries it too, this is for others only. */
function tryToKeep(folder: string, state: WatchState): void {
  try {
    keepState(folder, state);
  } catch {
    // A full disk: `announce` has told it already.
  }
}

/** RUNNER_TEMP is emptied after the job. */
export const temporaryFolder = ({ RUNNER_TEMP }: NodeJS.ProcessEnv): string => RUNNER_TEMP || tmpdir();

export interface Ended {
  readonly recording: Recording;
  readonly report: Report;
}

/** Ends the watch and judges it. `notes`: how the job ended. */
export async function endWatch(state: Extract<WatchState, { kind: 'watching' }>, rules: UserRules, notes: readonly string[]): Promise<Ended> {
  const { recording, failure: problem } = await stopDetached(filesOf(state), notes);
  const complete = recording === null ? recordingOf(problem!, notes) : problem === null ? recording : explain(recording, problem, notes);
  return { recording: complete, report: analyse(complete, rules) };
}

/** What is known by now, without ending anything. */
export async function lookAt(state: Extract<WatchState, { kind: 'watching' }>, mark: string, rules: UserRules): Promise<Report> {
  const files: WatchFiles = filesOf(state);
  const { recording, upToDate } = await glance(files, mark);
  if (recording === null) return analyse(recordingOf(lostRecord(files), []), rules);
  // A tracer that doesn't answer has gone: then the end line that isn't there yet will never be.
  return analyse(recording, rules, upToDate ? 'during' : 'after');
}

/** The tracer did not live to take the notes, but how the job went is known all the same. */
function explain(recording: Recording, { kind, message, remedy, output }: TracerFailure, notes: readonly string[]): Recording {
  const at = lastWord(recording) ?? 0;
  const told = notes.map(text => ({ type: 'note' as const, at, text }));
  // That it was killed follows from the missing end line.
  const saysMore = kind !== 'died' || output.length > 0;
  const problem = { kind: 'torn' as const, line: recording.records.length + 1, message: `${message}. ${remedy}` };
  return { ...recording, records: [...recording.records, ...told], problems: [...recording.problems, ...(saysMore ? [problem] : [])] };
}

/** The recording of a watch that never began: it makes an honest report. */
export function recordingOf({ message, remedy, output }: TracerFailure, notes: readonly string[]): Recording {
  const told = [`${message}. ${remedy}`, ...output.map(line => `(${line})`)].join(' ');
  return {
    header: null,
    records: notes.map(text => ({ type: 'note' as const, at: 0, text })),
    trailer: null,
    problems: [{ kind: 'not-a-record', line: 1, message: told }],
  };
}
