/** Where a run's record and report go. */
import { lstatSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failure, isBeingWritten, type TracerFailure } from 'bpf-linux';
import { InputError, reasonOf } from '../errors.ts';
import { makeFolder } from '../folder.ts';

const RECORD = 'record.ndjson';

export interface Place {
  readonly record: string;
  readonly writeReport: (json: string) => void;
  /** Called when there is nothing to see: removes what nobody asked to keep. */
  readonly tidy: () => void;
}

/** Where the user says. Throws an InputError where that can't be used. */
export function preparePlace(out: string): Place {
  try {
    return placeIn(given(out), false);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`can't use ${out} for the record: ${reasonOf(error)}`, 'Name a directory that you may write to with --out DIR.');
  }
}

/** A fresh directory that only this user can enter. Nobody named it, so that it can't be made is the machine's trouble. */
export function temporaryPlace(): Place | TracerFailure {
  try {
    return placeIn(mkdtempSync(join(tmpdir(), 'crash-gate-')), true);
  } catch (error) {
    const message = `there is no place for the record: can't make a directory in ${tmpdir()}: ${reasonOf(error)}`;
    const remedy = 'Point TMPDIR at a directory that you may write to and that has free space, or name one with --out DIR.';
    return failure('output', { message, remedy });
  }
}

function placeIn(folder: string, passing: boolean): Place {
  const report = join(folder, 'report.json');
  return {
    record: join(folder, RECORD),
    writeReport: json => {
      // Never through a link that somebody else may have put there.
      rmSync(report, { force: true });
      writeFileSync(report, json, { flag: 'wx' });
    },
    tidy: () => {
      if (passing) remove(folder);
    },
  };
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Then it is left behind, which changes no verdict.
  }
}

function given(out: string): string {
  const folder = resolve(out);
  makeFolder(folder);
  const record = join(folder, RECORD);
  // Two runs at once, in a build that does several things: they would take each other's record for an earlier one.
  if (isBeingWritten(record)) throw new InputError(`a watch that goes on writes ${record}`, 'Give each its own directory with --out DIR.');
  keepEarlier(folder);
  return folder;
}

/** What was recorded is never lost: an earlier run's record makes room under the next free number. */
function keepEarlier(folder: string): void {
  // A link that leads nowhere is in the way, too.
  const exists = (name: string) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  if (!exists(RECORD)) return;
  let number = 1;
  while (exists(`record.${number}.ndjson`)) number++;
  renameSync(join(folder, RECORD), join(folder, `record.${number}.ndjson`));
}
