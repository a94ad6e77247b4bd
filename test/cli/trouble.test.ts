/** What can go wrong around the command: each trouble has one clear message, its remedy and its exit status, and the command runs all the same. */
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../until.ts';
import { fake, gate, scratch, start, startGate } from './harness.ts';
import { asNobody, NOBODY, prepareUsers, type Setting } from './users.ts';

const folder = scratch();
const echo = ['run', '--', 'echo', 'hello'];
const file = (name: string, content: string | Buffer, mode: number): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
};

/** The head of an ELF executable for another processor. */
const foreign = Buffer.from('7f454c4602010100000000000000000003 00f300 01000000'.replaceAll(' ', ''), 'hex');

describe('a tracer that can not watch', () => {
  test.each([
    ['missing', () => join(folder, 'none'), 'the tracer executable is missing', 'make -C bpf'],
    ['not executable', () => file('plain', '#!/bin/sh\n', 0o644), 'may not be run', 'chmod +x'],
    ['a directory', () => folder, 'is not a file', 'Restore the file'],
    [
      'for another processor',
      () => file('foreign', foreign, 0o755),
      'is built for riscv64, and this machine is',
      'Use the executable for this machine',
    ],
    ['not a program', () => file('pointer', 'version https://git-lfs.github.com/spec/v1\n', 0o755), 'is not a program', 'Restore the file'],
  ])('%s', async (_name, make, message, remedy) => {
    const { status, stdout, stderr } = await gate(echo, { env: { BPF_LINUX_TRACER: make() } });
    expect({ status, stdout }).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain('crash-gate: NOT WATCHING: ');
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
    expect(stderr).toContain('crash-gate: this run was NOT watched: ');
    expect(stderr).not.toContain('    at ');
  });

  test.each([
    [2, 'did not understand how it was called'],
    [10, 'without the capabilities|loading eBPF programs needs root|does not let it use bpf'],
    [11, 'no BTF'],
    [12, 'no usable bpf\\(\\) system call'],
    [13, 'could not be loaded or attached'],
    [14, 'did not see the death that it staged'],
    [15, 'record file could not be written'],
    [99, 'the tracer ended with status 99'],
  ])('exit status %i', async (status, message) => {
    const outcome = await gate(echo, { env: fake(folder, { fail: { status, stderr: 'tracer: open: \x1b[31mBad\n' } }) });
    expect(outcome).toMatchObject({ status: 4, stdout: 'hello\n' });
    expect(outcome.stderr).toMatch(new RegExp(`NOT WATCHING: .*(${message})`));
    expect(outcome.stderr).toContain('crash-gate:   tracer: open: \\x1b[31mBad\n');
  });

  test('--on-unsupported warn accepts it', async () => {
    const env = fake(folder, { fail: { status: 11 } });
    expect((await gate(['run', '--on-unsupported', 'warn', '--', 'true'], { env })).status).toBe(0);
    expect((await gate(['run', '--on-unsupported', 'warn', '--', 'false'], { env })).status).toBe(1);
    expect((await gate(['run', '--', 'sh', '-c', 'exit 5'], { env })).status).toBe(5);
  });

  test('--format json still prints an honest report', async () => {
    const { stdout } = await gate(['run', '--format', 'json', '--', 'true'], { env: fake(folder, { fail: { status: 11 } }) });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'inconclusive', watch: { complete: false }, command: { argv: ['true'], exitCode: 0 } });
  });

  test('leaves no directory behind', async () => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    await gate(echo, { env: { ...fake(folder, { fail: { status: 11 } }), TMPDIR: temporary } });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('a watch that breaks', () => {
  test('is told at once, makes the run inconclusive and keeps the record', async () => {
    const out = join(folder, 'broken');
    const started = startGate(['run', '--out', out, '--', 'sh', '-c', 'read line; echo b'], { env: fake(folder, { dieAfterNotes: 1 }) });
    await started.complains('THE WATCH HAS ENDED EARLY');
    started.process.stdin!.end('go on\n');
    const { status, stdout, stderr } = await started.outcome;
    expect({ status, stdout }).toEqual({ status: 4, stdout: 'b\n' });
    expect(stderr).toContain('the tracer was ended by SIGKILL');
    expect(stderr).toContain(join(out, 'record.ndjson'));
    expect(readFileSync(join(out, 'record.ndjson'), 'utf8')).toContain('"type":"header"');
    expect(stderr).not.toContain('    at ');
  });

  test('a tracer that the command kills is succeeded, and what comes then is seen', async ({ skip }) => {
    skip(process.getuid!() !== 0, 'only root may kill the tracer');
    const kills = 'kill -9 $(pgrep -x tracer -P $(pgrep -x watch-spare -P $PPID)); sh -c "kill -SEGV \\$\\$"; true';
    const { status, stderr } = await gate(['run', '--', 'sh', '-c', kills]);
    expect(status, stderr).toBe(3);
    expect(stderr).toContain('its second process went on');
    expect(stderr).toContain('died of SIGSEGV');
    expect(stderr).toContain('nothing lost');
  });

  test('a signal that comes before the command is started ends crash-gate without it', async () => {
    const { status, stdout, stderr } = await gate(echo, { env: fake(folder, { signalGate: 'SIGTERM' }) });
    expect({ status, stdout, stderr }).toEqual({ status: 143, stdout: '', stderr: 'crash-gate: ended by SIGTERM before the command was started\n' });
  });

  // On a busy machine both come at once, and node tells the signal a turn later: here it is sent from the callback that tells "ready".
  test('a signal that comes together with "ready" is one that came before', async () => {
    const script = `
      import { read, openSync } from 'node:fs';
      import { catchSignals } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/commands/signals.ts'))};
      const signals = catchSignals();
      read(openSync('/dev/zero', 'r'), async () => {
        process.kill(process.pid, 'SIGTERM');
        console.log(await signals.early());
      });`;
    const { stdout, stderr } = await start(process.execPath, ['--input-type=module', '--eval', script]).outcome;
    expect(stdout, stderr).toBe('SIGTERM\n');
  });
});

test('doctor ends what it has started when it is asked to end', async () => {
  const tools = join(folder, 'tools');
  const number = join(folder, 'number');
  mkdirSync(tools);
  // Whichever of the two is started first.
  for (const name of ['sudo', 'stuck']) writeFileSync(join(tools, name), `#!/bin/sh\necho $$ >'${number}'\nexec sleep 1000\n`, { mode: 0o755 });
  const doctor = startGate(['doctor'], { env: { BPF_LINUX_TRACER: join(tools, 'stuck'), PATH: `${tools}:${process.env.PATH}` } });
  await until(() => existsSync(number) && readFileSync(number, 'utf8').endsWith('\n'));
  const stuck = Number(readFileSync(number, 'utf8'));
  doctor.process.kill('SIGTERM');
  expect(await doctor.outcome).toMatchObject({ status: 143, stdout: '', stderr: 'crash-gate: ended by SIGTERM before there was an answer\n' });
  expect(() => process.kill(stuck, 0)).toThrow('ESRCH');
});

describe('as an unprivileged user', () => {
  let setting: Setting;
  beforeAll(() => {
    setting = prepareUsers(folder);
  });

  test('whose sudo needs no password for the tracer, all works; the record is the user’s', async () => {
    const out = join(folder, 'of-nobody');
    mkdirSync(out);
    chownSync(out, NOBODY, NOBODY);
    const { status, stdout, stderr } = await asNobody(setting, 'tracer', ['run', '--out', out, '--', 'id', '-u']);
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: `${NOBODY}\n` });
    expect(statSync(join(out, 'record.ndjson'))).toMatchObject({ uid: NOBODY, gid: NOBODY });
  });

  test.each(['tracer', 'tracer-in-pty'] as const)('a crash is seen (sudo rules: %s)', async rules => {
    const { status, stderr } = await asNobody(setting, rules, ['run', '--', 'sh', '-c', 'sh -c "kill -SEGV \\$\\$"; true']);
    expect(status, stderr).toBe(3);
    expect(stderr).toContain('SIGSEGV');
  });

  test('without sudo rights, it says which line allows it', async () => {
    const { status, stdout, stderr } = await asNobody(setting, 'none', echo);
    expect({ status, stdout }).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain('this process is not root, and "sudo -n" is not allowed without a password');
    expect(stderr).toContain('nobody ALL=(root) NOPASSWD: /usr/local/sbin/bpf-linux-tracer');
    expect(stderr).toContain(`sudo install -o root -m 755 '${setting.dist}/bin/`);
    // Root must not be told to run what the user can overwrite.
    expect(stderr).not.toContain(`NOPASSWD: ${setting.dist}`);
  });

  test.each([
    ['wants a terminal', 'with-tty', [], ':', 'sudo wants a terminal', '!requiretty'],
    ['may not raise anybody', 'tracer', ['setpriv', '--no-new-privs'], ':', 'no new privileges', 'NoNewPrivileges=no'],
    [
      'lies on a file system without setuid',
      'tracer',
      [],
      'mount --bind /usr/bin /usr/bin && mount -o remount,bind,nosuid /usr/bin',
      'mounted nosuid',
      'chmod u+s',
    ],
  ] as const)('whose sudo %s', async (_name, rules, prefix, first, message, remedy) => {
    const { status, stdout, stderr } = await asNobody(setting, rules, echo, prefix, first);
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });

  test('without sudo at all', async () => {
    const { stdout, stderr } = await asNobody(setting, 'tracer', ['run', '--', '/bin/echo', 'hello'], ['PATH=/nonexistent']);
    expect(stdout).toBe('hello\n');
    expect(stderr).toContain('this process is not root, and there is no sudo');
  });

  test('doctor says so too', async () => {
    const without = await asNobody(setting, 'none', ['doctor', '--format', 'json']);
    expect(without.status).toBe(4);
    expect(JSON.parse(without.stdout)).toMatchObject({ canWatch: false, remedy: expect.stringContaining('NOPASSWD') });
    expect((await asNobody(setting, 'tracer', ['doctor'])).stdout).toContain('can watch this machine');
  });
});

test('dist/ works when it is copied alone', async () => {
  const { dist } = prepareUsers(folder);
  expect(existsSync(join(dist, 'bin'))).toBe(true);
  copyFileSync(join(dist, 'cli.js'), join(dist, 'cli-copy.js'));
  expect((await start(process.execPath, [join(dist, 'cli-copy.js'), 'run', '--', 'true'], { input: '', cwd: '/' }).outcome).status).toBe(0);
});
