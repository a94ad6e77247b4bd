import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CRASH, levels, prepareJobs } from './jobs.ts';

const job = prepareJobs();

describe('uses', () => {
  test('twice in one job: one watch, one report', async () => {
    const twice = job();
    await twice.uses();
    const second = await twice.uses();
    expect(second).toMatchObject({ status: 0, annotations: [{ name: 'notice' }] });
    await twice.run(CRASH);
    const { steps, conclusion } = await twice.end();
    const posts = steps.filter(({ name }) => name === 'post');
    expect(posts.map(({ annotations }) => annotations.length)).toEqual([0, 1]);
    expect(conclusion).toBe('failure');
  });

  test('with a wrong input: main fails and says which', async () => {
    const wrong = job();
    const main = await wrong.uses('', { gate: 'faill' });
    expect(main).toMatchObject({
      status: 1,
      annotations: [{ name: 'error', data: expect.stringContaining("'gate' is one of fail, annotate, off") }],
    });
    expect((await wrong.end()).post.annotations).toEqual([]);
  });

  test('with gate: annotate nothing fails', async () => {
    const tolerant = job();
    await tolerant.uses('', { gate: 'annotate' });
    await tolerant.run(CRASH);
    const { conclusion, post } = await tolerant.end();
    expect({ conclusion, annotations: levels(post) }).toEqual({ conclusion: 'success', annotations: ['error'] });
  });

  test('with gate: off only the record is left', async () => {
    const recorded = job();
    await recorded.uses('', { gate: 'off', out: 'crashes' });
    await recorded.run(CRASH);
    const { conclusion, post } = await recorded.end();
    expect({ conclusion, annotations: levels(post), summary: post.summary }).toEqual({ conclusion: 'success', annotations: [], summary: null });
    expect(readdirSync(join(recorded.workspace, 'crashes'))).toEqual(['record.ndjson']);
  });

  test('with files: each report is there, beside the record', async () => {
    const files = job();
    await files.uses('', { out: 'crashes', 'format-files': 'json, markdown, junit, sarif, html' });
    await files.run(CRASH);
    await files.end();
    expect(readdirSync(join(files.workspace, 'crashes')).sort()).toEqual([
      'junit.xml',
      'record.ndjson',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ]);
    const report = JSON.parse(readFileSync(join(files.workspace, 'crashes/report.json'), 'utf8'));
    expect(report).toMatchObject({
      command: null,
      job: { system: 'github', repository: 'octo/shop', workflow: 'CI', name: 'test', runId: '4711', attempt: '1', result: 'passed' },
      incidents: [{ masked: 'swallowed', process: { inJob: true } }],
    });
  });

  test('stands at the workflow’s line when that is known', async () => {
    const workflow =
      'on: push\njobs:\n  other:\n    steps:\n      - uses: octo/crash-gate@v1\n  test:\n    steps:\n      - run: x\n      - uses: octo/crash-gate@v1 # gate\n';
    const placed = job({ workflow });
    await placed.uses();
    await placed.run(CRASH);
    expect((await placed.end()).post.annotations[0]!.properties).toMatchObject({ file: '.github/workflows/ci.yml', line: '9' });
  });
});
