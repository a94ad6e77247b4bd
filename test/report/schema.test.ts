import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { recorded, told } from './golden.ts';
import { hostileReport } from './hostile.ts';
import { stories } from './stories.ts';

type Schema = { [key: string]: unknown };

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'docs/report.schema.json'), 'utf8')) as Schema;
const options = { allErrors: true, allowUnionTypes: true, strictRequired: false };
const validate = new Ajv(options).compile(schema);

/** As the types have it now: no key and no value that the schema doesn't name. What is published leaves room for later ones. */
const strict = new Ajv(options).compile(closed(schema) as Schema);

function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value as Schema).map(([key, inner]) => [key, closed(inner)])) as Schema;
  if (Array.isArray(copy.examples)) copy.enum = copy.examples;
  if (Array.isArray(copy.allOf)) copy.allOf = copy.allOf.map(branch => closeBranch(branch as { then: Schema }));
  else if (copy.type === 'object' && copy.properties !== undefined) copy.additionalProperties = false;
  return copy;
}

/** A cause has the keys of its kind, and the kind. */
function closeBranch(branch: { readonly then: Schema }): Schema {
  const copy = structuredClone(branch);
  Object.assign(copy.then, { properties: { ...(branch.then.properties as Schema), kind: true }, additionalProperties: false });
  return copy;
}

/** As a reader gets it. */
const written = (report: Report): unknown => JSON.parse(JSON.stringify(report));

function expectValid(report: Report): void {
  validate(written(report));
  expect(validate.errors ?? []).toEqual([]);
  strict(written(report));
  expect(strict.errors ?? []).toEqual([]);
}

const names = readdirSync(join(root, 'fixtures/records'))
  .filter(file => file.endsWith('.ndjson'))
  .map(file => file.replace('.ndjson', ''));

describe('docs/report.schema.json', () => {
  test.each(names)('fits the real recording %s', name => expectValid(recorded(name)));
  test.each(Object.keys(stories))('fits the story %s', name => expectValid(told(name)));

  test('fits whatever names there are', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        validate(written(report));
        expect(validate.errors ?? []).toEqual([]);
      }),
    );
  });

  test('names no key that reports never have', () => {
    const seen = new Set<string>();
    const note = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) seen.add(key);
        note(inner);
      }
    };
    for (const report of [...names.map(recorded), ...Object.keys(stories).map(told)]) note(report);
    const promised = new Set<string>();
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'properties') for (const name of Object.keys(inner as Schema)) promised.add(name);
        collect(inner);
      }
    };
    collect(schema);
    expect([...promised].filter(key => !seen.has(key))).toEqual([]);
  });

  test('leaves room for later keys and values', () => {
    const report = written(told('worker')) as { verdict: string; incidents: Record<string, unknown>[] };
    const later = {
      ...report,
      verdict: 'later',
      news: 1,
      incidents: report.incidents.map(incident => ({ ...incident, cause: { kind: 'later' }, masked: 'later' })),
    };
    expect(validate(later)).toBe(true);
    expect(strict(later)).toBe(false);
    expect(validate({ ...report, incidents: null })).toBe(false);
  });
});
