/** Where a run's record and report go. */
import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isBeingWritten } from 'bpf-linux';
import { InputError, reasonOf } from '../errors.ts';
import { makeFolder } from '../folder.ts';

const RECORD = 'record.ndjson';

export interface Place {
  readonly record: string;
  readonly writeReport: (json: string) => void;
  /** Called when there is nothing to see: removes what nobody asked to keep. */
  readonly tidy: () => void;
}

/** `out` null: a fresh directory that only this user can enter. */
export function preparePlace(out: string | null): Place {
  const folder = out === null ? trying(() => mkdtempSync(join(tmpdir(), 'crash-gate-')), tmpdir()) : trying(() => given(out), out);
  const record = join(folder, RECORD);
  const report = join(folder, 'report.json');
  return {
    record,
    writeReport: json => {
      // Never through a link that somebody else may have put there.
      rmSync(report, { force: true });
      writeFileSync(report, json, { flag: 'wx' });
    },
    tidy: () => {
      if (out === null) rmSync(folder, { recursive: true, force: true });
    },
  };
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
  const exists = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false }) !== undefined;
  if (!exists(RECORD)) return;
  let number = 1;
  while (exists(`record.${number}.ndjson`)) number++;
  renameSync(join(folder, RECORD), join(folder, `record.${number}.ndjson`));
}

function trying(make: () => string, where: string): string {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`can't use ${where} for the record: ${reasonOf(error)}`, 'Name a directory that you may write to with --out DIR.');
  }
}
