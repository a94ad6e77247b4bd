import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../cli/harness.ts';
import { until } from '../until.ts';
import { CRASH, levels, prepareJobs, reportOf, tracersOf } from './jobs.ts';

const job = prepareJobs();

describe('run: one command, watched in this step', () => {
  test('passes through output and status, and leaves the rest of the job alone', async () => {
    const one = job();
    const step = await one.uses('', { run: 'echo hello; test -z "$INPUT_TOKEN$INPUT_RUN"; exit 7' });
    expect(step).toMatchObject({ status: 7, outputs: { verdict: 'clean', incidents: '0', 'error-count': '0' } });
    expect(step.log).toContain('hello');
    const { post } = await one.end();
    expect(post).toMatchObject({ status: 0, annotations: [], summary: null });
  });

  test('fails the step when something crashed behind it', async () => {
    const one = job();
    const step = await one.uses('', { run: CRASH });
    expect(step, step.output).toMatchObject({ status: 1, outputs: { verdict: 'failed', incidents: '1', 'error-count': '1' } });
    expect(levels(step)).toEqual(['error']);
    expect(existsSync(step.outputs.report!)).toBe(true);
    expect((await one.end()).post.annotations).toEqual([]);
  });

  test('a cancelled step hands the signal on, and still says what it saw', async () => {
    const one = job();
    const step = one.uses('', { run: `${CRASH}; touch ready; exec tail -f /dev/null` });
    await until(() => one.exists('ready'));
    one.signal('SIGINT');
    const { status, outputs } = await step;
    expect({ status, outputs }).toMatchObject({ status: 130, outputs: { verdict: 'failed' } });
  });

  test('a step that is cancelled before the command was started does not start it', async () => {
    const programs = scratch();
    writeFileSync(join(programs, 'sudo'), '#!/bin/sh\nkill -INT $PPID\nexit 1\n', { mode: 0o755 });
    chmodSync(programs, 0o755);
    const one = job({ environment: { PATH: `${programs}:${process.env.PATH}` } });
    const step = await one.uses('', { run: 'touch begun' });
    expect(step).toMatchObject({ status: 130, outputs: { verdict: 'inconclusive' } });
    expect(step.log).toContain('ended by SIGINT before the command was started');
    expect(one.exists('begun')).toBe(false);
  });

  test('a step that is killed leaves its report to the post step, and no tracer behind', async () => {
    const one = job();
    const step = one.uses('', { run: `${CRASH}; touch ready; until [ -e stop ]; do sleep 0.1; done` });
    await until(() => one.exists('ready'));
    one.signal('SIGKILL');
    await until(() => tracersOf(one).length === 0);
    writeFileSync(join(one.workspace, 'stop'), '');
    expect((await step).status).toBeNull();
    const { post } = await one.end();
    expect(levels(post), post.output).toEqual(['error', 'warning']);
    expect(post.annotations[1]!.data).toContain('the process that it watched for ended');
  });

  test('runs the command unwatched where watching is not possible', async () => {
    const one = job({ rules: 'none' });
    const step = await one.uses('', { run: 'echo hello' });
    expect(step).toMatchObject({ status: 0, outputs: { verdict: 'inconclusive' } });
    expect(step.log).toContain('hello');
  });
});

describe('check', () => {
  test('judges what there is so far, and the watch goes on', async () => {
    const checked = job();
    await checked.uses();
    expect(await checked.uses('check')).toMatchObject({
      status: 0,
      outputs: { verdict: 'clean', incidents: '0', 'error-count': '0' },
      annotations: [],
      summary: null,
    });
    await checked.run(CRASH);
    const second = await checked.uses('check', { summary: 'true' });
    expect(second, second.output).toMatchObject({ status: 0, outputs: { verdict: 'failed', incidents: '1', 'error-count': '1' } });
    expect(second.summary).toContain('SIGSEGV');
    expect(await checked.uses('check', { gate: 'fail' })).toMatchObject({ status: 1, outputs: { verdict: 'failed' } });
    await checked.run(CRASH);
    expect(reportOf((await checked.end()).post).incidents[0]).toMatchObject({ count: 2 });
  });

  test('without a watch nobody can say', async () => {
    const nothing = job();
    const check = await nothing.uses('check');
    expect(check, check.output).toMatchObject({ status: 0, outputs: { verdict: 'inconclusive', record: '' } });
    expect((await nothing.uses('check', { 'on-unsupported': 'fail' })).status).toBe(1);
  });
});
