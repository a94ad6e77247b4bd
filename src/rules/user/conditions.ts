/** The values of `match`, each checked by itself. */
import { listed } from '../../crash/format.ts';
import { signalAliases, signalName } from '../../crash/signals.ts';
import { type Field, hint, type Text, textsOf } from './fields.ts';
import { compileGlob, type Glob, isGlob, literalGlob } from './glob.ts';
import { harmlessSignals, type Key, keys } from './keys.ts';
import { whyNoFile, whyNoPath } from './path.ts';
import type { Problems } from './problem.ts';
import type { Condition } from './spec.ts';
import type { KeyName } from './subject.ts';

export function conditionsOf(field: Field, problems: Problems): readonly Condition[] {
  const name = field.name as KeyName;
  const key = keys[name];
  const numbers = key.kind === 'number';
  return textsOf(field, problems, { numbers, instead: given => (numbers ? WRITE_CODE : valueFor(name, key, given)) }).flatMap(text => {
    const condition = numbers ? numberOf(name, text, problems) : globOf(name, key, text, problems);
    return condition === null ? [] : [condition];
  });
}

export const MOST_CODE = 255;
const WRITE_CODE = `Write a number from 1 to ${MOST_CODE}, or a range such as "64-78"`;

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
  const never = whyNever(name, key, text, glob);
  if (never === null) return { text, glob, range: null };
  problems.add(at, never[0], never[1]);
  return null;
}

/** What was meant by something that is no text, for a key of which all values are known. */
function valueFor(name: KeyName, key: Key, given: unknown): string | null {
  if (key.values === undefined) return null;
  const signal = name === 'signal' && typeof given === 'number' ? signalName(given) : '';
  if (harmlessSignals.includes(signal)) return `${given} is ${signal}, which ends no process. ${WRITE_ENDING}`;
  return key.values.includes(signal) ? `Write ${signal}` : `Write one of ${key.values.join(', ')}`;
}

/** Why no text is like that: what is wrong, and what to write. */
function whyNever(name: KeyName, key: Key, text: string, glob: Glob): readonly [string, string] | null {
  if (key.values !== undefined && !key.values.some(glob.matches) && !(key.others !== undefined && text.startsWith(key.others)))
    return whyNoValue(name, key.values, text, glob);
  if (key.most !== undefined && glob.least > key.most)
    return [`'${name}' has at most ${key.most} bytes, so this never matches`, `Write exe for the program, or its first ${key.most} bytes`];
  if (key.kind === 'path' && text.includes('/')) return whyNoPath(text);
  // What others are called may come from their arguments.
  return name === 'exe' ? whyNoFile(text) : null;
}

const WRITE_ENDING = 'Write the signal that ends it, such as SIGTERM or SIGKILL';

/** None of the values is like that. */
function whyNoValue(name: KeyName, values: readonly string[], text: string, { matches }: Glob): readonly [string, string] {
  const meant = name === 'signal' ? signalMeant(text) : text.toUpperCase();
  const harmless = name === 'signal' ? harmlessSignals.filter(signal => signal === meant || matches(signal)) : [];
  if (harmless.length > 0) return [`${listed(harmless)} ${harmless.length === 1 ? 'ends' : 'end'} no process, so this never matches`, WRITE_ENDING];
  return [
    `there is no ${name} '${text}'`,
    values.includes(meant) ? `Write ${meant}` : (hint(text, values) ?? `Write it as in ${keys[name].example}; a * is any characters`),
  ];
}

/** "segv", "11", "SIGIOT" */
function signalMeant(text: string): string {
  const name = /^\d+$/.test(text) ? signalName(Number(text)) : `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  return signalAliases[name] ?? name;
}
