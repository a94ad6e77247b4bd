/** docs/rules.schema.json, for editors, is made of the table that the reader goes by; UPDATE_GOLDEN=1 writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Key, keys } from '../../../src/rules/user/keys.ts';
import { levels } from '../../../src/rules/user/outcome.ts';
import { MOST_RULES, readRules } from '../../../src/rules/user/read.ts';

const file = join(import.meta.dirname, '../../../docs/rules.schema.json');
const docs = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8');

const text = { type: 'string', minLength: 1 };
const one = ({ kind, values }: Key): object => {
  if (kind === 'number')
    return {
      anyOf: [
        { type: 'integer', minimum: 1, maximum: 255 },
        { type: 'string', pattern: '^\\d{1,3}(-\\d{1,3})?$' },
      ],
    };
  return kind === 'choice' ? { enum: values } : text;
};
const orList = (key: Key): object => ({
  description: `${key.about}. For example: ${key.example}`,
  anyOf: [one(key), { type: 'array', minItems: 1, items: one(key) }],
});
const times = { type: 'integer', minimum: 0 };
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
              { description: 'How often it has to happen: fewer or more fails the gate.', minProperties: 1 },
            ),
            reason: { description: 'Why, for those who read the report.', type: 'string', minLength: 1, maxLength: 500 },
          },
          { required: ['match', 'reason'], oneOf: [{ required: ['level'] }, { required: ['expect'] }] },
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

const validate = new Ajv({ strictRequired: false, allowUnionTypes: true }).compile(schema);

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
      'level: error, expect: {min: 1}, reason: r',
    ].map(rest => `rules: [{match: {exe: a}, ${rest}}]`),
    ...['{}', '2', '{min: -1}', '{min: 1.5}', '{max: "3"}', '{most: 3}'].map(
      expected => `rules: [{match: {exe: a}, expect: ${expected}, reason: r}]`,
    ),
    'rules: [{match: {}, level: error, reason: r}]',
    'rules: [{level: error, reason: r}]',
  ])('on what is wrong with %s', text => {
    expect(readRules(text, 'x.yml').problems).not.toEqual([]);
    expect(validate(parse(text))).toBe(false);
  });

  test('docs/rules.md has every key', () => {
    const table = [...docs.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(table.filter(name => !['match', 'level', 'expect', 'reason'].includes(name as string)).sort()).toEqual(Object.keys(keys).sort());
  });

  test('on the shape of whatever is in the file: what the reader takes, the schema takes', () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>('fault', 'SIGSEGV', 'SEGV_MAPERR', 'nginx', 1, 300, '3-5', true, null, '', [], ['a', 'b'], {}),
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
