/** Finds the user's rules and reads them. YAML is a library that only those need who have some: it is loaded then. */
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { codeOf, RulesError, reasonOf } from './errors.ts';
import { INLINE, noRules, type UserRules } from './rules/rule.ts';
import type { RuleProblem } from './rules/user/spec.ts';

/** From the root of the repository. */
export const RULES_FILES = ['.github/crash-gate.yml', '.github/crash-gate.yaml'] as const;
/** In the place of a file: no rules, even where a repository has some. */
export const NONE = 'none';

export interface Wanted {
  /** A path from `folder`; null: what the repository has. */
  readonly file: string | null;
  /** YAML; empty: none. Comes before the file's. */
  readonly inline: string;
  /** Where one is: the repository around it is meant. */
  readonly folder: string;
  /** What it means that `file` isn't there: an error, or that it comes later. */
  readonly absent: 'problem' | 'later';
}

export async function loadRules({ file, inline, folder, absent }: Wanted): Promise<UserRules> {
  const root = repositoryOf(folder);
  const texts = [...(inline.trim() === '' ? [] : [{ name: INLINE, text: inline }]), ...readFiles(pathsOf(file, folder, root), root, absent)];
  if (texts.length === 0) return noRules;
  const { readRules } = await import('./rules/user/read.ts');
  const parts = texts.map(text => ('problem' in text ? { rules: [], problems: [text.problem] } : readRules(text.text, text.name)));
  const problems = parts.flatMap(part => part.problems);
  // A part of the rules would decide otherwise than all of them.
  return { rules: problems.length > 0 ? [] : parts.flatMap(part => part.rules), problems };
}

/** For commands that do nothing with half of their arguments. */
export function requireRules(user: UserRules): UserRules {
  if (user.problems.length > 0) throw new RulesError(user.problems);
  return user;
}

/** The nearest folder that git knows, else the folder itself. */
function repositoryOf(folder: string): string {
  for (let current = resolve(folder); ; current = dirname(current)) {
    if (statSync(join(current, '.git'), { throwIfNoEntry: false }) !== undefined) return current;
    if (dirname(current) === current) return resolve(folder);
  }
}

interface Path {
  readonly path: string;
  /** Somebody named it. */
  readonly named: boolean;
}

function pathsOf(file: string | null, folder: string, root: string): readonly Path[] {
  if (file === NONE) return [];
  return file === null ? RULES_FILES.map(name => ({ path: join(root, name), named: false })) : [{ path: resolve(folder, file), named: true }];
}

type Read = { readonly name: string; readonly text: string } | { readonly problem: RuleProblem };

function readFiles(paths: readonly Path[], root: string, absent: Wanted['absent']): readonly Read[] {
  const found = paths.flatMap(({ path, named }): readonly Read[] => {
    const name = nameOf(path, root);
    try {
      return [{ name, text: readText(path) }];
    } catch (error) {
      const missing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR';
      if (missing && (!named || absent === 'later')) return [];
      const message = error instanceof Unfit ? error.message : `the rules can't be read: ${reasonOf(error)}`;
      return [{ problem: { file: name, line: 1, column: 1, message, fix: `Name a YAML file, or write ${NONE} for no rules` } }];
    }
  });
  const [first, second] = found.flatMap(read => ('name' in read ? [read.name] : []));
  if (second === undefined) return found;
  return [...found, { problem: { file: second, line: 1, column: 1, message: `there is ${first}, too`, fix: 'Keep one of them' } }];
}

class Unfit extends Error {}

/** The reader says itself what is too long; this only keeps a device or a disk image out. */
const MOST_BYTES = 4 * 1024 * 1024;

function readText(path: string): string {
  // A pipe would wait for a writer.
  if (!statSync(path).isFile()) throw new Unfit('it is no regular file');
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size > MOST_BYTES) throw new Unfit(`it has ${size} bytes, and 256 KiB are the most`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw error instanceof TypeError ? new Unfit('it is no text in UTF-8') : error;
  } finally {
    closeSync(file);
  }
}

/** As reports and annotations name it. */
function nameOf(path: string, root: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
