/** crash-gate report: recordings that are whole, damaged, of another version, or no recordings at all. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { linesOf, sample, sampleText } from '../bpf/sample.ts';
import { gate, scratch } from './harness.ts';

const folder = scratch();
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Header, one note, end: nothing happened. */
const quiet = linesOf([sample[0], { ...sample.at(-1), deaths: { clean: 3, exit: 0, signal: 0 }, recorded: 0, errors: {}, dying: [], ended: 3 }]);

describe('a whole recording', () => {
  test('is judged again, on stdout, with the exit status of the verdict', async () => {
    const clean = await gate(['report', file('quiet', quiet)]);
    expect(clean).toMatchObject({ status: 0, stderr: '' });
    expect(clean.stdout).toContain('crash-gate');
    expect((await gate(['report', '--gate', 'annotate', file('cut', sampleText.slice(0, -400))])).status).toBe(0);
  });

  test('with --gate off is only read, and that is said', async () => {
    const path = file('quiet', quiet);
    expect(await gate(['report', '--gate', 'off', '--format', 'json', path])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: `crash-gate: ${path}: can be read, and is not judged, as --gate off asks; for its report leave that out, or write --gate annotate\n`,
    });
    expect(await gate(['report', '--gate', 'off', file('none', 'hello')])).toMatchObject({ status: 2, stdout: '' });
  });

  test('may begin with a byte order mark, and be of a newer minor version', async () => {
    const newer = quiet.replace('"1.0"', '"1.99"');
    expect(await gate(['report', file('marked', `\ufeff${newer}`)])).toMatchObject({ status: 0, stderr: '' });
  });

  test('needs no tracer and no privilege', async () => {
    expect((await gate(['report', file('quiet', quiet)], { env: { BPF_LINUX_TRACER: '/nonexistent', PATH: '' } })).status).toBe(0);
  });

  test('--format json is one object', async () => {
    const { stdout } = await gate(['report', '--format', 'json', file('quiet', quiet)]);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'crash-gate/report/1', verdict: 'clean' });
  });

  test.each([
    ['markdown', latin1('✅ Crash Gate')],
    ['junit', '<?xml version="1.0"'],
    ['sarif', '{\n  "$schema"'],
    ['html', '<!doctype html>'],
  ])('--format %s', async (format, start) => {
    const { stdout, stderr } = await gate(['report', '--format', format, file('quiet', quiet)]);
    expect({ start: stdout.slice(0, start.length), end: stdout.slice(-1), stderr }).toEqual({ start, end: '\n', stderr: '' });
  });

  test('several files: the worst one decides', async () => {
    const { status, stdout } = await gate(['report', file('quiet', quiet), file('none', 'hello')]);
    expect(status).toBe(2);
    expect(stdout).toContain('crash-gate');
  });
});

/** The harness reads bytes. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

describe('a damaged recording is judged as far as it goes, and is inconclusive', () => {
  test.each([
    ['torn', quiet.slice(0, -40), 'the last line is cut off in the middle'],
    ['truncated', `${quiet.split('\n')[0]}\n`, 'there is no end line'],
    ['malformed', quiet.replace('\n', '\nSegmentation fault\n'), 'line 2 is not JSON'],
  ])('%s', async (name, text, message) => {
    const { status, stdout, stderr } = await gate(['report', file(name, text)]);
    expect(status).toBe(4);
    expect(stderr).toContain(`crash-gate: ${join(folder, name)}: `);
    expect(stderr).toContain(message);
    expect(stdout).not.toBe('');
  });
});

describe('what can not be used', () => {
  test.each([
    [
      'newer',
      quiet.replace('"1.0"', '"2.0"'),
      'its format is version 2.0, and this crash-gate reads up to version 1.x: judge it with the version that recorded it, or a newer one',
    ],
    ['text', 'hello\n', 'its first line is not the header'],
    ['empty', '', 'the file is empty'],
    ['headless', quiet.slice(0, 30), 'the last line is cut off'],
  ])('%s', async (name, text, message) => {
    const { status, stdout, stderr } = await gate(['report', file(name, text)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('a missing file, a directory', async () => {
    const { status, stderr } = await gate(['report', join(folder, 'missing'), folder]);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `crash-gate: can't read ${folder}/missing: there is no such file or directory\ncrash-gate: can't read ${folder}: it is a directory\n`,
    );
  });

  test('names can not write to the terminal', async () => {
    expect((await gate(['report', '/no/\x1b[2J\nsuch'])).stderr).toContain("can't read /no/\\x1b[2J\\x0asuch: ");
  });
});
