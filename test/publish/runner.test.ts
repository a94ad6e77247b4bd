import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { log, publishRunner, type Runner, saveState } from '../../src/publish/runner.ts';
import { readKeyValues, readOutput } from './runner.ts';

let folder: string;
let stdout: string;
let runner: Runner;
const path = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-gate-publish-'));
  stdout = '';
  for (const name of ['output', 'state', 'summary']) writeFileSync(path(name), '');
  runner = {
    environment: { GITHUB_OUTPUT: path('output'), GITHUB_STATE: path('state'), GITHUB_STEP_SUMMARY: path('summary') },
    write: text => {
      stdout += text;
    },
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

test('annotations, summary and outputs reach the runner', () => {
  const notices = publishRunner(
    {
      annotations: [{ level: 'error', title: 'a: b', message: 'x\n::error::y', file: '.github/workflows/ci.yml', line: 7 }],
      summary: () => '### Found',
      outputs: { verdict: 'failed', report: 'a\nb=c\n' },
    },
    runner,
  );
  expect(notices).toEqual([]);
  expect(readOutput(stdout)).toEqual({
    commands: [{ name: 'error', properties: { title: 'a: b', file: '.github/workflows/ci.yml', line: '7' }, data: 'x\n::error::y' }],
    log: [],
  });
  expect(readFileSync(path('summary'), 'utf8')).toBe('### Found\n');
  expect(readKeyValues(readFileSync(path('output'), 'utf8'))).toEqual([
    ['verdict', 'failed'],
    ['report', 'a\nb=c\n'],
  ]);
});

test('any values come back as they were, each as one', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z-]*$/), fc.string({ unit: 'binary' })), values => {
      writeFileSync(path('state'), '');
      expect(saveState(values, runner)).toBeNull();
      const read = readKeyValues(readFileSync(path('state'), 'utf8'));
      expect(read).toEqual(Object.entries(values).map(([name, value]) => [name, Buffer.from(value).toString('utf8')]));
    }),
  );
});

test('what a step wrote into its summary before counts', () => {
  writeFileSync(path('summary'), 'x'.repeat(1024 * 1024 - 100));
  let room = 0;
  const summary = ({ bytes }: { readonly bytes: number }) => {
    room = bytes;
    return 'y'.repeat(bytes);
  };
  expect(publishRunner({ annotations: [], summary, outputs: {} }, runner)).toEqual([]);
  expect(room).toBe(99);
  expect(readFileSync(path('summary'))).toHaveLength(1024 * 1024);
});

test('a summary that is too big is left out and told about', () => {
  const [notice] = publishRunner({ annotations: [], summary: () => 'é'.repeat(600_000), outputs: {} }, runner);
  expect(notice?.message).toBe('Could not write the job summary: it has more than 1024 KiB. The verdict stands.');
  expect(readFileSync(path('summary'), 'utf8')).toBe('');
});

test('files that the runner has not given are told about, once each', () => {
  runner = { ...runner, environment: { GITHUB_OUTPUT: join(folder, 'no', 'such', 'folder') } };
  const notices = publishRunner({ annotations: [], summary: () => 'text', outputs: { verdict: 'clean' } }, runner);
  expect(notices.map(notice => notice.message)).toEqual([
    'Could not write the job summary: the runner has not set GITHUB_STEP_SUMMARY. The verdict stands.',
    'Could not write the outputs: there is no such file or directory. The verdict stands.',
  ]);
  expect(publishRunner({ annotations: [], summary: null, outputs: {} }, runner)).toEqual([]);
});

test('a report in the log is no command', () => {
  log('✗ ::error::hidden\n##[set-output name=verdict]clean', runner);
  expect(readOutput(stdout)).toEqual({ commands: [], log: ['✗ ::error::hidden', '##[set-output name=verdict]clean'] });
});
