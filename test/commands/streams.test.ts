/** What becomes of a report that can't be written. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { linesOf, sample } from '../bpf/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const record = join(folder, 'record.ndjson');
writeFileSync(
  record,
  linesOf([sample[0], { ...sample.at(-1), deaths: { clean: 3, exit: 0, signal: 0 }, recorded: 0, errors: {}, dying: [], ended: 3 }]),
);

const cli = join(import.meta.dirname, '../../src/cli.ts');
function run(args: readonly string[], stdout: number | 'pipe', stderr: number | 'pipe' = 'pipe') {
  const { status, stderr: said } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, stdio: ['ignore', stdout, stderr], encoding: 'utf8' });
  return { status, said };
}
const full = openSync('/dev/full', 'w');

test.each([['report', record], ['report', '--gate', 'annotate', '--format', 'json', record], ['help'], ['--version']])(
  'a full disk is told, and is no success: %s %s',
  (...args) => {
    expect(run(args, full)).toEqual({
      status: 2,
      said: 'crash-gate: could not write to stdout: no space left; what should stand there is not complete\n',
    });
  },
);

test('where stderr is full, too, the status tells', () => {
  expect(run(['report', record], full, full).status).toBe(2);
});

test('what is worse keeps its status', () => {
  const torn = join(folder, 'torn.ndjson');
  writeFileSync(torn, linesOf([sample[0]]));
  expect(run(['report', torn], full).status).toBe(4);
});

test('who stops to read, as head does, has read enough', () => {
  const shell = `"$0" "$@" | true; echo "\${PIPESTATUS[0]}"`;
  const args = ['-c', shell, process.execPath, cli, 'report', '--format', 'html', record];
  const { stdout, stderr } = spawnSync('bash', args, { cwd: folder, encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
});
