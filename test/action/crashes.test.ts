/** What happens to jobs, and what their owners get to see of it. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../cli/harness.ts';
import { CRASH, levels, prepareJobs, reportOf } from './jobs.ts';

const job = prepareJobs();

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

describe('crashes', () => {
  test('of a worker whose master starts it again', async () => {
    const hidden = job();
    await hidden.uses();
    const step = await hidden.run(`'${process.execPath}' '${join(ROOT, 'test/action/master.mjs')}' 2`, { id: 'load-test' });
    expect(step.status, step.output).toBe(0);
    const { conclusion, post } = await hidden.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
    expect(post.annotations[0]!.properties.title).toMatch(/^Hidden crash: .*died of SIGSEGV twice and was replaced$/);
    expect(post.summary).toContain('load-test');
  });

  test('in the post of another action, which the watch outlives', async () => {
    const late = job();
    await late.uses();
    late.usesAnother(CRASH);
    await late.run('true');
    const { conclusion, steps, post } = await late.end();
    expect(steps.map(({ name }) => name)).toEqual(['main ', 'run true', 'another post', 'post']);
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
    expect(post.summary).toContain('__other');
  });

  test('while a step tears down what an earlier one started', async () => {
    const teardown = job();
    await teardown.uses();
    // A server that crashes when it is asked to stop, which nobody looks at.
    await teardown.run(`nohup sh -c 'trap "kill -SEGV \\$\\$" TERM; touch ready; while :; do sleep 0.1; done' >log 2>&1 & echo $! >pid
      until [ -e ready ]; do sleep 0.05; done`);
    await teardown.run('kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done');
    const { conclusion, post } = await teardown.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
  });

  test('in a job that is red already: told, not called hidden', async () => {
    const red = job();
    await red.uses();
    await red.run(CRASH);
    await red.run('exit 3');
    const { conclusion, post } = await red.end();
    expect(conclusion).toBe('failure');
    expect(post.annotations).toMatchObject([{ name: 'error', data: expect.stringContaining('the job failed') }]);
    expect(post.log).toContain('the job itself failed');
  });

  test('when the job is cancelled', async () => {
    const cancelled = job();
    await cancelled.uses();
    await cancelled.run(CRASH);
    cancelled.cancel();
    const { conclusion, post } = await cancelled.end();
    expect(conclusion).toBe('cancelled');
    expect(post.log).toContain('the job was cancelled');
  });

  test('two hundred different ones fit into ten annotations and one summary', async () => {
    const many = job();
    await many.uses();
    await many.run(
      `for a in $(seq 20); do for b in $(seq 10); do cp /bin/sh "crasher-$a-$b"; "./crasher-$a-$b" -c 'kill -SEGV $$' || true; done; done 2>/dev/null`,
    );
    const { conclusion, post } = await many.end();
    expect(conclusion).toBe('failure');
    expect(post.annotations).toHaveLength(10);
    expect(post.annotations.at(-1)!.properties.title).toContain('191 more incidents');
    expect(post.summary).toContain('crasher-1-1');
    expect(reportOf(post).incidents).toHaveLength(200);
  });
});
