/** Who a process is, asked under the names that the kernel side gives it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'identity-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bpf = join(import.meta.dirname, '../../bpf');
const sources = ['identity', 'proc', 'running', 'table', 'clock'].map(name => join(bpf, `${name}.c`));
const program = join(folder, 'asked');
execFileSync('gcc', ['-D_GNU_SOURCE', '-std=gnu17', '-Wall', '-o', program, join(import.meta.dirname, 'identity.c'), ...sources]);

const ask = (...names: readonly string[]) => execFileSync(program, names, { encoding: 'utf8' }).trimEnd().split('\n');

test('by its name, it is what it runs', () => {
  expect(ask('asked', 'asked')).toEqual(['known, the same, answers', 'known, the same, answers']);
});

test('under the name of what it was before, it has become another program', () => {
  expect(ask('before')).toEqual(['unknown, another, answers']);
});

test('under another name than just now, what it ran is not known any more', () => {
  expect(ask('asked', 'before')).toEqual(['known, the same, answers', 'unknown, another, answers']);
});

/** Without the kernel's types, a process of the group that the OOM killer ends at once may be asked for when its end was seen, but /proc shows it still. */
test('without a name, it is what it is', () => {
  expect(ask('')).toEqual(['known, the same, answers']);
  expect(ask('asked', '', 'asked')).toEqual(['known, the same, answers', 'known, the same, answers', 'known, the same, answers']);
});

/** Its executable may be among what was not read yet. */
test('one of which a part was told has not answered', () => {
  expect(ask('--gone', 'asked')).toEqual(['known, the same, gone']);
});
