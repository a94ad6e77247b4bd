/**
 * Bad surroundings, each made for real in namespaces of its own: the message says which one it is, the command runs, nothing hangs, and
 * nothing is called clean that was not watched.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MACHINE } from '../tracer/living.ts';
import { buildPrograms } from '../tracer/programs.ts';
import { CLI, gate, type Outcome, ROOT, scratch, start } from './harness.ts';

const folder = scratch();
const run = ['run', '--', 'echo', 'hello'];
chmodSync(folder, 0o755);
mkdirSync(join(folder, 'mnt'));
writeFileSync(join(folder, 'cut'), Buffer.from('9feb0100180000000000000000ffff0000ffff0000ffff00', 'hex'));
writeFileSync(join(folder, 'empty'), '');
execFileSync('cc', ['-Wall', '-Wextra', '-Werror', '-o', join(folder, 'filtered'), join(ROOT, 'fixtures/surroundings/filtered.c')]);

/** As root, in a mount namespace of its own, so that nothing of it is seen outside. "$@" is crash-gate with these arguments. */
function surrounded(shell: string, args: readonly string[] = run, cli = CLI): Promise<Outcome> {
  const command = ['unshare', '--mount', 'sh', '-c', shell, 'sh', process.execPath, cli, ...args];
  const [file, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', `PATH=${process.env.PATH}`, ...command];
  return start(file!, rest, { input: '', cwd: folder }).outcome;
}

describe('not watched, and it says why', () => {
  test('no /sys: neither types nor how many processors there may be', async () => {
    const { status, stdout, stderr } = await surrounded('umount -l /sys && exec "$@"');
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain('/sys/devices/system/cpu/possible');
    expect(stderr).toContain('mount /sys.');
  });

  test.each([
    [
      'no capabilities',
      'exec setpriv --inh-caps=-all --bounding-set=-all "$@"',
      'this process is root, but without the capabilities',
      '--privileged',
    ],
    ['a user namespace', 'exec unshare --user --map-root-user "$@"', 'lives in a user namespace', 'docker socket'],
    ['a user namespace in which nobody is root', 'exec unshare --user "$@"', 'lives in a user namespace', 'docker socket'],
    ['a pid namespace', 'exec unshare --pid --fork --mount-proc "$@"', 'process numbers of its own', '--pid=host'],
    [
      'a tracer on a noexec mount',
      `mount -t tmpfs -o noexec none mnt && cp ${ROOT}/dist/bin/linux-${process.arch}/tracer mnt/ && BPF_LINUX_TRACER=$PWD/mnt/tracer exec "$@"`,
      'may not be run',
      'noexec',
    ],
    ['no bpf()', 'exec ./filtered ENOSYS "$@"', 'a seccomp filter keeps this process from bpf', 'seccomp=unconfined'],
    ['a bpf() that is not permitted', 'exec ./filtered EPERM "$@"', 'a seccomp filter keeps this process from bpf', 'seccomp=unconfined'],
    ['a bpf() that does nothing, and says that all went well', 'exec ./filtered success "$@"', "bpf\\(\\) doesn't work", 'seccomp=unconfined'],
    ['a kernel that attaches programs and never calls them', 'exec ./filtered lie "$@"', 'did not see the death that it staged', 'sandbox'],
    ['too few open files', 'ulimit -n 32 && exec setpriv --bounding-set=-sys_resource "$@"', 'too few open files', 'ulimit -Hn'],
    [
      'a full disk',
      'mount -t tmpfs -o size=4k,nr_inodes=3 none mnt && mkdir mnt/a && exec env TMPDIR=$PWD/mnt/a "$@"',
      'NOT WATCHING|can.t use',
      'free space|--out DIR',
    ],
  ])('%s', async (_name, shell, message, remedy) => {
    const { status, stdout, stderr } = await surrounded(shell);
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toMatch(new RegExp(message));
    expect(stderr).toMatch(new RegExp(remedy));
    expect(stderr).not.toContain('    at ');
    expect(stderr).not.toContain('no hidden crashes');
  });

  test('files that may not grow: the command runs, and nobody can say', async () => {
    const { status, stdout, stderr } = await surrounded('ulimit -f 1 && exec setpriv --bounding-set=-sys_resource "$@"');
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain('File too large');
    expect(stderr).toContain('ulimit -f');
  });

  test.each([
    ['a read-only root', 'mount -o remount,ro,bind / && TMPDIR=/tmp exec "$@"', 'the file system is read-only'],
    ['a TMPDIR that is not there', 'TMPDIR=/nonexistent exec "$@"', 'there is no such file or directory'],
    ['a TMPDIR that is a file', 'TMPDIR=$PWD/cut exec "$@"', 'a part of the path is not a directory'],
  ])('%s: there is no place for the record', async (_name, shell, why) => {
    const { status, stdout, stderr } = await surrounded(shell);
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    expect(stderr).toContain(why);
    expect(stderr).toContain('Point TMPDIR at a directory');
    expect((await surrounded(shell, ['run', '--on-unsupported', 'warn', '--', 'sh', '-c', 'exit 7'])).status).toBe(7);
    expect((await surrounded(shell, ['run', '--on-unsupported', 'warn', '--', 'true'])).status).toBe(0);
  });

  test.each([22, 23, 24, 26])('%i open files: it says so, also where not even the command can be started', async files => {
    const shell = `ulimit -n ${files} && exec setpriv --bounding-set=-sys_resource "$@"`;
    for (const args of [run, ['doctor']]) {
      const { status, stdout, stderr } = await surrounded(shell, args, join(ROOT, 'dist/cli.js'));
      expect([4, 126], stdout + stderr).toContain(status);
      expect(stdout + stderr).toContain('this process may hold too few open files');
      expect(stdout + stderr).toContain('"ulimit -Hn" shows the limit');
      expect(stdout + stderr).not.toContain('    at ');
    }
  });
});

test('without /proc deaths are seen, but not who they were: inconclusive', async () => {
  const { status, stdout, stderr } = await surrounded('umount -l /proc && exec "$@"');
  expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
  expect(stderr).toContain('could not read /proc');
});

describe('without the kernel’s types', () => {
  const surroundings = [
    ['no BTF', 'mount -t tmpfs none /sys/kernel/btf && exec "$@"', 'no /sys/kernel/btf/vmlinux'],
    ['a BTF that is cut', 'mount --bind cut /sys/kernel/btf/vmlinux && exec "$@"', 'it is cut off'],
    ['an empty BTF', 'mount --bind empty /sys/kernel/btf/vmlinux && exec "$@"', 'it is cut off'],
  ] as const;

  test.each(surroundings)('%s: watched, but never clean, and it says why', async (_name, shell, why) => {
    const { status, stdout, stderr } = await surrounded(shell);
    expect({ status, stdout }, stderr).toEqual({ status: 4, stdout: 'hello\n' });
    // The report breaks its lines for the terminal.
    expect(stderr.replace(/\s+/g, ' ')).toContain(why);
    expect(stderr).toContain('CONFIG_DEBUG_INFO_BTF=y');
  });

  test.each(surroundings)('%s: a crash behind a command that succeeds fails the run', async (_name, shell) => {
    const { status, stderr } = await surrounded(shell, ['run', '--', 'sh', '-c', `${join(buildPrograms(MACHINE), 'segv-write')}; true`]);
    expect(status, stderr).toBe(3);
    expect(stderr).toContain('0x1234');
  });
});

describe('makes no difference', () => {
  test.each([
    ['processes hidden from others (hidepid)', 'mount -t proc -o hidepid=2 none /proc && exec "$@"'],
    ['processes hidden from who may not trace them', 'mount -t proc -o hidepid=ptraceable none /proc && exec "$@"'],
    ['a /proc of processes alone', 'umount -l /proc && mount -t proc -o subset=pid none /proc && exec "$@"'],
    ['a cgroup namespace', 'exec unshare --cgroup "$@"'],
    ['a time namespace', 'exec unshare --time --boottime 1000000 --fork "$@"'],
    ['no home, and hardly any environment', 'exec env -i TMPDIR="$TMPDIR" "$@"'],
    ['hardly any open files at first', 'ulimit -S -n 24 && exec "$@"'],
    ['files that may not grow at first', 'ulimit -S -f 1 && exec "$@"'],
    ['no control groups', 'umount -l /sys/fs/cgroup && exec "$@"'],
    ['no bpffs', 'umount -l /sys/fs/bpf 2>/dev/null; exec "$@"'],
    ['hardly any locked memory, from 5.11 on', 'ulimit -l 8 && exec "$@"'],
    ['a read-only root with a place for the record', 'mount -o remount,ro,bind / && mount -t tmpfs none mnt && TMPDIR=$PWD/mnt exec "$@"'],
    ['hardly any open files', 'ulimit -n 64 && exec "$@"'],
  ])('%s', async (_name, shell) => {
    const { status, stdout, stderr } = await surrounded(shell);
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: 'hello\n' });
    expect(stderr).toContain('nothing lost');
  });
});

describe('doctor', () => {
  test.each([
    ['no BTF', 'mount -t tmpfs none /sys/kernel/btf && exec "$@"', 'kernel types'],
    ['a user namespace', 'exec unshare --user --map-root-user "$@"', 'root'],
    ['a pid namespace', 'exec unshare --pid --fork --mount-proc "$@"', 'self-test'],
    ['no bpf()', 'exec ./filtered EPERM "$@"', 'root'],
    ['a kernel that never calls', 'exec ./filtered lie "$@"', 'self-test'],
    ['no /proc', 'umount -l /proc && exec "$@"', 'processes'],
    ['no directory for the record', 'TMPDIR=/nonexistent exec "$@"', 'place for the record'],
    ['a full disk', 'mount -t tmpfs -o size=4k,nr_inodes=3 none mnt && mkdir mnt/a && TMPDIR=$PWD/mnt/a exec "$@"', 'place for the record'],
    ['files that may not grow', 'ulimit -f 1 && exec setpriv --bounding-set=-sys_resource "$@"', 'place for the record'],
    ['a working directory that was removed', 'mkdir gone && cd gone && rmdir ../gone && exec "$@"', 'working directory'],
  ])('%s: the verdict is no, with one thing to change', async (_name, shell, name) => {
    const { status, stdout } = await surrounded(shell, ['doctor', '--format', 'json']);
    const { canWatch, remedy, checks } = JSON.parse(stdout) as { canWatch: boolean; remedy: string; checks: { name: string; ok: boolean }[] };
    expect({ status, canWatch }).toEqual({ status: 4, canWatch: false });
    expect(remedy).toMatch(/\w/);
    expect(checks.find(check => check.name === name)).toMatchObject({ ok: false, remedy: expect.stringMatching(/\w/) });
  });

  test('where all is well', async () => {
    const { status, stdout } = await gate(['doctor']);
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('can watch this machine') });
  });
});
