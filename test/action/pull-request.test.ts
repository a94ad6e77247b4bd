import { afterEach, describe, expect, test } from 'vitest';
import { type GitHub, startGitHub } from '../publish/github.ts';
import { CRASH, levels, prepareJobs } from './jobs.ts';
import type { JobOptions } from './runner/job.ts';

const job = prepareJobs();

describe('the pull request', () => {
  let github: GitHub;
  afterEach(() => github.close());
  const payload = (from: string) => ({
    pull_request: {
      number: 7,
      head: { sha: '2222222222222222222222222222222222222222', repo: { full_name: from } },
      base: { repo: { full_name: 'octo/shop' } },
    },
  });
  const pull = (from: string, url: string): JobOptions => ({
    token: 'secret-token',
    secrets: ['secret-token'],
    environment: { GITHUB_API_URL: url, GITHUB_REF: 'refs/pull/7/merge' },
    event: { name: 'pull_request', payload: payload(from) },
  });

  test('gets one comment and a check run', async () => {
    github = await startGitHub();
    const own = job(pull('octo/shop', github.url));
    await own.uses();
    await own.run(CRASH);
    const { conclusion, post } = await own.end();
    expect(conclusion).toBe('failure');
    expect(levels(post)).toEqual(['error']);
    expect(github.comments).toHaveLength(1);
    expect(github.checkRuns).toHaveLength(1);
  });

  test('from a fork gets neither, and the job is told nothing but its crashes', async () => {
    github = await startGitHub({ comments: 'read', checks: 'read' });
    const fork = job(pull('mallory/shop', github.url));
    await fork.uses();
    await fork.run('true');
    const { conclusion, post } = await fork.end();
    expect({ conclusion, errors: levels(post).filter(level => level !== 'notice') }, post.output).toEqual({ conclusion: 'success', errors: [] });
    expect(github.comments).toEqual([]);
    expect(github.checkRuns).toEqual([]);
  });

  test('is told when GitHub has come back from an outage and a rate limit', async () => {
    github = await startGitHub();
    github.fail(/./, { status: 500 }, 'drop', { status: 403, headers: { 'retry-after': '1' } }, { status: 502 });
    const patient = job(pull('octo/shop', github.url));
    await patient.uses();
    await patient.run(CRASH);
    expect(levels((await patient.end()).post)).toEqual(['error']);
    expect(github.comments).toHaveLength(1);
    expect(github.checkRuns).toHaveLength(1);
  });

  test('GitHub’s troubles never turn a green job red', async () => {
    github = await startGitHub();
    github.fail(/./, { status: 403 }, { status: 403 }, { status: 422 }, 'drop');
    const unlucky = job(pull('octo/shop', github.url));
    await unlucky.uses();
    await unlucky.run('true');
    expect((await unlucky.end()).conclusion).toBe('success');
  });
});
