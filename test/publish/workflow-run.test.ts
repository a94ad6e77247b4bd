import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWorkflowRun } from '../../src/publish/workflow-run.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-gate-event-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hosted = {
  GITHUB_REPOSITORY: 'shop/api',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_RUN_ID: '123',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/heads/main',
  GITHUB_WORKFLOW: 'CI',
  GITHUB_WORKFLOW_REF: 'shop/api/.github/workflows/ci.yml@refs/heads/main',
  GITHUB_JOB: 'test',
};
const head = 'b'.repeat(40);

function read(event: string, payload: unknown, more: NodeJS.ProcessEnv = {}, matrix = 'null') {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return readWorkflowRun({ ...hosted, GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, ...more }, matrix);
}

const pull = (from: string | null) => ({
  pull_request: { number: 7, head: { sha: head, repo: from === null ? null : { full_name: from } }, base: { repo: { full_name: 'shop/api' } } },
});

test.each([
  ['pull_request', pull('shop/api'), { pullRequest: 7, sha: head, fork: false }],
  ['pull_request', pull('mallory/api'), { pullRequest: 7, sha: head, fork: true }],
  ['pull_request', pull(null), { pullRequest: 7, sha: head, fork: true }],
  ['pull_request_target', pull('mallory/api'), { pullRequest: 7, sha: head, fork: false }],
  ['pull_request_review', pull('shop/api'), { pullRequest: 7, sha: head, fork: false }],
  ['workflow_run', { workflow_run: { head_sha: head, pull_requests: [{ number: 8 }] } }, { pullRequest: 8, sha: head, fork: false }],
  ['workflow_run', { workflow_run: { head_sha: head, pull_requests: [] } }, { pullRequest: null, sha: head }],
  ['check_suite', { check_suite: { head_sha: head, pull_requests: [{ number: 8 }] } }, { pullRequest: 8, sha: head }],
  [
    'merge_group',
    { merge_group: { head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-42-${'c'.repeat(40)}` } },
    { pullRequest: 42, sha: head },
  ],
  ['merge_group', { merge_group: { head_sha: head, head_ref: 'refs/heads/main' } }, { pullRequest: null, sha: head }],
  ['issue_comment', { issue: { number: 9, pull_request: {} } }, { pullRequest: 9, sha: hosted.GITHUB_SHA }],
  ['issue_comment', { issue: { number: 9 } }, { pullRequest: null }],
  ['push', { head_commit: { id: head } }, { pullRequest: null, sha: hosted.GITHUB_SHA, fork: false }],
  ['schedule', {}, { pullRequest: null, sha: hosted.GITHUB_SHA }],
])('%s %#', (event, payload, expected) => {
  expect(read(event, payload)).toMatchObject(expected);
});

test('without a payload the ref still names the pull request', () => {
  const more = { GITHUB_REF: 'refs/pull/12/merge' };
  expect(read('pull_request', 'not JSON', more)?.pullRequest).toBe(12);
  expect(read('pull_request', {}, { ...more, GITHUB_EVENT_PATH: join(folder, 'none') })?.pullRequest).toBe(12);
});

test('GitHub Enterprise Server, and the page of the run', () => {
  const run = read('push', {}, { GITHUB_API_URL: 'https://git.example.com/api/v3/', GITHUB_SERVER_URL: 'https://git.example.com' });
  expect(run).toMatchObject({
    apiUrl: 'https://git.example.com/api/v3',
    url: 'https://git.example.com/shop/api/actions/runs/123',
    id: 123,
    attempt: 2,
  });
});

test('the key is the same in every run of a job, and another for another job, workflow or matrix', () => {
  const key = (more: NodeJS.ProcessEnv, matrix?: string) => read('push', {}, more, matrix)?.key;
  const same = key({});
  expect(same).toMatch(/^[0-9a-f]{16}$/);
  expect(key({ GITHUB_RUN_ID: '999', GITHUB_WORKFLOW_REF: 'shop/api/.github/workflows/ci.yml@refs/pull/3/merge', GITHUB_WORKFLOW: 'Renamed' })).toBe(
    same,
  );
  const others = [
    key({ GITHUB_JOB: 'other' }),
    key({ GITHUB_WORKFLOW_REF: 'shop/api/.github/workflows/other.yml@refs/heads/main' }),
    key({}, '{"node":22}'),
    key({}, '{"node":24}'),
  ];
  expect(new Set([same, ...others]).size).toBe(5);
});

test('a matrix is named as GitHub names it', () => {
  expect(read('push', {}, {}, '{"node": 22, "os": "x64", "extra": {"a": 1}}')?.job).toBe('test (22, x64, {"a":1})');
  expect(read('push', {}, {}, '')?.job).toBe('test');
});

test('outside of a workflow there is no run', () => {
  expect(readWorkflowRun({}, 'null')).toBeNull();
  expect(readWorkflowRun({ GITHUB_REPOSITORY: '../../evil' }, 'null')).toBeNull();
});

test('any payload gives a run', () => {
  const keys = fc.constantFrom(
    'pull_request',
    'workflow_run',
    'merge_group',
    'issue',
    'head',
    'base',
    'repo',
    'number',
    'pull_requests',
    'head_ref',
    '__proto__',
  );
  const { value } = fc.letrec(tie => ({
    value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(keys, tie('value'))),
  }));
  fc.assert(
    fc.property(value, payload => {
      const run = read('pull_request', payload);
      expect(run?.pullRequest === null || Number.isInteger(run?.pullRequest)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
