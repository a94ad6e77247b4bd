/** Folders of the tests' own, which go with them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function makeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `crash-gate-${name}-`));
  made.push(folder);
  return folder;
}
