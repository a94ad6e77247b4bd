/** No false alarm on an ordinary build: what jobs do all day is clean, however many of its processes end abnormally. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bash, brief, type Gated, gate, newFolder, removeFolder, services } from './harness.ts';

let folder = '';
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

function expectClean({ exitCode, report, output }: Gated): void {
  expect(brief(report), output).toBe('clean');
  expect(report.watch).toMatchObject({ complete: true, lost: 0 });
  expect(report.command).toMatchObject({ exitCode: 0, signal: null });
  expect(exitCode).toBe(0);
}

test('exit codes that mean no, early readers, timeouts, job control, retry loops', async () => {
  expectClean(await gate('ordinary-shell', 'ordinary/shell.sh', folder));
});

test('./configure && make of a real program', async () => {
  const source = bash(`${services}/ordinary/fetch.sh`).trim();
  const gated = await gate('ordinary-configure-make', 'ordinary/build.sh', folder, source);
  expectClean(gated);
  // configure's failed attempts are there, and ignored.
  expect(gated.report.ignored.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(50);
});

test('npm ci', async () => {
  expectClean(await gate('ordinary-npm-ci', 'ordinary/npm-ci.sh', folder));
});

test('apt-get install', async () => {
  bash(`${services}/ordinary/fetch.sh`);
  expectClean(await gate('ordinary-apt-install', 'ordinary/apt-install.sh'));
});
