/** What doctor makes of what it found: verdicts, remedies, and how it looks. */
import type { Checked } from 'bpf-linux';
import { expect, test, vi } from 'vitest';
import { failure } from '../../bpf/failure.ts';
import { readSurroundings, type Surroundings } from '../../bpf/surroundings.ts';
import { diagnose } from '../../src/commands/diagnosis.ts';
import { render } from '../../src/commands/doctor.ts';
import type { Trial } from '../../src/commands/trial.ts';
import { recording } from '../records.ts';

const machine: Surroundings = {
  machinePids: true,
  machineUsers: true,
  capabilities: (1n << 40n) - 1n,
  seccomp: false,
  lockdown: 'none',
  cgroups: 'v2',
  container: null,
  unprivilegedBpfDisabled: 2,
  openFiles: 1024,
};
const container: Surroundings = { ...machine, machinePids: false, seccomp: true, container: 'docker' };
const { header } = recording([]);
const written: Trial = { folder: '/tmp', ok: true, failure: null };
const verdictOf = (checked: Checked, surroundings: Surroundings, trial = written) => {
  const { canWatch, privilege, remedy, checks } = diagnose(checked, surroundings, trial);
  return { canWatch, privilege, remedy, of: (name: string) => checks.find(check => check.name === name) };
};

const noPrivilege = failure('no-privilege', { exitStatus: 10, output: ['tracer: bpf() is not permitted'] });

test('all is well through docker, although root was not enough', () => {
  const attempts = [
    { way: 'root', failure: noPrivilege },
    { way: 'docker', failure: null },
  ] as const;
  const { canWatch, privilege, remedy, of } = verdictOf({ ok: true, executable: '/tracer', way: 'docker', header: header!, attempts }, container);
  expect({ canWatch, privilege, remedy }).toEqual({ canWatch: true, privilege: 'docker', remedy: null });
  expect(of('root')).toMatchObject({ ok: false, remedy: noPrivilege.remedy });
  expect(of('docker')).toMatchObject({ ok: true, remedy: null });
  expect(of('sudo')).toMatchObject({ ok: null });
  expect(of('self-test')).toMatchObject({ ok: true });
  expect(of('container')).toMatchObject({ detail: 'docker, with process numbers of its own' });
});

test('nobody leads to root: the one thing to change, and nothing that was not tried is judged', () => {
  const refused = failure('socket-forbidden');
  const attempts = [
    { way: 'sudo', failure: failure('no-privilege') },
    { way: 'docker', failure: refused },
  ] as const;
  const { canWatch, remedy, of } = verdictOf({ ok: false, executable: '/tracer', failure: noPrivilege, attempts }, machine);
  expect({ canWatch, remedy }).toEqual({ canWatch: false, remedy: noPrivilege.remedy });
  expect(of('docker')).toMatchObject({ ok: false, remedy: refused.remedy });
  expect(of('self-test')).toMatchObject({ ok: null, detail: 'not tried' });
});

test('a way that leads to root, and a kernel that can not', () => {
  const attach = failure('cannot-attach', { exitStatus: 13, output: ["tracer: can't load"] });
  const { of } = verdictOf({ ok: false, executable: '/tracer', failure: attach, attempts: [{ way: 'root', failure: attach }] }, machine);
  expect(of('root')).toMatchObject({ ok: true });
  expect(of('self-test')).toMatchObject({ ok: false, detail: expect.stringContaining("can't load"), remedy: attach.remedy });
});

test('a kernel that is locked down says so', () => {
  const { of } = verdictOf({ ok: false, executable: null, failure: noPrivilege, attempts: [] }, { ...machine, lockdown: 'confidentiality' });
  expect(of('lockdown')).toMatchObject({ ok: false, remedy: expect.stringContaining('lockdown=integrity') });
});

const working: Checked = { ok: true, executable: '/tracer', way: 'root', header: header!, attempts: [{ way: 'root', failure: null }] };

test('without a place for the record nothing can be watched, whatever the kernel allows', () => {
  const full = failure('output', { output: ['tracer: No space left on device'] });
  const { canWatch, remedy, of } = verdictOf(working, machine, { folder: '/full', ok: false, failure: full });
  expect({ canWatch, remedy }).toEqual({ canWatch: false, remedy: full.remedy });
  expect(of('place for the record')).toMatchObject({ ok: false, detail: expect.stringContaining('No space left'), remedy: full.remedy });
  expect(of('self-test')).toMatchObject({ ok: true });
});

test('a Node that is too old can not watch either', () => {
  vi.stubGlobal('process', Object.create(process, { versions: { value: { node: '18.20.8' } } }));
  const { canWatch, remedy, of } = verdictOf(working, machine);
  vi.unstubAllGlobals();
  expect({ canWatch, remedy }).toEqual({ canWatch: false, remedy: 'Install Node 20 or newer.' });
  expect(of('node')).toMatchObject({ ok: false });
});

test('lines are as wide as the terminal, and hold nothing that acts on it', () => {
  const nasty = failure('died', { exitStatus: 99, message: `it said \x1b[31m${'word '.repeat(60)}` });
  const text = render(
    diagnose({ ok: false, executable: '/tracer', failure: nasty, attempts: [{ way: 'root', failure: nasty }] }, machine, written),
    80,
    false,
  );
  expect(text).not.toContain('\x1b');
  const lines = text.split('\n').filter(line => line.includes('word'));
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});

const files = (contents: Readonly<Record<string, string>>) => ({
  read: (path: string) => contents[path] ?? null,
  link: (path: string) => contents[path] ?? null,
  exists: (path: string) => path in contents,
});

test('no /proc and no /sys: nothing is known, and nothing is made up', () => {
  expect(Object.values(readSurroundings(files({}))).every(value => value === null)).toBe(true);
});

test.each([
  ['v2', '1 2 0:1 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw'],
  ['v1', '1 2 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory'],
  ['hybrid', '1 2 0:1 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n1 2 0:1 / /sys/fs/cgroup/unified rw - cgroup2 none rw'],
  ['none', '1 2 0:1 / / rw - ext4 /dev/vda rw'],
] as const)('cgroups: %s', (cgroups, mounts) => expect(readSurroundings(files({ '/proc/self/mountinfo': mounts }))).toMatchObject({ cgroups }));

test('a container of docker, as its files tell it', () => {
  const contents = {
    '/proc/self/ns/pid': 'pid:[4026532321]',
    '/proc/self/uid_map': '         0     100000      65536\n',
    '/proc/self/status': 'CapEff:\t00000000a80425fb\nCapBnd:\t00000000a80425fb\nSeccomp:\t2\n',
    '/sys/kernel/security/lockdown': 'none [integrity] confidentiality\n',
    '/.dockerenv': '',
  };
  expect(readSurroundings(files(contents))).toMatchObject({
    machinePids: false,
    machineUsers: false,
    capabilities: 0xa80425fbn,
    seccomp: true,
    lockdown: 'integrity',
    container: 'docker',
  });
});
