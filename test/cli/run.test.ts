/** The command under `crash-gate run`: its streams, its signals and its exit status stay its own. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CLI, gate, scratch, start, startGate } from './harness.ts';

const folder = scratch();
const script = (name: string, text: string, mode = 0o755): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

/** Says "up", then the name of every signal that comes; ends with 7 on the first one. */
const listener = `
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGQUIT']) process.on(name, () => {
    console.log('got ' + name);
    setImmediate(() => process.exit(7));
  });
  console.log('up');
  setInterval(() => {}, 1000);
`;

describe('exit status', () => {
  test('0 for a clean run, with one line and nothing left behind', async () => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    const { status, stdout, stderr } = await gate(['run', '--', 'echo', 'hello'], { env: { TMPDIR: temporary } });
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'hello\n' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ["the command's own", ['sh', '-c', 'exit 42'], 42],
    ['128 + n when a signal ended it', ['sh', '-c', 'kill -TERM $$'], 143],
    ['128 + n for a real-time signal too', ['sh', '-c', 'kill -40 $$'], 168],
    ['127 when there is no such command', ['no-such-command-anywhere'], 127],
    ['127 when there is no such file', ['./no/such/file'], 127],
    ['126 for a directory', ['/etc'], 126],
    ['126 for a name that no file can have', ['x'.repeat(300)], 126],
  ])('%s', async (_name, command, expected) => {
    expect((await gate(['run', '--', ...command])).status).toBe(expected);
  });

  test('126 says why it can not be run', async () => {
    const plain = await gate(['run', '--', script('plain', '#!/bin/sh\n', 0o644)]);
    expect(plain).toMatchObject({ status: 126, stderr: expect.stringContaining('it is not executable (chmod +x sets the bit)') });
    const orphan = await gate(['run', '--', script('orphan', '#!/no/such/interpreter\n')]);
    expect(orphan).toMatchObject({ status: 126, stderr: expect.stringContaining('its first line names /no/such/interpreter, which is missing') });
    const missing = await gate(['run', '--', 'no-such-command-anywhere']);
    expect(missing.stderr).toContain('crash-gate: command not found: no-such-command-anywhere (it is in no directory of PATH)');
  });

  test('2 for usage, without a stack trace and without running the command', async () => {
    const mark = join(folder, 'mark');
    const { status, stderr } = await gate(['run', '--gaet', 'off', '--', 'touch', mark]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "crash-gate: unknown option '--gaet'. Did you mean '--gate'?\ncrash-gate: See: crash-gate run --help\n",
    });
    expect(existsSync(mark)).toBe(false);
  });

  test('2 for nothing at all, with the help on stderr', async () => {
    expect(await gate([])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('crash-gate run [options] -- command') });
  });

  test("2 for arguments that node can't hand on as they are", async () => {
    const shell = `exec "$1" "$2" run -- printf %s "$(printf 'a\\377')"`;
    const { status, stdout, stderr } = await start('bash', ['-c', shell, 'bash', process.execPath, CLI], { input: '' }).outcome;
    expect({ status, stdout, stderr }).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('argument 2 of the command has bytes'),
    });
    expect(await gate(['run', '--', 'printf', '%s', '\ufffd'])).toMatchObject({ status: 0, stdout: '\xef\xbf\xbd' });
  });

  test('2 when the place for the record can not be made', async () => {
    const { status, stderr } = await gate(['run', '--out', '/proc/none', '--', 'true']);
    expect(status).toBe(2);
    expect(stderr).toContain("crash-gate: can't use /proc/none for the record: ");
  });
});

describe('streams', () => {
  test('stdout and stdin go through byte by byte', async () => {
    const bytes = Buffer.alloc(
      3_000_000,
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
    );
    const { status, stdout } = await gate(['run', '--', 'cat'], { input: bytes });
    expect(status).toBe(0);
    expect(Buffer.from(stdout, 'latin1').equals(bytes)).toBe(true);
  });

  test('a reader that leaves ends the command, not crash-gate', async () => {
    const started = startGate(['run', '--', 'yes'], { input: '' });
    await started.says('y');
    started.process.stdout!.destroy();
    // yes(1) dies of SIGPIPE or says that it can't write.
    expect([1, 141]).toContain((await started.outcome).status);
  });

  test('a reader of stderr that leaves changes nothing', async () => {
    const started = startGate(['run', '--', 'sh', '-c', 'echo up; read line; exit 5']);
    await started.says('up');
    started.process.stderr!.destroy();
    started.process.stdin!.end('go\n');
    expect((await started.outcome).status).toBe(5);
  });

  test.each(['<&-', '>&-', '2>&-', '<&- >&- 2>&-'])('closed streams are no trouble: %s', async redirections => {
    const shell = `exec "$1" "$2" run -- sh -c 'exit 9' ${redirections}`;
    expect((await start('sh', ['-c', shell, 'sh', process.execPath, CLI], { input: '' }).outcome).status).toBe(9);
  });

  test('other descriptors of a script go through too', async () => {
    const shell = 'exec 3>&1 9<"$2"; "$1" "$3" run -- sh -c "cat <&9 >&3; cat \\$1" sh <(echo substituted)';
    const { status, stdout } = await start('bash', ['-c', shell, 'bash', process.execPath, script('text', 'from nine\n'), CLI], { input: '' })
      .outcome;
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'from nine\nsubstituted\n' });
  });

  test("make's job server goes through", async () => {
    const makefile = script(
      'Makefile',
      `all:\n\t+@'${process.execPath}' '${CLI}' run -- $(MAKE) -s -f '${folder}/Makefile' inner\ninner: a b\na b:\n\t@echo $@\n`,
    );
    const { status, stdout, stderr } = await start('make', ['-s', '-j2', '-f', makefile], { input: '' }).outcome;
    expect({ status, lines: stdout.split('\n').sort() }).toEqual({ status: 0, lines: ['', 'a', 'b'] });
    expect(stderr).not.toContain('jobserver unavailable');
  });

  test('no colours in a pipe; FORCE_COLOR wants them, NO_COLOR does not', async () => {
    const crash = ['run', '--', 'sh', '-c', 'sh -c "kill -SEGV \\$\\$"; true'];
    expect((await gate(crash)).stderr).not.toContain('\x1b');
    expect((await gate(crash, { env: { FORCE_COLOR: '1' } })).stderr).toContain('\x1b[');
    expect((await gate(crash, { env: { FORCE_COLOR: '0', NO_COLOR: '' } })).stderr).not.toContain('\x1b');
  });
});

describe('signals', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGQUIT'] as const)(
    '%s without a terminal is passed on, and the report still comes',
    async signal => {
      const started = startGate(['run', '--', process.execPath, '-e', listener]);
      await started.says('up');
      started.process.kill(signal);
      const { status, stdout, stderr } = await started.outcome;
      expect({ status, stdout }).toEqual({ status: 7, stdout: `up\ngot ${signal}\n` });
      expect(stderr).toContain('crash-gate');
    },
  );
});

describe('--out', () => {
  let first: string[];
  const out = join(folder, 'deep', 'out');
  beforeAll(async () => {
    await gate(['run', '--out', out, '--', 'true']);
    first = readdirSync(out).sort();
  });

  test('keeps the record and the report, also of a clean run', () => {
    expect(first).toEqual(['record.ndjson', 'report.json']);
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({ schema: 'crash-gate/report/1', verdict: 'clean' });
  });

  test("never overwrites an earlier run's record", async () => {
    const before = readFileSync(join(out, 'record.ndjson'), 'utf8');
    await gate(['run', '--out', out, '--', 'true']);
    expect(readdirSync(out).sort()).toEqual(['record.1.ndjson', 'record.ndjson', 'report.json']);
    expect(readFileSync(join(out, 'record.1.ndjson'), 'utf8')).toBe(before);
  });

  test('of a run that goes on is not taken by another', async () => {
    const busy = join(folder, 'busy');
    const running = startGate(['run', '--out', busy, '--', 'sh', '-c', 'echo up; read line']);
    await running.says('up');
    const { status, stderr } = await gate(['run', '--out', busy, '--', 'true']);
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`a watch that goes on writes ${join(busy, 'record.ndjson')}`),
    });
    running.process.stdin!.end('go on\n');
    expect((await running.outcome).status).toBe(0);
    expect(readdirSync(busy).sort()).toEqual(['record.ndjson', 'report.json']);
  });

  test.each([
    ['a pipe, which is not waited for', (path: string) => void execFileSync('mkfifo', [path])],
    ['a link that leads nowhere', (path: string) => symlinkSync('nowhere', path)],
  ])('makes room whatever stands there: %s', async (_name, make) => {
    const piped = mkdtempSync(join(folder, 'taken-'));
    make(join(piped, 'record.ndjson'));
    expect(await gate(['run', '--out', piped, '--', 'true'])).toMatchObject({ status: 0 });
    expect(readdirSync(piped).sort()).toEqual(['record.1.ndjson', 'record.ndjson', 'report.json']);
  });
});

describe('--format json', () => {
  test("prints the report after the command's own output", async () => {
    const { stdout } = await gate(['run', '--format', 'json', '--', 'echo', 'hello']);
    const [hello, ...json] = stdout.split('\n');
    expect(hello).toBe('hello');
    expect(JSON.parse(json.join('\n'))).toMatchObject({ verdict: 'clean', command: { argv: ['echo', 'hello'], exitCode: 0, signal: null } });
  });
});
