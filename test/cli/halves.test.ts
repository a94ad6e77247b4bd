/** crash-gate start and stop: a watch in two halves, for CI systems whose steps are processes of their own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { fake, gate, scratch } from './harness.ts';

const folder = scratch();
let number = 0;
const used: string[] = [];
const fresh = (): string => {
  const out = join(folder, `watch-${++number}`);
  used.push(out);
  return out;
};
afterEach(async () => {
  for (const out of used.splice(0)) await gate(['stop', '--gate', 'off', '--out', out]);
});

const crash = () => spawnSync('sh', ['-c', 'sh -c "kill -SEGV \\$\\$"; true']);

test('what crashes between them is found, by whatever process', async () => {
  const out = fresh();
  const begun = await gate(['start', '--out', out]);
  expect(begun, begun.stderr).toMatchObject({ status: 0, stdout: '' });
  crash();
  const { status, stdout } = await gate(['stop', '--out', out, '--job-status', 'success', '--format', 'json'], {
    env: { GITLAB_CI: 'true', CI_PROJECT_PATH: 'group/shop', GITHUB_ACTIONS: '' },
  });
  expect(status).toBe(3);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ verdict: 'failed', watch: { complete: true }, job: { result: 'passed' }, incidents: expect.any(Array) });
  expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toEqual(report);
  expect(readdirSync(out).sort()).toEqual(['record.ndjson', 'report.json', 'watch.json']);
});

test('a second start in the same folder is refused, and the first watch goes on', async () => {
  const out = fresh();
  await gate(['start', '--out', out]);
  expect(await gate(['start', '--out', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('a watch is going on already') });
  crash();
  expect((await gate(['stop', '--out', out])).status).toBe(3);
});

test('a folder can be used again; the earlier record is kept', async () => {
  const out = fresh();
  for (const _ of [1, 2]) {
    expect((await gate(['start', '--out', out])).status).toBe(0);
    expect((await gate(['stop', '--out', out, '--gate', 'off'])).status).toBe(0);
  }
  expect(readdirSync(out)).toEqual(expect.arrayContaining(['record.1.ndjson', 'record.ndjson']));
});

test('stop without start, and twice, is a mistake that is explained', async () => {
  const out = fresh();
  expect(await gate(['stop', '--out', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no watch in') });
  await gate(['start', '--out', out]);
  await gate(['stop', '--out', out]);
  expect(await gate(['stop', '--out', out])).toMatchObject({ status: 2, stderr: expect.stringContaining('ended already') });
});

test('a watch whose state is damaged is not taken for none', async () => {
  const out = fresh();
  mkdirSync(out);
  writeFileSync(join(out, 'watch.json'), '{"kind":"watch');
  for (const half of ['start', 'stop']) {
    const { status, stderr } = await gate([half, '--out', out]);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/watch\.json.* can't be read: it is damaged.*\n.*Remove that file/)]);
  }
});

test('an earlier watch that nobody ended is mentioned, and its record kept', async () => {
  const out = fresh();
  mkdirSync(out);
  const record = join(out, 'record.ndjson');
  writeFileSync(record, 'earlier');
  writeFileSync(join(out, 'watch.json'), JSON.stringify({ kind: 'watching', folder: join(out, 'gone'), record }));
  const begun = await gate(['start', '--out', out]);
  expect([begun.status, begun.stderr]).toEqual([0, expect.stringContaining('ended without crash-gate stop')]);
  expect(readFileSync(join(out, 'record.1.ndjson'), 'utf8')).toBe('earlier');
});

test.each(['record.ndjson', '.'])('what removed %s during the watch is to blame', async name => {
  const out = fresh();
  await gate(['start', '--out', out]);
  rmSync(join(out, name), { recursive: true });
  const { status, stdout, stderr } = await gate(['stop', '--out', out]);
  expect([status, stdout + stderr]).toEqual([name === '.' ? 2 : 4, expect.stringMatching(/that\s+cleans\s+the\s+workspace/)]);
  expect(stdout).not.toMatch(/^ *record/m);
});

test.each(['mkfifo', 'mkdir', 'ln -s /dev/zero'])('what replaced the record during the watch is to blame: %s', async command => {
  const out = fresh();
  await gate(['start', '--out', out]);
  rmSync(join(out, 'record.ndjson'));
  spawnSync('sh', ['-c', `${command} "$0"`, join(out, 'record.ndjson')]);
  const { status, stdout } = await gate(['stop', '--out', out]);
  expect([status, stdout.replaceAll(/\s+/g, ' ')]).toEqual([
    4,
    expect.stringContaining('no regular file any more: something replaced it during the watch'),
  ]);
});

test('a folder that can not be made is told at once', async () => {
  const { status, stderr } = await gate(['start', '--out', '/proc/crash-gate/watch']);
  expect([status, stderr]).toEqual([2, expect.stringContaining("can't use /proc/crash-gate/watch")]);
});

test('where watching is not possible, both say so, and --on-unsupported decides', async () => {
  const env = fake(folder, { fail: { status: 11 } });
  const out = fresh();
  expect(await gate(['start', '--out', out], { env })).toMatchObject({ status: 4, stderr: expect.stringContaining('no BTF') });
  expect(await gate(['stop', '--out', out])).toMatchObject({ status: 4, stdout: expect.stringContaining('no BTF') });
  expect((await gate(['start', '--out', out, '--on-unsupported', 'warn'], { env })).status).toBe(0);
  expect((await gate(['stop', '--out', out, '--on-unsupported', 'warn'])).status).toBe(0);
});
