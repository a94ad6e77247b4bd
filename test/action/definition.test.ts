/** action.yml and check/action.yml say what the code does: the same inputs, the same defaults, files that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCheckInputs, readInputs } from '../../src/inputs.ts';
import { ROOT } from '../cli/harness.ts';

interface Definition {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

const definitionOf = (file: string) => parse(readFileSync(join(ROOT, file), 'utf8')) as Definition;
const outside = process.env;
afterEach(() => {
  process.env = outside;
});

/** Which inputs are asked for. */
function asked(read: () => unknown): readonly string[] {
  const names = new Set<string>();
  process.env = new Proxy({}, { get: (_, name) => void (String(name).startsWith('INPUT_') && names.add(String(name).slice(6).toLowerCase())) });
  read();
  return [...names].sort();
}

function withInputs<T>(inputs: Readonly<Record<string, string>>, read: () => T): T {
  process.env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  return read();
}

describe.each([
  ['action.yml', readInputs, ['job-status']],
  ['check/action.yml', readCheckInputs, []],
] as const)('%s', (file, read, elsewhere) => {
  const definition = definitionOf(file);

  test('has an input for all that is read, and reads all', () => {
    expect(Object.keys(definition.inputs).sort()).toEqual([...asked(read), ...elsewhere].sort());
  });

  test('gives every input a description and a default, and an empty text means the default', () => {
    for (const [name, { description, default: otherwise }] of Object.entries(definition.inputs)) {
      expect(description, name).toMatch(/\.\s*$/);
      expect(typeof otherwise, name).toBe('string');
    }
    const defaults = Object.entries(definition.inputs).map(([name, input]) => [name, input.default.includes('${{') ? '' : input.default]);
    expect(withInputs(Object.fromEntries(defaults), read)).toEqual(withInputs({}, read));
  });

  test('is small enough for GitHub, and names entries that are built', () => {
    expect(definition.description.length).toBeLessThan(250);
    expect(definition.runs.using).toBe('node24');
    for (const entry of [definition.runs.main, definition.runs.post].filter(path => path !== undefined)) {
      const path = join(dirname(join(ROOT, file)), entry);
      expect(existsSync(path.replace('/dist/', '/src/').replace(/\.js$/, '.ts')), path).toBe(true);
    }
  });
});

test.each([
  [{ gate: 'on' }, "'gate' is one of fail, annotate, off, not 'on'"],
  [{ summary: 'yes' }, "'summary' is true or false, not 'yes'"],
  [{ 'format-files': 'json, pdf' }, "'format-files' lists json, markdown, junit, sarif, html (or is none), but not 'pdf'"],
])('%j is a mistake', (inputs, message) => {
  expect(() => withInputs(inputs, readInputs)).toThrow(message);
});

test('lists and flags', () => {
  expect(withInputs({ 'format-files': 'html,json html', comment: 'FALSE', run: '  ' }, readInputs)).toMatchObject({
    formatFiles: ['html', 'json'],
    comment: false,
    run: null,
  });
  expect(withInputs({ 'format-files': 'none' }, readInputs).formatFiles).toEqual([]);
});
