import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from '../src/folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('all that is missing is made, and what is there is good', () => {
  const path = join(folder, 'a/b/c');
  for (const _ of [1, 2]) makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  symlinkSync(path, join(folder, 'link'));
  makeFolder(join(folder, 'link/d'));
  expect(statSync(join(path, 'd')).isDirectory()).toBe(true);
});

test.each([
  ['ENOENT', () => '/proc/crash-gate/reports'],
  ['ENOENT', () => '/proc/crash-gate'],
  ['EEXIST', () => fileAt('file')],
  ['EEXIST', () => join(fileAt('file'), 'below', 'it')],
  ['EEXIST', () => linkAt('nowhere')],
])('what can not be made is told by the system: %s', (code, path) => {
  expect(() => makeFolder(path())).toThrow(expect.objectContaining({ code }));
});

function fileAt(name: string): string {
  writeFileSync(join(folder, name), '');
  return join(folder, name);
}

function linkAt(name: string): string {
  mkdirSync(join(folder, 'links'));
  symlinkSync(join(folder, 'not-there'), join(folder, 'links', name));
  return join(folder, 'links', name);
}

test('no other source makes folders: node’s own way may never return', () => {
  const root = resolve(import.meta.dirname, '..');
  const sources = ['bpf', 'src'].flatMap(name =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts') && !file.includes('node_modules'))
      .map(file => join(name, file)),
  );
  expect(
    sources.filter(file => /\bmkdir(?:Sync)?\(|\bmkdir(?:Sync)?,/.test(readFileSync(join(root, file), 'utf8').replaceAll('mkdir(2)', ''))),
  ).toEqual(['src/folder.ts']);
});
