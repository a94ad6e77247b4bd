/** The way through a docker socket: jobs in containers that were given nothing but the socket, and users who may speak to docker. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { start } from '../cli/harness.ts';
import { bash, brief, buildServices, newFolder, removeFolder, root, services } from './harness.ts';

let folder = '';
const docker = (script: string) => bash(`. ${services}/docker/job.sh; docker_use ${folder}; ${script}`);
beforeAll(() => {
  buildServices();
  folder = newFolder();
  bash(`chmod 755 ${folder}`);
  bash(`. ${services}/docker/docker.sh; docker_start ${folder}`);
});
afterEach(() => docker('for name in $(engine ps -aqf name=job); do job_end "$name"; done; await "the tracers to end" no_tracer_left'));
afterAll(() => {
  docker(`docker_stop ${folder}`);
  removeFolder(folder);
});

const socket = () => `-v ${folder}/docker.sock:/var/run/docker.sock`;
const node = process.execPath;
const cli = join(root, 'dist/cli.js');

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A step of the job, whatever its exit status. */
function step(...command: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync('bash', stepOf(command), { encoding: 'utf8' });
  return { status, stdout, stderr };
}
const stepOf = (command: readonly string[]): string[] => [
  '-c',
  `. ${services}/docker/job.sh; docker_use ${folder}; job_step job "$@"`,
  'bash',
  ...command,
];

/** The same, while this process has something to answer. */
const stepWhile = (...command: readonly string[]) => start('bash', stepOf(command), { input: '' }).outcome;
const gate = (...args: readonly string[]) => step(node, cli, ...args);
const reportOf = ({ stdout, stderr }: Outcome): Report => {
  const start = stdout.search(/^\{\s*"schema"/m);
  if (start === -1) throw new Error(`no report:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout.slice(start)) as Report;
};
const idOf = (name: string) => docker(`engine inspect -f '{{.Id}}' ${name}`).trim();
const crash = ['sh', '-c', 'sh -c "kill -SEGV \\$\\$"; true'];

describe('a job in a container without options', () => {
  test('crash-gate run sees what crashes in it, and knows it as the job’s', () => {
    docker(`job_start job ${socket()}`);
    const outcome = gate('run', '--format', 'json', '--', ...crash);
    const report = reportOf(outcome);
    expect(report.watch, brief(report)).toMatchObject({ complete: true, privilege: 'docker', lost: 0 });
    expect(report.incidents).toMatchObject([
      { level: 'error', masked: 'swallowed', process: { inJob: true, container: { id: idOf('job'), name: 'job' } } },
    ]);
    expect(outcome.stderr).toContain('died of SIGSEGV');
    expect(outcome.status).toBe(3);
  });

  test('and what crashes in another container, started again by docker', () => {
    docker(`job_start job ${socket()} -v ${folder}:${folder}`);
    const outcome = gate('run', '--format', 'json', '--', 'bash', join(services, 'docker/restart-test.sh'), folder, 'web', 'segv');
    const report = reportOf(outcome);
    expect(report.incidents, brief(report)).toMatchObject([
      { level: 'error', masked: 'replaced', process: { exe: '/shop-service', inJob: false, container: { name: 'web' } } },
    ]);
    expect(outcome.status).toBe(3);
  });

  test('nothing crashes: clean, and nothing is left behind', () => {
    docker(`job_start job ${socket()}`);
    const outcome = gate('run', '--', 'true');
    expect(outcome, outcome.stderr).toMatchObject({ status: 0, stderr: expect.stringContaining('no hidden crashes') });
    docker('await "the tracer to end" no_tracer_left');
    expect(step('sh', '-c', 'ls -d /tmp/crash-gate-* 2>/dev/null').stdout).toBe('');
  });

  test('in two halves: each step is a process of its own, which hangs on none of the job', () => {
    docker(`job_start job ${socket()}`);
    expect(gate('start', '--out', '/tmp/watch')).toMatchObject({ status: 0 });
    expect(step(...crash).status).toBe(0);
    const outcome = gate('stop', '--out', '/tmp/watch', '--job-status', 'success', '--format', 'json');
    const report = reportOf(outcome);
    expect(report.watch, brief(report)).toMatchObject({ complete: true, privilege: 'docker' });
    expect(report.incidents).toMatchObject([{ level: 'error', process: { inJob: true, container: { name: 'job' } } }]);
    expect(outcome.status).toBe(3);
    docker('await "the tracer to end" no_tracer_left');
  });

  test('the action: its two halves are started by docker exec, and its temporary folder is another user’s', () => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    bash(`chown 1001:1001 ${temporary}`);
    docker(`job_start job ${socket()} -v ${temporary}:/__w`);
    const files = ['GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT'].map(name => {
      writeFileSync(join(temporary, name), '');
      return `${name}=/__w/${name}`;
    });
    const runner = ['GITHUB_ACTIONS=true', 'GITHUB_ACTION=__gate', 'GITHUB_JOB=it', 'RUNNER_TEMP=/__w', 'INPUT_JOB-STATUS=success', ...files];
    expect(step('env', ...runner, node, join(root, 'dist/main.js')).stdout).toContain('Every process of this machine is watched');
    expect(step('env', 'GITHUB_ACTION=__test', ...crash).status).toBe(0);
    const state = /^watch<<(\S+)\n(.*)\n\1$/m.exec(readFileSync(join(temporary, 'GITHUB_STATE'), 'utf8'))![2]!;
    const { status, stdout } = step('env', `STATE_watch=${state}`, ...runner, node, join(root, 'dist/post.js'));
    expect(stdout).toContain('1 hidden crash behind a passing job');
    expect(stdout).toContain('of step __test');
    expect(status).toBe(1);
  });

  test.each(['start --out /tmp/watch', 'run -- tail -f /dev/null'])('the container goes away in the middle of crash-gate %s', command => {
    docker(`job_start job ${socket()}; job_step job ${node} ${cli} ${command} >/dev/null 2>&1 & await 'a tracer' a_tracer_runs; job_end job`);
    docker('await "the tracer to end" no_tracer_left');
  });

  test('crash-gate is killed, and the tracer ends', () => {
    docker(`job_start job ${socket()}`);
    expect(gate('run', '--', 'sh', '-c', 'kill -KILL $PPID').status).toBe(137);
    docker('await "the tracer to end" no_tracer_left');
  });

  test('without the socket it says what to mount, and the command runs all the same', () => {
    docker('job_start job');
    const outcome = gate('run', '--', 'echo', 'hello');
    expect(outcome).toMatchObject({ status: 4, stdout: 'hello\n', stderr: expect.stringContaining('without the capabilities that eBPF needs') });
    expect(outcome.stderr).toContain('-v /var/run/docker.sock:/var/run/docker.sock');
  });

  test('a socket that nobody listens on any more', () => {
    docker(`job_start job -v ${folder}:${folder}`);
    const dead = join(folder, 'dead.sock');
    spawnSync(node, ['-e', `require('net').createServer().listen(${JSON.stringify(dead)}, () => process.kill(process.pid, 'SIGKILL'))`]);
    const outcome = step('env', `DOCKER_HOST=unix://${dead}`, node, cli, 'run', '--', 'true');
    rmSync(dead);
    expect(outcome).toMatchObject({ status: 4, stderr: expect.stringContaining('nobody answers at the docker socket') });
  });
});

/** bpf() answers without being called: with an error, or, as a kernel that only pretends, with success. */
describe('a filter of system calls, in a container that has the capabilities', () => {
  test.each([
    ['not permitted', 1, 'a seccomp filter keeps this process from bpf()', 'seccomp=unconfined'],
    ['not there', 38, 'a seccomp filter keeps this process from bpf()', 'seccomp=unconfined'],
    ['a lie', 0, 'a seccomp filter keeps this process from bpf()', 'seccomp=unconfined'],
  ])('%s', (_name, errnoRet, message, remedy) => {
    const profile = join(folder, 'seccomp.json');
    writeFileSync(profile, JSON.stringify({ defaultAction: 'SCMP_ACT_ALLOW', syscalls: [{ names: ['bpf'], action: 'SCMP_ACT_ERRNO', errnoRet }] }));
    docker(`job_start job --pid host --cap-add SYS_ADMIN --cap-add SYS_PTRACE --security-opt seccomp=${profile}`);
    const outcome = gate('run', '--', 'echo', 'hello');
    expect(outcome).toMatchObject({ status: 4, stdout: 'hello\n', stderr: expect.stringContaining(message) });
    expect(outcome.stderr).toContain(remedy);
  });
});

/** As nobody, in these groups, where there is no sudo. */
function asNobody(socketPath: string, groups: string, ...args: readonly string[]): Outcome {
  const identity = ['--reuid=65534', '--regid=65534', ...(groups === '' ? ['--clear-groups'] : [`--groups=${groups}`])];
  const environment = [`DOCKER_HOST=unix://${folder}/${socketPath}`, 'PATH=/nonexistent', 'HOME=/nonexistent'];
  const { status, stdout, stderr } = spawnSync('setpriv', [...identity, 'env', '-i', ...environment, node, cli, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('an engine that can not help', () => {
  test.each([
    ['nested', 'docker runs on another machine than this process, or inside of a container', 'engine that runs this container itself'],
    ['rootless', 'docker runs without root (rootless) and has no rights to give', 'engine that runs as root'],
  ])('%s', (kind, message, remedy) => {
    docker(`other_start ${kind}`);
    try {
      const outcome = asNobody(`${kind}/docker.sock`, 'docker', 'run', '--', '/bin/echo', 'hello');
      expect(outcome).toMatchObject({ status: 4, stdout: 'hello\n', stderr: expect.stringContaining(message) });
      expect(outcome.stderr).toContain(remedy);
    } finally {
      docker(`other_stop ${kind}`);
    }
  });

  test('one behind a proxy, or with a plugin, that forbids it', async () => {
    const path = join(folder, 'proxy.sock');
    const proxy = createServer((_request, response) =>
      response.writeHead(403).end('{"message":"authorization denied by plugin strict: no containers"}'),
    );
    await new Promise<void>(resolve => proxy.listen(path, resolve));
    docker(`job_start job -v ${folder}:${folder}`);
    const outcome = await stepWhile('env', `DOCKER_HOST=unix://${path}`, node, cli, 'run', '--', 'true');
    proxy.close();
    expect(outcome).toMatchObject({ status: 4, stderr: expect.stringContaining('docker refuses to run the tracer with the capabilities') });
    expect(outcome.stderr).toContain('docker: authorization denied by plugin strict: no containers');
  });
});

describe('a user who is not root', () => {
  test('but may speak to docker', () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    bash(`chown 65534:65534 ${out}`);
    const outcome = asNobody(
      'docker.sock',
      'docker',
      'run',
      '--format',
      'json',
      '--out',
      out,
      '--',
      '/bin/sh',
      '-c',
      '/bin/sh -c "kill -SEGV \\$\\$"; true',
    );
    const report = reportOf(outcome);
    expect(report.watch, brief(report)).toMatchObject({ complete: true, privilege: 'docker' });
    expect(report.incidents).toMatchObject([{ level: 'error', process: { inJob: true, uid: 65534, container: null } }]);
    expect(readdirSync(out).sort()).toEqual(['record.ndjson', 'report.json']);
    expect(bash(`stat -c %u ${out}/record.ndjson`)).toBe('65534\n');
  });

  test('and may not', () => {
    const outcome = asNobody('docker.sock', '', 'run', '--', '/bin/echo', 'hello');
    expect(outcome).toMatchObject({ status: 4, stdout: 'hello\n' });
    expect(outcome.stderr).toContain('there is no sudo; and this user may not use the docker socket');
    expect(outcome.stderr).toContain('usermod -aG docker');
  });
});
