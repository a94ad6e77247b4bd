import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { until } from '../until.ts';
import { asRoot, CRASH, levels, prepareJobs, tracersOf } from './jobs.ts';
import type { Job } from './runner/job.ts';

const job = prepareJobs();

describe('a watch that breaks', () => {
  test('the tracer is killed: a loud warning, and never "clean"', async () => {
    const broken = job();
    await broken.uses();
    await kill(broken);
    const { conclusion, post } = await broken.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['warning'] });
    expect(post.annotations[0]!.data).toContain('the tracer did not live to write its end line');
    expect(post.summary).toMatch(/can.t say/);
  });

  test('the same with on-unsupported: fail is a failing job', async () => {
    const broken = job();
    await broken.uses('', { 'on-unsupported': 'fail' });
    await kill(broken);
    expect((await broken.end()).conclusion).toBe('failure');
  });

  test('what crashed before is reported all the same', async () => {
    const broken = job();
    await broken.uses();
    await broken.run(CRASH);
    await kill(broken);
    const { conclusion, post } = await broken.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error', 'warning'] });
  });

  test('the disk is full: the log says so, and nothing hangs', async () => {
    const full = job({ disk: 128 });
    await full.uses();
    await full.run('dd if=/dev/zero of="$RUNNER_TEMP/big" bs=1k 2>/dev/null || true');
    await full.run(CRASH);
    const { conclusion, post } = await full.end();
    expect(post.log).toMatch(/No space left on device/);
    expect(levels(post)).toContain('warning');
    expect(conclusion).toBe('success');
  });

  test('the disk is full before the watch begins', async () => {
    const full = job({ disk: 32 });
    await full.run('dd if=/dev/zero of="$RUNNER_TEMP/big" bs=1k 2>/dev/null || true');
    const main = await full.uses();
    expect(main.status, main.output).toBe(0);
    const { conclusion, post } = await full.end();
    expect({ conclusion, status: post.status }, post.output).toEqual({ conclusion: 'success', status: 0 });
    expect(`${main.output}${post.output}`).toMatch(/no space left/i);
  });

  /** As an OOM killer or a malicious step would: without a word. */
  async function kill(broken: Job): Promise<void> {
    const [watch] = readdirSync(broken.temporary).filter(name => name.startsWith('crash-gate-'));
    const record = join(broken.temporary, watch!, 'record.ndjson');
    const { pid } = JSON.parse(readFileSync(record, 'utf8').split('\n')[0]!) as { pid: number };
    // The one that stands by, and the one that watches: alone, each would go on.
    const both = [String(pid), ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')];
    expect(asRoot('kill', '-KILL', ...both).status).toBe(0);
    await until(() => !existsSync(`/proc/${pid}`));
  }
});

test('a runner that dies takes the watch with it', async () => {
  const dead = job();
  await dead.uses();
  expect(tracersOf(dead)).not.toEqual([]);
  dead.close();
  await until(() => tracersOf(dead).length === 0);
});

describe('a machine that can not be watched', () => {
  test('no privilege: the steps run, the reason and the remedy are everywhere, the job stays green', async () => {
    const unwatched = job({ rules: 'none' });
    const main = await unwatched.uses();
    expect(main.log).toContain('NOT watched');
    await unwatched.run('true');
    const { conclusion, post } = await unwatched.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['warning'] });
    for (const text of [post.summary, post.annotations[0]!.data, post.log.replaceAll(/\s+/g, ' ')]) {
      expect(text).toContain('not allowed without a password');
      expect(text).toContain('/etc/sudoers.d/');
    }
  });

  test('out: names a folder that can not be made: nothing waits for it', async () => {
    const unwatched = job();
    await unwatched.uses('', { out: '/proc/crash-gate/reports' });
    const { conclusion, post } = await unwatched.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['warning', 'warning'] });
    expect(post.annotations.map(({ data }) => data)).toEqual([
      expect.stringContaining("can't use /proc/crash-gate/reports"),
      expect.stringContaining('Could not write into /proc/crash-gate/reports'),
    ]);
  });

  test('on-unsupported: fail fails the job, at its end', async () => {
    const unwatched = job({ rules: 'none' });
    expect((await unwatched.uses('', { 'on-unsupported': 'fail' })).status).toBe(0);
    expect((await unwatched.end()).conclusion).toBe('failure');
  });
});
