/**
 * record.ts, its shapes and what the tracer writes are the same keys. tsc holds record.ts and bpf/shape.ts together; here the
 * shapes are held against every real recording in fixtures/records (no record that doesn't fit, no key that isn't typed) and
 * against the C that spells the keys, in both directions: a recording need not have every optional one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BpfRecord } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { type Check, isObject } from '../../bpf/check.ts';
import { checks } from '../../bpf/shape.ts';

const folder = fileURLToPath(new URL('../../fixtures/records/', import.meta.url));
const sources = fileURLToPath(new URL('../../bpf/', import.meta.url));
const files = readdirSync(folder).filter(name => name.endsWith('.ndjson'));
const records = files.flatMap(file =>
  readFileSync(folder + file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as BpfRecord),
);

/** Every key path of a value, as far as the shape knows objects: "death.sent.sender.pid". Keys of counters are names, not keys. */
function pathsOf(value: unknown, check: Check<unknown> | undefined, prefix: string): string[] {
  if (Array.isArray(value)) return value.flatMap(item => pathsOf(item, check, prefix));
  const shape = check?.shape as Readonly<Record<string, Check<unknown>>> | undefined;
  if (!isObject(value) || shape === undefined) return [];
  return Object.entries(value).flatMap(([key, inner]) => [`${prefix}.${key}`, ...pathsOf(inner, shape[key], `${prefix}.${key}`)]);
}

/** The same for a shape: everything that a value may have. */
function pathsIn(check: Check<unknown>, prefix: string): string[] {
  const shape = check.shape as Readonly<Record<string, Check<unknown>>> | undefined;
  return Object.entries(shape ?? {}).flatMap(([key, inner]) => [`${prefix}.${key}`, ...pathsIn(inner, `${prefix}.${key}`)]);
}

const written = new Set(records.flatMap(record => pathsOf(record, checks[record.type], record.type)));
const typed = new Set(Object.entries(checks).flatMap(([type, check]) => pathsIn(check, type)));
const nameOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

/** The keys in calls such as json_number(json, "status", …) and put_time(json, "at", …). */
const spelled = new Set(
  readdirSync(sources)
    .filter(name => name.endsWith('.c') && !name.endsWith('.bpf.c'))
    .flatMap(name => [...readFileSync(sources + name, 'utf8').matchAll(/\b(?:json|put)_\w+\([^"(),;]+, "(\w+)"/g)].map(match => match[1]!)),
);

describe('the record', () => {
  test('has recordings to be compared with', () => expect(files.length).toBeGreaterThan(5));

  test.each(files)('%s fits the types', file => {
    for (const [index, line] of readFileSync(folder + file, 'utf8')
      .trimEnd()
      .split('\n')
      .entries()) {
      const record = JSON.parse(line) as BpfRecord;
      expect(checks[record.type](record), `line ${index + 1}`).toBe(null);
    }
  });

  test('every key that the tracer writes is in the types', () => expect([...written].filter(path => !typed.has(path))).toEqual([]));

  test('every key of the types is spelled in C', () => expect([...typed].filter(path => !spelled.has(nameOf(path)))).toEqual([]));

  test('every key that is spelled in C is in the types', () => {
    const names = new Set([...typed].map(nameOf));
    expect([...spelled].filter(name => !names.has(name))).toEqual([]);
  });
});
