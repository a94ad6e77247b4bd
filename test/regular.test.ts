/** What a step puts into the place of a watch's files: nothing of it is waited for, and what it is is told. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { glance, lostRecord, readErrors, stopDetached, watchFiles } from 'bpf-linux';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { LiveFile } from '../bpf/live.ts';
import { findPlace } from '../src/action/place.ts';
import { readWorkflowRun } from '../src/publish/workflow-run.ts';
import { findState } from '../src/state.ts';

const root = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
afterAll(() => rmSync(root, { recursive: true }));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'watch-'));
});

const put = {
  'a FIFO': (path: string) => spawnSync('mkfifo', [path]),
  'a link to a FIFO': (path: string) => {
    spawnSync('mkfifo', [`${path}.fifo`]);
    symlinkSync(`${path}.fifo`, path);
  },
  'a link to /dev/zero': (path: string) => symlinkSync('/dev/zero', path),
  'a directory': (path: string) => mkdirSync(path),
  'a socket': (path: string) => new Promise<void>(resolve => createServer().listen(path, resolve).unref()),
} as const;

describe.each(Object.entries(put))('%s', (_name, make) => {
  test('in the place of a record', async () => {
    const files = watchFiles(folder);
    await make(files.record);
    const message = `${files.record} is no regular file any more: something replaced it during the watch`;
    expect(await stopDetached(files, [])).toMatchObject({ recording: null, failure: { kind: 'lost', message } });
    expect(await glance(files, 'mark')).toEqual({ recording: null, upToDate: false });
    expect(lostRecord(files)).toMatchObject({ message, remedy: expect.stringContaining('no step touches') });
  });

  test('in the place of what else is read', async () => {
    const files = watchFiles(folder);
    await make(files.errors);
    expect(readErrors(files)).toEqual([]);
    await make(join(folder, 'watch.json'));
    expect(() => findState(folder)).toThrow(/can't read .*watch\.json/);
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    await make(join(folder, '.github/workflows/ci.yml'));
    const GITHUB_WORKFLOW_REF = 'octo/shop/.github/workflows/ci.yml@refs/heads/main';
    const environment = { GITHUB_WORKFLOW_REF, GITHUB_REPOSITORY: 'octo/shop', GITHUB_WORKSPACE: folder };
    expect(findPlace(environment, '/action')).toBeNull();
    await make(join(folder, 'event.json'));
    expect(readWorkflowRun({ ...environment, GITHUB_EVENT_PATH: join(folder, 'event.json') }, '')).toMatchObject({ pullRequest: null });
  });
});

test('a record that is there no more, and one that can’t be read', () => {
  const files = watchFiles(folder);
  expect(lostRecord(files).message).toBe(`${files.record} is there no more`);
  symlinkSync(files.record, files.record);
  expect(lostRecord(files).message).toContain("can't be read any more");
});

test('a file without end that never was a record is left at once', async () => {
  const files = watchFiles(folder);
  writeFileSync(files.record, '');
  truncateSync(files.record, 2 ** 40);
  const { recording } = await stopDetached(files, []);
  expect(recording!.problems).toMatchObject([{ kind: 'not-a-record' }]);
});

test('one that grows while it is read is read as far as it was', () => {
  const path = join(folder, 'record.ndjson');
  const fixture = join(import.meta.dirname, '../fixtures/records/nginx-worker-segv.ndjson');
  writeFileSync(path, `${readFileSync(fixture, 'utf8').split('\n')[0]}\n`);
  const file = new LiveFile(path);
  const seen: string[] = [];
  const more = () =>
    file.read(({ type }) => {
      seen.push(type);
      if (seen.length < 1000) appendFileSync(path, `${JSON.stringify({ type: 'note', at: 0, text: 'n' })}\n`);
    });
  more();
  expect(seen).toEqual(['header']);
  more();
  expect(seen).toEqual(['header', 'note']);
});
