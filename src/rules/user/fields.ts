/** YAML nodes → their fields and texts; whatever is of the wrong kind is told, and left out. */
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { nearest } from '../../crash/suggest.ts';
import type { Problems } from './problem.ts';

/** null: nothing stands there. */
export type Value = ParsedNode | null;

export interface Field {
  readonly name: string;
  /** Where the key stands. */
  readonly at: number;
  readonly value: Value;
}

export const startOf = (node: Value, otherwise: number): number => node?.range[0] ?? otherwise;

/** An alias, or what has a tag: the reader refuses these wherever they stand, and what else is wrong with them follows from that. */
export const isTold = (node: Value): boolean => isAlias(node) || node?.tag !== undefined;

/** What it is, for messages. */
export function kindOf(node: Value): string {
  if (node === null || (isScalar(node) && node.value === null)) return 'nothing';
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  const value = isScalar(node) ? node.value : null;
  return typeof value === 'number' || typeof value === 'bigint' ? 'a number' : typeof value === 'boolean' ? 'true or false' : 'a text';
}

/** The fields of a mapping by name; the first one counts when one is there twice. `elsewhere`: where an unknown key belongs. */
export function fieldsOf(
  map: YAMLMap.Parsed,
  known: readonly string[],
  problems: Problems,
  elsewhere: (name: string) => string | null = () => null,
): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const { key, value } of map.items as readonly { readonly key: ParsedNode; readonly value: Value }[]) {
    const at = startOf(key, map.range[0]);
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : null;
    const twice = name === null ? undefined : fields.get(name);
    if (isTold(key)) continue;
    if (name === null || !known.includes(name)) {
      const shown = name === null ? `${kindOf(key)} is no key here` : `unknown key '${name}'`;
      problems.add(
        at,
        shown,
        (name === null ? null : (elsewhere(name) ?? colonMissing(name, known) ?? hint(name, known))) ?? `Keys here are ${known.join(', ')}`,
      );
    } else if (twice !== undefined) {
      problems.add(at, `'${name}' stands here twice, first in line ${problems.lineOf(twice.at)}`, 'Keep one; a list holds several values');
    } else {
      fields.set(name, { name, at, value });
    }
  }
  return fields;
}

/** "match {exe" */
function colonMissing(name: string, known: readonly string[]): string | null {
  const key = known.find(candidate => name.startsWith(`${candidate} `));
  return key === undefined ? null : `Write a colon after the key: "${key}: …"`;
}

/** "Did you mean 'exe'?"; null when no name is near. */
export function hint(text: string, candidates: readonly string[]): string | null {
  const near = nearest(text, candidates);
  return near === null ? null : `Did you mean '${near}'?`;
}

export interface Text {
  readonly text: string;
  readonly at: number;
}

/** What else a key takes, and what it doesn't. */
export interface Wanted {
  /** Plain numbers stand for themselves. */
  readonly numbers: boolean;
  /** What to write for a number, or for true or false; null: the same as a text. */
  readonly instead: (given: number | boolean) => string | null;
}

/** One text or a list of them. */
export function textsOf({ name, at, value }: Field, problems: Problems, wanted: Wanted): readonly Text[] {
  if (isTold(value)) return [];
  if (!isSeq(value)) return textOf(name, value, at, problems, wanted);
  if (value.items.length === 0)
    problems.add(value.range[0], `the list of '${name}' is empty, so nothing can match`, 'Name a value, or leave the key out');
  return (value.items as readonly Value[]).flatMap(item => textOf(name, item, value.range[0], problems, wanted));
}

/** 017 is 15 to some readers and 17 to others; 0x11 and 1e1 are plain to none. What is no whole number is nowhere right, however it is spelled. */
export function isPlainNumber(node: Value, problems: Problems, at: number): boolean {
  if (!isScalar(node) || !Number.isSafeInteger(node.value) || node.source === undefined || /^(?:0|-?[1-9][\d.]*)$/.test(node.source)) return true;
  problems.add(startOf(node, at), `the number ${node.source} is spelled in a way that not everybody reads alike`, `Write ${node.value}`);
  return false;
}

function textOf(name: string, node: Value, at: number, problems: Problems, { numbers, instead }: Wanted): readonly Text[] {
  const start = startOf(node, at);
  if (isTold(node)) return [];
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string' && value !== '') return [{ text: value, at: start }];
  if (typeof value === 'number' && numbers) {
    const plain = isPlainNumber(node, problems, at);
    return plain ? [{ text: String(value), at: start }] : [];
  }
  const fix =
    typeof value === 'number' || typeof value === 'boolean'
      ? (instead(value) ?? `Put it in quotes: ${name}: "${isScalar(node) ? (node.source ?? value) : value}"`)
      : `Write ${name}: and a text${numbers ? ' or a number' : ''}, or a list of them`;
  problems.add(start, value === '' ? `'${name}' is an empty text` : `'${name}' is ${kindOf(node)}, not a text${numbers ? ' or a number' : ''}`, fix);
  return [];
}
