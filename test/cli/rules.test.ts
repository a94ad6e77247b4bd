/** Rules on the command line: checked, applied, suggested. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fake, gate, ROOT, scratch } from './harness.ts';

const folder = scratch();
const RECORD = join(ROOT, 'fixtures/records/nginx-worker-segv-thrice.ndjson');
const FILE = '.github/crash-gate.yml';
const good =
  'rules:\n  - match: {exe: nginx, cause: fault}\n    level: ignored\n    reason: known\n  - match: {exe: never}\n    level: error\n    reason: unused\n';

/** A repository with this rules file. */
function repository(rules: string | null): string {
  const path = mkdtempSync(join(folder, 'repository-'));
  mkdirSync(join(path, '.git'));
  mkdirSync(join(path, '.github'));
  if (rules !== null) writeFileSync(join(path, FILE), rules);
  return path;
}

describe('crash-gate rules', () => {
  test('says what is wrong, where, and what to write', async () => {
    const { status, stdout, stderr } = await gate(['rules'], {
      cwd: repository(good.replace('exe: nginx', 'exee: nginx').replace('level: error', 'level: eror')),
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      `crash-gate: ${FILE}:2:13: unknown key 'exee'. Did you mean 'exe'?\ncrash-gate: ${FILE}:6:12: a level is never 'eror'. Did you mean 'error'?\n`,
    );
  });

  test('with a record: which rule decided on each crash, and which never matched', async () => {
    const { status, stdout, stderr } = await gate(['rules', FILE, RECORD], { cwd: repository(good) });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = Buffer.from(stdout, 'latin1').toString();
    expect(text).toContain(`${FILE}: 2 rules\n  ${FILE}:2  ignored, matched 3 times: known\n  ${FILE}:5  error, never matched: unused\n`);
    expect(text).toContain(`ignored  by ${FILE}:2: 3 × nginx: worker process died of SIGSEGV\n`);
    expect(text).toContain('ignored  by exit: ');
  });

  test('as JSON, problems too', async () => {
    const { stdout } = await gate(['rules', '--format', 'json', RECORD], { cwd: repository(good) });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'crash-gate/rules/1',
      files: [FILE],
      rules: [{ rule: `${FILE}:2`, matched: 3 }, { matched: 0 }],
    });
    const broken = await gate(['rules', '--format', 'json'], { cwd: repository('rules: 1') });
    expect(broken.status).toBe(2);
    expect(JSON.parse(broken.stdout)).toMatchObject({ problems: [{ file: FILE, line: 1, column: 8 }], rules: [] });
  });

  test('without any rules file there is nothing to check', async () => {
    expect(await gate(['rules'], { cwd: repository(null) })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no .github/crash-gate.yml here'),
    });
  });

  test('--suggest writes a file that accepts the record', async () => {
    const cwd = repository(null);
    const { status, stdout } = await gate(['rules', '--suggest', RECORD], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain('  # nginx: worker process died of SIGSEGV (error)\n  - match:\n      exe: "/usr/sbin/nginx"\n');
    expect((await gate(['report', RECORD], { cwd })).status).toBe(3);
    writeFileSync(join(cwd, FILE), stdout);
    const after = await gate(['report', RECORD], { cwd });
    expect(after.status, after.stdout).toBe(0);
  });

  test('--suggest with nothing to accept writes a file that can be used, too', async () => {
    const cwd = repository(null);
    const record = join(ROOT, 'fixtures/records/nginx-reload-quit-stop.ndjson');
    const { status, stdout, stderr } = await gate(['rules', '--suggest', record], { cwd });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '# nothing to accept: no incident\nrules: []\n',
      stderr: 'crash-gate: nothing to accept: no incident\n',
    });
    writeFileSync(join(cwd, FILE), stdout);
    expect(await gate(['rules'], { cwd })).toMatchObject({ status: 0, stdout: `${FILE}: 0 rules\n`, stderr: '' });
    expect(await gate(['report', record], { cwd })).toMatchObject({ status: 0, stderr: '' });
    expect((await gate(['rules', '--suggest', '--format', 'json', record], { cwd })).stdout).toBe('[]\n');
  });
});

describe('the other commands', () => {
  test('report applies the rules of the repository, those that are named, or none', async () => {
    const cwd = repository(good);
    writeFileSync(join(cwd, 'strict.yml'), good.replace('level: ignored', 'expect: {min: 4}'));
    expect((await gate(['report', RECORD], { cwd })).status).toBe(0);
    expect((await gate(['report', '--rules', 'none', RECORD], { cwd })).status).toBe(3);
    const strict = await gate(['report', '--rules', 'strict.yml', RECORD], { cwd });
    expect(strict.status).toBe(3);
    expect(strict.stdout).toContain('Expected at least 4 times, seen 3 times');
  });

  test('run and start say what is wrong before anything is started', async () => {
    const cwd = repository('rules: 1');
    const ran = await gate(['run', '--', 'touch', 'started'], { cwd, env: fake(folder) });
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain(`crash-gate: ${FILE}:1:8: 'rules' is a number, not a list`);
    expect(() => readFileSync(join(cwd, 'started'))).toThrow('ENOENT');
    expect(await gate(['start'], { cwd, env: fake(folder) })).toMatchObject({ status: 2 });
    expect((await gate(['run', '--gate', 'off', '--', 'true'], { cwd, env: fake(folder) })).status).toBe(0);
  });
});
