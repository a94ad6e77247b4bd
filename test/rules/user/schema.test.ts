/** docs/rules.schema.json, for editors, is made of the table that the reader goes by; UPDATE_GOLDEN=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { MOST_CODE } from '../../../src/rules/user/conditions.ts';
import { MOST_REASON } from '../../../src/rules/user/entry.ts';
import { harmlessSignals, type Key, keys } from '../../../src/rules/user/keys.ts';
import { levels, MOST_TIMES } from '../../../src/rules/user/outcome.ts';
import { MOST_RULES, readRules } from '../../../src/rules/user/read.ts';

const file = join(import.meta.dirname, '../../../docs/rules.schema.json');
const docs = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8');

const text = { type: 'string', minLength: 1 };
/** Whether a text with one of these matches anything is for the reader to say. */
const glob = { type: 'string', pattern: '[*?[\\\\]' };
/** 1 to MOST_CODE. */
const code = '0*(?:[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const one = ({ kind, values, others, most }: Key): object => {
  if (kind === 'number') {
    return {
      anyOf: [
        { type: 'integer', minimum: 1, maximum: MOST_CODE },
        { type: 'string', pattern: `^${code}(?:-${code})?$` },
      ],
    };
  }
  if (kind === 'choice') return { enum: values };
  const beginning = others === undefined ? [] : [{ type: 'string', pattern: `^${others}` }];
  if (values !== undefined) return { anyOf: [{ enum: values }, glob, ...beginning] };
  return most === undefined ? text : { anyOf: [{ ...text, maxLength: most }, glob] };
};
const orList = (key: Key): object => ({
  description: `${key.about}. For example: ${key.example}`,
  anyOf: [one(key), { type: 'array', minItems: 1, items: one(key) }],
});
const times = { type: 'integer', minimum: 0, maximum: MOST_TIMES };
/** Strict validators want a key that is required to be known in the same place. */
const having = (key: string, what: object | true = true): object => ({ properties: { [key]: what }, required: [key] });
const object = (properties: object, changes: object = {}): object => ({ type: 'object', properties, additionalProperties: false, ...changes });

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Crash Gate: .github/crash-gate.yml',
  ...object(
    {
      rules: {
        description: 'The first one that matches decides; after them come the built-in ones.',
        type: 'array',
        maxItems: MOST_RULES,
        items: object(
          {
            match: object(Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, orList(key)])), {
              description: 'All keys must match; * is any characters, also a slash.',
              minProperties: 1,
            }),
            level: { description: 'What it counts as; error fails the gate.', enum: levels },
            expect: object(
              { min: times, max: times },
              {
                description: 'How often it has to happen: fewer or more fails the gate.',
                anyOf: [having('max'), having('min', { type: 'integer', minimum: 1 })],
              },
            ),
            reason: { description: 'Why, for those who read the report.', type: 'string', pattern: '\\S', maxLength: MOST_REASON },
          },
          { required: ['match', 'reason'], oneOf: [having('level'), having('expect')] },
        ),
      },
    },
    { required: ['rules'] },
  ),
};

test('docs/rules.schema.json is made of the table of keys', () => {
  const made = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(file, made);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(made));
});

const validate = new Ajv({ strict: true }).compile(schema);

describe('the schema and the reader agree', () => {
  test('on every example in docs/rules.md', () => {
    const examples = [...docs.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, example]) => example as string);
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) {
      expect(readRules(example, 'example.yml').problems, example).toEqual([]);
      expect(validate(parse(example)), example).toBe(true);
    }
  });

  test.each([
    'rules: {}',
    'rulez: []',
    '[]',
    ...['exee: x', 'exe: 5', 'exe: []', 'exe: [[a]]', 'cause: crash', 'exit-code: 0', 'exit-code: 256', 'exit-code: x', 'masked: maybe'].map(
      key => `rules: [{match: {${key}}, level: error, reason: r}]`,
    ),
    ...[
      'level: error',
      'reason: r',
      'level: warn, reason: r',
      'level: error, reason: ""',
      'level: error, reason: 5',
      'level: error, reason: "  "',
      `level: error, reason: ${'x'.repeat(MOST_REASON + 1)}`,
      'level: error, expect: {min: 1}, reason: r',
    ].map(rest => `rules: [{match: {exe: a}, ${rest}}]`),
    ...['SEGV', 'segv', 'SIGFOO', '"11"', '11', ...harmlessSignals].map(signal => `rules: [{match: {signal: ${signal}}, level: error, reason: r}]`),
    ...['segv_maperr', 'SEGV_FOO', '1'].map(code => `rules: [{match: {code: ${code}}, level: error, reason: r}]`),
    ...['"0-5"', '"1-256"', '0-0', '256-300', '"-5"', '1-', '"1,2"', '"*"', '99999999999999999999'].map(
      code => `rules: [{match: {exit-code: ${code}}, level: error, reason: r}]`,
    ),
    'rules: [{match: {comm: averyveryverylong}, level: error, reason: r}]',
    ...[
      '{}',
      '2',
      '{min: 0}',
      '{min: -1}',
      '{max: 1000001}',
      '{max: 9007199254740993}',
      '{min: 1, max: null}',
      '{min: 1.5}',
      '{max: "3"}',
      '{most: 3}',
    ].map(expected => `rules: [{match: {exe: a}, expect: ${expected}, reason: r}]`),
    'rules: [{match: {}, level: error, reason: r}]',
    'rules: [{level: error, reason: r}]',
  ])('on what is wrong with %s', text => {
    expect(readRules(text, 'x.yml').problems).not.toEqual([]);
    expect(validate(parse(text))).toBe(false);
  });

  test.each([
    ...['SIGSEGV', 'SIGRTMIN+3', '"SIG*"', '"SIGSEG[V]"', '[SIGBUS, "*"]'].map(signal => `signal: ${signal}`),
    ...['SEGV_MAPERR', 'SI_KERNEL', '"SEGV_*"', '"code 77"', '[FPE_INTDIV, "*ADR*"]'].map(code => `code: ${code}`),
    ...['averyveryverylo', '"*averyveryvery*"', '"[a-z][a-z][a-z][a-z]"'].map(comm => `comm: ${comm}`),
    ...['1', '255', '64-78', '"7"', '[3, "5-7"]', '017-020'].map(code => `exit-code: ${code}`),
  ])('on what is right with %s', key => {
    const text = `rules: [{match: {${key}}, level: error, reason: r}]`;
    expect(readRules(text, 'x.yml').problems).toEqual([]);
    expect(validate(parse(text))).toBe(true);
  });

  test('on every exit code', () => {
    for (const code of Array.from({ length: 1100 }, (_, index) => index)) {
      for (const written of [code, `${code}`, `1-${code}`, `${code}-255`, `0${code}`]) {
        const rules = [{ match: { 'exit-code': written }, level: 'error', reason: 'r' }];
        const read = readRules(stringify({ rules }), 'x.yml').problems.length === 0;
        expect([written, validate({ rules })]).toEqual([written, read]);
      }
    }
  });

  test.each(['{max: 0}', '{min: 1}', '{min: 0, max: 3}', '{min: 0, max: 0}', '{max: 1000000}'])('on expect: %s', expected => {
    const text = `rules: [{match: {exe: a}, expect: ${expected}, reason: r}]`;
    expect(readRules(text, 'x.yml').problems).toEqual([]);
    expect(validate(parse(text))).toBe(true);
  });

  test('docs/rules.md has every key', () => {
    const table = [...docs.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(table.filter(name => !['match', 'level', 'expect', 'reason'].includes(name as string)).sort()).toEqual(Object.keys(keys).sort());
  });

  test('on the shape of whatever is in the file: what the reader takes, the schema takes', () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        'fault',
        'SIGSEGV',
        'SIGCHLD',
        'SIG*',
        'SEGV_MAPERR',
        'code 7',
        'nginx',
        1,
        300,
        '3-5',
        '0-5',
        '017',
        ' ',
        '🎉'.repeat(300),
        true,
        null,
        '',
        [],
        ['a', 'b'],
        {},
      ),
      fc.string(),
    );
    const match = fc.dictionary(fc.constantFrom(...Object.keys(keys), 'other'), value, { maxKeys: 3 });
    const rule = fc.record(
      {
        match: fc.oneof({ weight: 4, arbitrary: match }, { weight: 1, arbitrary: value }),
        level: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...levels) }, value),
        expect: fc.dictionary(fc.constantFrom('min', 'max', 'most'), fc.constantFrom<unknown>(0, 1, 3, -1, 1.5, 'x'), { maxKeys: 2 }),
        reason: fc.oneof({ weight: 3, arbitrary: fc.constant('because') }, value),
      },
      { requiredKeys: ['match'] },
    );
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 1 }), rules => {
        const read = readRules(stringify({ rules }), 'x.yml');
        if (read.problems.length === 0) expect(validate({ rules })).toBe(true);
        // What the schema refuses is a mistake for the reader, too.
        if (!validate({ rules })) expect(read.problems).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
