/** dist/ starts on every supported Node, says on others what it needs, and works on any Linux userland: it needs nothing but node, and the tracer needs nothing at all. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { ROOT, scratch, start } from './harness.ts';
import { majors, nodeOf, oldMajors } from './nodes.ts';

const folder = scratch();
const cli = join(ROOT, 'dist/cli.js');
const tracer = join(ROOT, `dist/bin/linux-${process.arch}/tracer`);
const asRoot = process.getuid!() === 0 ? [] : ['sudo', '-n'];

/** The program header that names a dynamic loader. */
const PT_INTERP = 3;

/** The types of an ELF file's program headers (64 bit, little endian). */
function segmentTypes(elf: Buffer): number[] {
  const [offset, size, count] = [Number(elf.readBigUInt64LE(32)), elf.readUInt16LE(54), elf.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => elf.readUInt32LE(offset + index * size));
}

describe.each(majors)('on Node %i', major => {
  test('every command works', async () => {
    const node = nodeOf(major);
    const crash = ['run', '--', 'sh', '-c', 'sh -c "kill -SEGV \\$\\$"; true'];
    const outcomes = await Promise.all([['--version'], ['doctor']].map(args => start(node, [cli, ...args], { input: '' }).outcome));
    expect(outcomes).toMatchObject([
      { status: 0, stdout: `crash-gate ${VERSION}\n`, stderr: '' },
      { status: 0, stderr: '' },
    ]);
    const { status, stderr } = await start(node, [cli, ...crash], { input: '' }).outcome;
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining('SIGSEGV') });
    expect(stderr).not.toContain('Warning');
  });

  test('rules are read', async () => {
    const file = join(folder, `rules-${major}.yml`);
    writeFileSync(file, 'rules: [{match: {exe: x}, level: ignored, reason: y}]\n');
    expect(await start(nodeOf(major), [cli, 'rules', file], { input: '' }).outcome).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('1 rule'),
    });
  });
});

describe.each(oldMajors)('on Node %i, which is too old', major => {
  const startOld = (entry: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    start(nodeOf(major), [join(ROOT, `dist/${entry}.js`), ...args], { input: '', env }).outcome;
  const needs = expect.stringMatching(new RegExp(`this is Node v${major}\\.\\S+ \\(/.*\\), and crash-gate needs Node 20 or newer`));

  test.each([
    ['cli', ['run', '--on-unsupported', 'warn', '--', 'echo', 'ran'], 2],
    ['cli', ['doctor'], 4],
    ['cli', ['--version'], 2],
    ['demo', [], 2],
  ] as const)('%s %j says so, and runs nothing', async (entry, args, status) => {
    const outcome = await startOld(entry, args);
    expect(outcome).toMatchObject({ status, stdout: '', stderr: needs });
    expect(outcome.stderr).toContain('Install one');
    expect(outcome.stderr).not.toContain('    at ');
  });

  test.each([
    ['main', {}, 'warning', 0],
    ['main', { 'INPUT_ON-UNSUPPORTED': 'fail' }, 'error', 0],
    ['main', { INPUT_RUN: 'echo ran' }, 'error', 1],
    ['check', { 'INPUT_ON-UNSUPPORTED': 'fail' }, 'error', 1],
    ['post', { 'INPUT_ON-UNSUPPORTED': 'fail' }, 'error', 1],
    ['post', { 'INPUT_ON-UNSUPPORTED': 'fail', INPUT_GATE: 'off' }, 'warning', 0],
    ['post', {}, 'warning', 0],
  ] as const)('the step %s with %j says so with a level and a status that fit', async (entry, env, level, status) => {
    const outcome = await startOld(entry, [], env);
    expect(outcome).toMatchObject({ status, stdout: needs, stderr: '' });
    expect(outcome.stdout).toMatch(new RegExp(`^::${level} title=crash-gate::[^\n]+\n$`));
  });
});

test('dist/cli.js may be linked as a command', async () => {
  symlinkSync(cli, join(folder, 'crash-gate'));
  expect(await start(join(folder, 'crash-gate'), ['--version']).outcome).toMatchObject({ status: 0, stdout: `crash-gate ${VERSION}\n` });
});

describe('the tracer', () => {
  test('loads, attaches and proves itself in an empty root: no loader, no library, no file but itself', () => {
    const root = join(folder, 'root');
    for (const name of ['proc', 'sys']) mkdirSync(join(root, name), { recursive: true });
    copyFileSync(tracer, join(root, 'tracer'));
    const shell = 'mount --rbind /sys "$1/sys" && mount --rbind /proc "$1/proc" && exec chroot "$1" /tracer check';
    const [file, ...args] = [...asRoot, 'unshare', '--mount', 'sh', '-c', shell, 'sh', root];
    const { status, stdout, stderr } = spawnSync(file!, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(parseRecording(stdout).header).toMatchObject({ type: 'header', machine: process.arch === 'x64' ? 'x86_64' : 'aarch64' });
  });

  test.each(['x64', 'arm64'])('for %s is static, stripped and under 2 MB', machine => {
    const file = join(ROOT, `dist/bin/linux-${machine}/tracer`);
    const bytes = readFileSync(file);
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024);
    expect(segmentTypes(bytes)).not.toContain(PT_INTERP);
    expect(bytes.includes('.debug_info')).toBe(false);
  });
});

describe('what is committed', () => {
  test('has the checksums of SHA256SUMS', () => {
    const { status, stdout } = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: join(ROOT, 'dist'), encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  test('names no path of the machine that built it', () => {
    for (const file of ['cli.mjs', 'demo.mjs', 'bin/linux-x64/tracer', 'bin/linux-arm64/tracer'].map(name => join(ROOT, 'dist', name)))
      expect(readFileSync(file).includes(ROOT), file).toBe(false);
  });

  test('loads YAML only where there are rules', () => {
    for (const entry of ['cli', 'main', 'post', 'check']) {
      const text = readFileSync(join(ROOT, `dist/${entry}.mjs`), 'utf8');
      expect(text, entry).toContain('import("./rules.js")');
      expect(text, entry).not.toContain('parseDocument');
    }
  });

  test('has one version', () => {
    for (const file of ['package.json', 'bpf/package.json']) expect(JSON.parse(readFileSync(join(ROOT, file), 'utf8')).version).toBe(VERSION);
  });
});
