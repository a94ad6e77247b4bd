/** Report files for other tools. */
import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../errors.ts';
import type { Notice } from './notice.ts';

/** Name in the folder → content: "report.json", "junit.xml". */
export type ReportFiles = Readonly<Record<string, string>>;

export interface WrittenFiles {
  /** Paths of what was written, by name. */
  readonly paths: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}

/** Writes what can be written: one file that fails doesn't take the others along. */
export function writeFiles(folder: string, files: ReportFiles): WrittenFiles {
  const paths: Record<string, string> = {};
  const failed: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    try {
      paths[name] = replaceFile(folder, name, content, 0o644);
    } catch (error) {
      failed.push(`${name} (${reasonOf(error)})`);
    }
  }
  return { paths, notices: failed.length === 0 ? [] : [notice(folder, failed)] };
}

/**
 * Created exclusively under a name that nobody can guess, then moved into its place: a link that somebody put there is
 * replaced and never followed, and nobody ever reads half a file. Throws the system's error.
 */
export function replaceFile(folder: string, name: string, content: string, mode: number): string {
  const path = join(folder, name);
  const fresh = join(folder, `.${name}.${randomUUID()}`);
  try {
    writeFileSync(fresh, content, { flag: 'wx', mode });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  return path;
}

const notice = (folder: string, failed: readonly string[]): Notice => ({
  level: 'warning',
  title: 'crash-gate: report files are missing',
  message: `Could not write into ${folder}: ${failed.join(', ')}. The verdict stands.`,
});
