/** `npm run demo` as on a fresh machine: the committed files, no node_modules, every supported Node. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fake, ROOT, scratch, start } from '../cli/harness.ts';
import { majors, nodeOf } from '../cli/nodes.ts';

const folder = scratch();
cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
const demo = join(folder, 'dist/demo.js');

describe.each(majors)('on Node %i', major => {
  test('it shows two hidden crashes behind a passing test', async () => {
    const { status, stdout, stderr } = await start(nodeOf(major), [demo], { input: '', cwd: folder, env: { TMPDIR: folder } }).outcome;
    expect(status, stdout + stderr).toBe(0);
    expect(stdout).toContain('2 passed');
    expect(stdout).toContain('The test passed, and without the gate nobody would know');
    expect(stdout).toContain('crash-gate ended with 3');
    expect(stderr).toContain('SIGABRT');
  });
});

test('where the machine can not be watched, it says why and what to do', async () => {
  const env = { ...fake(folder, { fail: { status: 11 } }), TMPDIR: folder };
  const { status, stdout, stderr } = await start(process.execPath, [demo], { input: '', cwd: folder, env }).outcome;
  expect(status).toBe(4);
  expect(stderr).toContain('NOT WATCHING: this kernel does not describe its types');
  expect(stdout).toContain("This machine can't be watched");
});
