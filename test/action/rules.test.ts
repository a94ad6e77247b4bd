/** The user's rules in a job: from its workspace, from its workflow, and broken ones. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CRASH, levels, prepareJobs } from './jobs.ts';
import type { Job } from './runner/job.ts';

const job = prepareJobs();

const FILE = '.github/crash-gate.yml';
const accepting = 'rules:\n  - match: {comm: sh, cause: fault, step: chaos}\n    level: ignored\n    reason: the chaos step kills its shells\n';
const expecting = accepting.replace('level: ignored', 'expect: {min: 1, max: 1}');

/** As actions/checkout would. */
function checkOut(into: Job, text: string, file = FILE): void {
  mkdirSync(join(into.workspace, '.github'), { recursive: true });
  writeFileSync(join(into.workspace, file), text);
}

describe('rules of the workspace', () => {
  test('accept what they name, in the step that they name', async () => {
    const expected = job();
    await expected.uses();
    checkOut(expected, accepting);
    await expected.run(CRASH, { id: 'chaos' });
    const { conclusion, post } = await expected.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: [] });
    expect(post.summary).toContain('1 accepted by rules');

    const elsewhere = job();
    await elsewhere.uses();
    checkOut(elsewhere, accepting);
    await elsewhere.run(CRASH, { id: 'it' });
    expect((await elsewhere.end()).conclusion).toBe('failure');
  });

  test('an expectation that is not met fails a job in which nothing crashed, at the line that expects', async () => {
    const quiet = job();
    await quiet.uses();
    checkOut(quiet, expecting);
    await quiet.run('true', { id: 'chaos' });
    const checked = await quiet.uses('check');
    expect(checked.outputs, checked.output).toMatchObject({ verdict: 'clean' });
    const { conclusion, post } = await quiet.end();
    expect(conclusion, post.output).toBe('failure');
    expect(post.annotations).toMatchObject([{ name: 'error', properties: { title: 'Expected once, never seen', file: FILE, line: '2' } }]);
    expect(post.summary).toContain('Expected once, never seen');
  });

  test('broken ones fail the job at their line, and are not left out in silence', async () => {
    const broken = job();
    await broken.uses();
    checkOut(broken, accepting.replace('comm: sh', 'com: sh'));
    await broken.run('true');
    const { conclusion, post } = await broken.end();
    expect(conclusion, post.output).toBe('failure');
    expect(post.annotations).toMatchObject([
      {
        name: 'error',
        properties: { title: "The rules can't be used: unknown key 'com'", file: FILE, line: '2' },
        data: expect.stringContaining("Did you mean 'comm'?"),
      },
    ]);
    expect(post.log).toContain("the rules can't be used");
  });

  test('that are there at the start, and broken, fail the first step: nothing is run in vain', async () => {
    const early = job();
    checkOut(early, 'rules: 3');
    const main = await early.uses();
    expect(main.status, main.output).toBe(1);
    expect(main.annotations).toMatchObject([{ name: 'error', properties: { file: FILE, line: '1' } }]);
    const { post } = await early.end();
    expect(levels(post), post.output).toEqual([]);
  });

  test('with gate: annotate they are told, and fail nothing', async () => {
    const told = job();
    await told.uses('', { gate: 'annotate' });
    checkOut(told, 'rules: 3');
    const { conclusion, post } = await told.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['error'] });
  });
});

describe('rules of the workflow', () => {
  test('inline, with run', async () => {
    const inline = job();
    const step = await inline.uses('', { run: CRASH, 'rules-inline': 'rules:\n  - match: {comm: sh}\n    level: warning\n    reason: known\n' });
    expect(step, step.output).toMatchObject({ status: 0, outputs: { verdict: 'tolerated', incidents: '1', 'error-count': '0' } });
    await inline.end();
  });

  test('a file of another name; one that never comes is an error', async () => {
    const named = job();
    await named.uses('', { rules: 'gate.yml' });
    checkOut(named, accepting, 'gate.yml');
    await named.run(CRASH, { id: 'chaos' });
    const { conclusion, post } = await named.end();
    expect(conclusion, post.output).toBe('success');

    const missing = job();
    await missing.uses('', { rules: 'gate.yml' });
    const end = await missing.end();
    expect(end.conclusion, end.post.output).toBe('failure');
    expect(end.post.annotations[0]!.properties.title).toContain('there is no such file');
  });
});
