/** Finds the user's rules and reads them. YAML is a library that only those need who have some: it is loaded then. */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readFileSync, statSync } from 'node:fs';
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

export interface LoadedRules extends UserRules {
  /** What was read, if only to find that there is no rule in it, or that it can't be read. */
  readonly files: readonly string[];
}

export async function loadRules({ file, inline, folder, absent }: Wanted): Promise<LoadedRules> {
  const root = repositoryOf(folder);
  const texts = [...(inline.trim() === '' ? [] : [{ name: INLINE, text: inline }]), ...readFiles(pathsOf(file, folder, root), root, absent)];
  if (texts.length === 0) return { ...noRules, files: [] };
  const { readRules } = await import('./rules/user/read.ts');
  const parts = texts.map(text => ('problem' in text ? { rules: [], problems: [text.problem] } : readRules(text.text, text.name)));
  const problems = parts.flatMap(part => part.problems);
  const files = [...new Set(texts.map(text => ('problem' in text ? text.problem.file : text.name)))];
  // A part of the rules would decide otherwise than all of them.
  return { rules: problems.length > 0 ? [] : parts.flatMap(part => part.rules), problems, files };
}

/** For commands that do nothing with half of their arguments. */
export function requireRules(user: UserRules): UserRules {
  if (user.problems.length > 0) throw new RulesError(user.problems);
  return user;
}

/** The nearest folder that git knows, else the folder itself. */
function repositoryOf(folder: string): string {
  for (let current = resolve(folder); ; current = dirname(current)) {
    // What may not be looked into is none for us.
    if (existsSync(join(current, '.git'))) return current;
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
      if ((!named || absent === 'later') && isAbsent(path)) return [];
      const { message, fix, line, column } =
        error instanceof Unfit ? error : new Unfit(`the rules can't be read: ${whyUnreadable(path, error)}`, NAME_ANOTHER);
      return [{ problem: { file: name, line, column, message, fix } }];
    }
  });
  const [first, second] = found.flatMap(read => ('name' in read ? [read.name] : []));
  if (second === undefined) return found;
  return [...found, { problem: { file: second, line: 1, column: 1, message: `there is ${first}, too`, fix: 'Keep one of them' } }];
}

/** Only where nothing has that name: a link that leads nowhere is there, and what is in a folder that is shut may be. */
function isAbsent(path: string): boolean {
  return linkCode(path) === 'ENOENT' && (existsSync(dirname(path)) || isAbsent(dirname(path)));
}

function linkCode(path: string): string | null {
  try {
    lstatSync(path);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

const whyUnreadable = (path: string, error: unknown): string =>
  codeOf(error) === 'ENOENT' && !isAbsent(path) ? 'it is a symbolic link that leads nowhere' : reasonOf(error);

const NAME_ANOTHER = `Name a YAML file, or write ${NONE} for no rules`;

/** A file that holds no text that could be rules. */
class Unfit extends Error {
  readonly fix: string;
  readonly line: number;
  readonly column: number;

  constructor(message: string, fix: string, line = 1, column = 1) {
    super(message);
    [this.fix, this.line, this.column] = [fix, line, column];
  }
}

/** The reader says itself what is too long; this only keeps a device or a disk image out. */
const MOST_BYTES = 4 * 1024 * 1024;

function readText(path: string): string {
  // A pipe would wait for a writer.
  const status = statSync(path);
  if (!status.isFile()) throw new Unfit(status.isDirectory() ? 'it is a directory' : 'it is no regular file', NAME_ANOTHER);
  // What is called regular may wait, too: /proc/kmsg.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    if (size > MOST_BYTES) throw new Unfit(`it has ${size} bytes, and 256 KiB are the most`, 'Use globs and lists, so that one rule speaks for many');
    return decode(readFileSync(file));
  } finally {
    closeSync(file);
  }
}

function decode(bytes: Buffer): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const utf16 = /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2));
  const before = bytes.subarray(0, firstForeign(bytes)).toString('utf8').split('\n');
  const what = utf16 ? 'it is a text in UTF-16, as PowerShell and Notepad write it' : 'from here on it is no text in UTF-8';
  throw new Unfit(what, 'Save it as UTF-8', before.length, before.at(-1)!.length + 1);
}

/** How many bytes at the beginning are UTF-8, to the byte. */
function firstForeign(bytes: Buffer): number {
  let [good, bad] = [0, bytes.length];
  // A prefix may end inside of a character, which takes 4 bytes at most.
  const isGood = (length: number): boolean => [0, 1, 2, 3].some(cut => isUtf8(bytes.subarray(0, Math.max(0, length - cut))));
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  while (!isUtf8(bytes.subarray(0, good))) good--;
  return good;
}

/** As reports and annotations name it. */
function nameOf(path: string, root: string): string {
  const inside = relative(root, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
