import type { Step } from 'bpf-linux';
import { expect, test } from 'vitest';
import { findStepRuns, stepOf } from '../../src/crash/step.ts';
import * as r from '../records.ts';

const { SECOND } = r;
const records = [
  ...r.step('build', 100, 1 * SECOND, 4 * SECOND),
  r.note('something else', 2 * SECOND),
  ...r.step('test', 101, 5 * SECOND, 9 * SECOND),
  // An action's main and its post are called alike.
  ...r.step('cache', 102, 9.1 * SECOND, 9.5 * SECOND),
  ...r.step('cache', 103, 20 * SECOND, null),
];
const runs = findStepRuns(records);

test('the runs of steps, by time', () => {
  expect(runs).toEqual([
    { id: 'build', from: 1 * SECOND, to: 4 * SECOND },
    { id: 'test', from: 5 * SECOND, to: 9 * SECOND },
    { id: 'cache', from: 9.1 * SECOND, to: 9.5 * SECOND },
    { id: 'cache', from: 20 * SECOND, to: null },
  ]);
});

test('an end without its beginning, and a beginning without a name, are no runs', () => {
  const [begin, end] = r.step('late', 104, 1, 2) as [Step, Step];
  expect(findStepRuns([end])).toEqual([]);
  expect(findStepRuns([{ ...begin, id: null }])).toEqual([]);
});

const table: readonly (readonly [what: string, step: string | null, at: number, of: string | null, during: string | null])[] = [
  ['what a step started', 'build', 3, 'ancestor build', 'build'],
  ['what outlived its step', 'build', 6, 'ancestor build', 'test'],
  ['a container', null, 6, 'running test', 'test'],
  ['a container between two steps', null, 4.5, null, null],
  ['a step itself, which is told to end first', 'build', 4.001, 'ancestor build', 'build'],
  ['a container before the first step', null, 0.5, null, null],
  ['a container during a step that the watch did not outlive', null, 30, 'running cache', 'cache'],
];

test.each(table)('%s', (_, step, at, of, during) => {
  const found = stepOf({ step, at: at * SECOND }, runs);
  expect(found.of === null ? null : `${found.of.by} ${found.of.id}`).toBe(of);
  expect(found.during).toBe(during);
  expect(found.none === null).toBe(of !== null);
});

test('without steps in the recording there are only ancestors', () => {
  expect(stepOf({ step: null, at: 1 }, [])).toEqual({
    of: null,
    none: 'neither it nor an ancestor had GITHUB_ACTION in its environment',
    during: null,
  });
  expect(stepOf({ step: 'build', at: 1 }, [])).toEqual({ of: { id: 'build', by: 'ancestor' }, none: null, during: null });
});
