import { afterEach, describe, expect, test } from 'vitest';
import { scratch } from '../cli/harness.ts';
import { Job, type JobOptions, prepareAction } from './harness.ts';

const action = prepareAction(scratch());
const jobs: Job[] = [];
const job = (options?: JobOptions): Job => {
  const made = new Job(action, options);
  jobs.push(made);
  return made;
};
afterEach(() => {
  for (const made of jobs.splice(0)) made.close();
});

/** A crash that nobody but its parent notices. */
const CRASH = 'sh -c "kill -SEGV \\$\\$" || true';

describe('a job', () => {
  test('that is clean says so in one line, and is green', async () => {
    const clean = job();
    const main = await clean.uses();
    expect(main).toMatchObject({ status: 0, annotations: [] });
    await clean.run('true');
    const { conclusion, post, orphans } = await clean.end();
    expect({ conclusion, orphans, annotations: post.annotations }, post.output).toEqual({ conclusion: 'success', orphans: [], annotations: [] });
    expect(post.summary?.trim().split('\n')).toHaveLength(1);
  });

  test('in which something crashed unseen is red, and says what and where', async () => {
    const red = job();
    await red.uses();
    expect((await red.run(CRASH, { id: 'integration' })).status).toBe(0);
    const { conclusion, post, orphans } = await red.end();
    expect({ conclusion, orphans }, post.output).toEqual({ conclusion: 'failure', orphans: [] });
    expect(post.summary).toContain('SIGSEGV');
    expect(post.summary).toContain('integration');
    expect(post.annotations).toMatchObject([{ name: 'error', data: expect.stringContaining('the job went on and passed') }]);
  });
});
