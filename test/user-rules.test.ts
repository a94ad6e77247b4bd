import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { complain, EXIT } from '../src/errors.ts';
import { loadRules, requireRules, type Wanted } from '../src/user-rules.ts';

const ruleFor = (exe: string): string => `rules: [{match: {exe: ${exe}}, level: ignored, reason: because}]\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
  mkdirSync(join(root, '.git'));
  mkdirSync(join(root, '.github'));
  mkdirSync(join(root, 'a/b'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string | Uint8Array): void => writeFileSync(join(root, name), text);
const moveGithub = (make: () => void): void => {
  rmSync(join(root, '.github'), { recursive: true });
  make();
};
const load = (changes: Partial<Wanted> = {}) => loadRules({ file: null, inline: '', folder: root, absent: 'problem', ...changes });
const ids = async (changes: Partial<Wanted> = {}) => {
  const { rules, problems } = await load(changes);
  expect(problems).toEqual([]);
  return rules.map(({ id }) => id);
};
const wrong = async (changes: Partial<Wanted> = {}) => {
  const { rules, problems } = await load(changes);
  expect(rules).toEqual([]);
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
};

describe('which file', () => {
  test("the repository's, wherever in it one is", async () => {
    expect(await ids()).toEqual([]);
    write('.github/crash-gate.yml', ruleFor('x'));
    expect(await ids()).toEqual(['.github/crash-gate.yml:1']);
    expect(await ids({ folder: join(root, 'a/b') })).toEqual(['.github/crash-gate.yml:1']);
    expect(await ids({ file: 'none' })).toEqual([]);
  });

  test('with the other ending, too, but not both', async () => {
    write('.github/crash-gate.yaml', ruleFor('x'));
    expect(await ids()).toEqual(['.github/crash-gate.yaml:1']);
    write('.github/crash-gate.yml', ruleFor('x'));
    expect(await wrong()).toEqual(['.github/crash-gate.yaml:1: there is .github/crash-gate.yml, too']);
  });

  test('the one that is named, by its path in the repository', async () => {
    write('.github/crash-gate.yml', ruleFor('x'));
    write('a/mine.yml', ruleFor('y'));
    expect(await ids({ folder: join(root, 'a/b'), file: '../mine.yml' })).toEqual(['a/mine.yml:1']);
    expect(await ids({ file: join(root, 'a/mine.yml') })).toEqual(['a/mine.yml:1']);
  });

  test('is told when there is no rule in it, too, and when it can not be read', async () => {
    expect(await load()).toEqual({ rules: [], problems: [], files: [] });
    write('.github/crash-gate.yml', 'rules: []');
    expect(await load()).toEqual({ rules: [], problems: [], files: ['.github/crash-gate.yml'] });
    expect(await load({ inline: ruleFor('x') })).toMatchObject({ rules: [{}], files: ['rules-inline', '.github/crash-gate.yml'] });
    write('.github/crash-gate.yml', 'rules: 1');
    expect(await load()).toMatchObject({ problems: [{}], files: ['.github/crash-gate.yml'] });
    expect(await load({ file: 'nope.yml' })).toMatchObject({ problems: [{}], files: ['nope.yml'] });
  });

  test('outside of the repository by its whole path', async () => {
    mkdirSync(join(root, 'a/.git'));
    write('mine.yml', ruleFor('y'));
    expect(await ids({ folder: join(root, 'a'), file: '../mine.yml' })).toEqual([`${join(root, 'mine.yml')}:1`]);
  });

  test('inline rules come first', async () => {
    write('.github/crash-gate.yml', ruleFor('x'));
    expect(await ids({ inline: `\n${ruleFor('y')}` })).toEqual(['rules-inline:2', '.github/crash-gate.yml:1']);
    expect(await ids({ inline: ruleFor('y'), file: 'none' })).toEqual(['rules-inline:1']);
  });
});

describe('what can not be read is never left out', () => {
  test.each([
    ['is missing', 'nope.yml', /^nope\.yml:1: the rules can't be read: there is no such file/],
    ['is a folder', 'a', /^a:1: it is a directory$/],
    ['is the repository itself', '.', /^\/.*:1: it is a directory$/],
    ['is a device', '/dev/zero', /^\/dev\/zero:1: it is no regular file$/],
    ['leads in a circle', 'loop.yml', /^loop\.yml:1: the rules can't be read: too many symbolic links$/],
    ['leads nowhere', 'nowhere.yml', /^nowhere\.yml:1: the rules can't be read: it is a symbolic link that leads nowhere$/],
    ['the system can not read', '/proc/self/mem', /^\/proc\/self\/mem:1: the rules can't be read: EIO: i\/o error$/],
    ['is no text', 'bytes.yml', /^bytes\.yml:\d+: from here on it is no text in UTF-8$/],
    ['is huge', 'huge.yml', /^huge\.yml:1: it has 5000000 bytes/],
    ['is empty', 'empty.yml', /^empty\.yml:1: the file is empty$/],
  ])('a file that %s', async (_, file, expected) => {
    symlinkSync('loop.yml', join(root, 'loop.yml'));
    symlinkSync('gone.yml', join(root, 'nowhere.yml'));
    write('bytes.yml', new Uint8Array([0x72, 0xff, 0xfe]));
    write('huge.yml', 'x'.repeat(5_000_000));
    write('empty.yml', '');
    const found = await wrong({ file });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test.each([
    ['a link that leads nowhere', () => symlinkSync('gone.yml', join(root, '.github/crash-gate.yml')), 'it is a symbolic link that leads nowhere'],
    ['a link in a circle', () => symlinkSync('crash-gate.yml', join(root, '.github/crash-gate.yml')), 'too many symbolic links'],
    [
      'in a folder that leads nowhere',
      () => moveGithub(() => symlinkSync('gone', join(root, '.github'))),
      'it is a symbolic link that leads nowhere',
    ],
    // As a folder that is shut, but for root, too.
    ['in a folder that can not be reached', () => moveGithub(() => symlinkSync('x'.repeat(300), join(root, '.github'))), 'the name is too long'],
    ['in a folder that is none', () => moveGithub(() => write('.github', 'config/github')), 'a part of the path is not a directory'],
  ])("the repository's own: %s", async (_, make, why) => {
    make();
    for (const absent of ['problem', 'later'] as const)
      expect((await wrong({ absent }))[0]).toBe(`.github/crash-gate.yml:1: the rules can't be read: ${why}`);
    expect(await ids({ file: 'none' })).toEqual([]);
  });

  test('a broken part takes the others along', async () => {
    write('.github/crash-gate.yml', 'rules: x');
    expect(await wrong({ inline: ruleFor('y') })).toEqual([".github/crash-gate.yml:1: 'rules' is a text, not a list"]);
    expect(await wrong({ inline: 'rules: 1' })).toHaveLength(2);
  });

  test('the first byte that is no text is named, and UTF-16 by its name', async () => {
    const problem = async () => (await load({ file: 'bytes.yml' })).problems;
    write('bytes.yml', new Uint8Array([...Buffer.from('rules:\n  # é'), 0xe9, 0x0a]));
    expect(await problem()).toMatchObject([{ line: 2, column: 6, message: 'from here on it is no text in UTF-8', fix: 'Save it as UTF-8' }]);
    write('bytes.yml', new Uint8Array([0xff, 0xfe, 0x72, 0x00]));
    expect(await problem()).toMatchObject([{ line: 1, column: 1, message: expect.stringContaining('UTF-16') }]);
  });

  test('unless it comes later', async () => {
    expect(await ids({ file: 'nope.yml', absent: 'later' })).toEqual([]);
    write('nope.yml', 'rules: x');
    expect(await wrong({ file: 'nope.yml', absent: 'later' })).toHaveLength(1);
  });

  test('on the command line it is a usage error with one line for each problem', async () => {
    const user = await load({ inline: 'rules:\n  - {match: {exee: x}, level: ignored, reason: y}\n  - 3\n' });
    let caught: unknown;
    try {
      requireRules(user);
    } catch (error) {
      caught = error;
    }
    expect(complain(caught)).toEqual({
      status: EXIT.usage,
      lines: ["rules-inline:2:14: unknown key 'exee'. Did you mean 'exe'?", expect.stringMatching(/^rules-inline:3:5: a rule is a mapping/)],
    });
  });
});
