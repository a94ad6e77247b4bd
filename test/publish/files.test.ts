import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFiles } from '../../src/publish/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-gate-files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('all files are written, and nothing else is left', () => {
  writeFileSync(join(folder, 'report.json'), 'from before');
  const { paths, notices } = writeFiles(folder, { 'report.json': '{}', 'junit.xml': '<testsuites/>' });
  expect(paths).toEqual({ 'report.json': join(folder, 'report.json'), 'junit.xml': join(folder, 'junit.xml') });
  expect(notices).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['junit.xml', 'report.json']);
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('{}');
});

test('a link in the way is replaced and not followed', () => {
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'untouched');
  symlinkSync(victim, join(folder, 'report.json'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'junit.xml'));
  expect(writeFiles(folder, { 'report.json': 'new', 'junit.xml': 'new' }).notices).toEqual([]);
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  expect(lstatSync(join(folder, 'report.json')).isFile()).toBe(true);
  expect(lstatSync(join(folder, 'junit.xml')).isFile()).toBe(true);
  expect(readdirSync(folder)).not.toContain('nowhere');
});

test('what cannot be written is told once, and the rest is there', () => {
  mkdirSync(join(folder, 'report.html', 'inner'), { recursive: true });
  const { paths, notices } = writeFiles(folder, { 'report.html': 'x', 'report.md': 'y' });
  expect(Object.keys(paths)).toEqual(['report.md']);
  expect(notices.map(notice => notice.message)).toEqual([`Could not write into ${folder}: report.html (it is a directory). The verdict stands.`]);
  expect(readdirSync(folder).sort()).toEqual(['report.html', 'report.md']);
  expect(writeFiles(join(folder, 'gone'), { a: '', b: '' }).notices).toHaveLength(1);
});
