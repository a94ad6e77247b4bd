/** The values of `match`, each checked by itself. */
import { type Field, hint, type Text, textsOf } from './fields.ts';
import { compileGlob, isGlob, literalGlob } from './glob.ts';
import { type Key, keys } from './keys.ts';
import type { Problems } from './problem.ts';
import type { Condition } from './spec.ts';
import type { KeyName } from './subject.ts';

export function conditionsOf(field: Field, problems: Problems): readonly Condition[] {
  const name = field.name as KeyName;
  const key = keys[name];
  return textsOf(field, problems, key.kind === 'number').flatMap(text => {
    const condition = key.kind === 'number' ? numberOf(name, text, problems) : globOf(name, key, text, problems);
    return condition === null ? [] : [condition];
  });
}

const MOST_CODE = 255;

function numberOf(name: KeyName, { text, at }: Text, problems: Problems): Condition | null {
  const [, from, to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  const range = [Number(from), Number(to)] as const;
  const glob = compileGlob(literalGlob(text));
  if (from !== undefined && isGlob(glob) && range[0] >= 1 && range[1] <= MOST_CODE && range[0] <= range[1]) return { text, glob, range };
  const backwards = range[0] > range[1];
  problems.add(
    at,
    backwards ? `the range ${text} of '${name}' runs backwards` : `'${name}' ${text} never happens`,
    backwards
      ? `Write "${range[1]}-${range[0]}"`
      : `Abnormal ends have an exit code from 1 to ${MOST_CODE}; write a number, or a range such as "64-78"`,
  );
  return null;
}

function globOf(name: KeyName, key: Key, { text, at }: Text, problems: Problems): Condition | null {
  if (key.kind === 'choice') {
    const glob = compileGlob(literalGlob(text));
    if (key.values?.includes(text) === true && isGlob(glob)) return { text, glob, range: null };
    problems.add(at, `'${name}' is never '${text}'`, hint(text, key.values ?? []) ?? `Write one of ${key.values?.join(', ')}`);
    return null;
  }
  const glob = compileGlob(text);
  if (!isGlob(glob)) {
    problems.add(at, `the glob of '${name}' can't be read: ${glob.wrong}`, glob.fix);
    return null;
  }
  const never = whyNever(name, key, glob.least, text, glob.matches);
  if (never === null) return { text, glob, range: null };
  problems.add(at, never[0], never[1]);
  return null;
}

/** Why no text is like that: what is wrong, and what to write. */
function whyNever(name: KeyName, key: Key, least: number, text: string, matches: (text: string) => boolean): readonly [string, string] | null {
  if (key.values !== undefined && !key.values.some(matches)) {
    const known = key.values.find(value => value.replace(/^SIG/, '') === text.toUpperCase().replace(/^SIG/, ''));
    return [
      `there is no ${name} '${text}'`,
      known === undefined ? (hint(text, key.values) ?? 'Signals are written as in SIGSEGV or SIG*') : `Write ${known}`,
    ];
  }
  if (key.most !== undefined && least > key.most)
    return [`'${name}' has at most ${key.most} bytes, so this never matches`, `Write exe for the program, or its first ${key.most} bytes`];
  if (key.kind === 'path' && text.includes('/') && !/^[/*?[\\]/.test(text))
    return [`paths begin with /, so '${text}' never matches`, `Write "*/${text}", or the name alone`];
  return null;
}
