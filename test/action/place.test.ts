import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPlace } from '../../src/action/place.ts';
import { scratch } from '../cli/harness.ts';

const folder = scratch();

function placeIn(text: string, changes: NodeJS.ProcessEnv = {}, action = '/elsewhere'): number | null {
  const workspace = mkdtempSync(join(folder, 'workspace-'));
  mkdirSync(join(workspace, '.github/workflows'), { recursive: true });
  writeFileSync(join(workspace, '.github/workflows/ci.yml'), text);
  const environment = {
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/ci.yml@refs/heads/a@b',
    GITHUB_JOB: 'test',
    GITHUB_ACTION_REPOSITORY: 'octo/crash-gate',
    ...changes,
  };
  return findPlace(environment, action.replace('WORKSPACE', workspace))?.line ?? null;
}

const steps = (...lines: readonly string[]) =>
  ['jobs:', '  build:', '    steps:', '      - run: make', '  test:', '    steps:', ...lines, ''].join('\n');

test.each([
  ['plain', steps('      - uses: octo/crash-gate@v1'), 7],
  ['quoted, with a comment', steps("      - uses: 'octo/crash-gate@0123abc' # v1"), 7],
  ['below a name', steps('      - name: gate', '        uses: Octo/Crash-Gate@v1'), 8],
  ['the first of two in one job', steps('      - uses: octo/crash-gate@v1', '      - uses: octo/crash-gate@v1'), 7],
  [
    'this job’s, not another’s',
    `jobs:\n  a:\n    steps:\n      - uses: octo/crash-gate@v1\n  test:\n    steps:\n      - uses: octo/crash-gate@v1\n`,
    7,
  ],
  ['the only one, in a job that is written in another way', `jobs: {test: {steps: [\n  uses: octo/crash-gate@v1\n]}}\n`, 2],
  [
    'two, of which nobody knows which',
    `jobs:\n  a:\n    steps:\n      - uses: octo/crash-gate@v1\n  b:\n    steps:\n      - uses: octo/crash-gate@v1\n`,
    null,
  ],
  ['another action', steps('      - uses: octo/crash-gate-extra@v1', '      - run: "uses: octo/crash-gate@v1"'), null],
])('%s', (_name, text, line) => {
  expect(placeIn(text)).toBe(line);
});

test('a local action', () => {
  expect(placeIn(steps('      - uses: ./'), { GITHUB_ACTION_REPOSITORY: '' }, 'WORKSPACE')).toBe(7);
  expect(placeIn(steps('      - uses: ./tools/gate/'), { GITHUB_ACTION_REPOSITORY: '' }, 'WORKSPACE/tools/gate')).toBe(7);
});

test('a workflow of another repository, or no workflow, has no place here', () => {
  const text = steps('      - uses: octo/crash-gate@v1');
  for (const ref of ['octo/other/.github/workflows/ci.yml@main', 'octo/shop/../ci.yml@main', '', 'octo/shop/.github/workflows/gone.yml@main'])
    expect(placeIn(text, { GITHUB_WORKFLOW_REF: ref })).toBeNull();
  expect(placeIn(text, { GITHUB_WORKSPACE: '' })).toBeNull();
});
