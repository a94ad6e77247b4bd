import { afterAll, beforeAll, expect, test } from 'vitest';
import { bash, brief, buildServices, gate, newFolder, onlyIncident, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(() => {
  buildServices();
  folder = newFolder();
  bash(`. ${services}/docker/docker.sh; docker_start ${folder}`);
});
afterAll(() => {
  bash(`. ${services}/docker/docker.sh; docker_stop ${folder}`);
  removeFolder(folder);
});

const service = { exe: '/shop-service', comm: 'shop-service', inJob: false, container: { id: expect.stringMatching(/^[0-9a-f]{64}$/) } };

test('a container whose program faults, started again by docker', async () => {
  const gated = await gate('docker-restart-segv', 'docker/restart-test.sh', folder, 'web', 'segv');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({
    level: 'error',
    masked: 'replaced',
    count: 1,
    cause: { kind: 'fault', signal: 'SIGSEGV', faultAddress: '0x1234' },
    process: { ...service, argv: ['/shop-service', 'segv'] },
  });
  expect(incident.replacements).toHaveLength(1);
  expect(incident.replacements[0]!.by).toContain('docker');
  expect(gated.report).toMatchObject({ verdict: 'failed', watch: { complete: true, lost: 0 }, command: { exitCode: 0 } });
  expect(gated.exitCode).toBe(3);
});

test('a container that reaches its memory limit', async () => {
  const gated = await gate('docker-restart-oom', 'docker/restart-test.sh', folder, 'api', 'memory', '-m', '30m');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({
    level: 'error',
    masked: 'replaced',
    count: 1,
    cause: { kind: 'oom', scope: 'cgroup', limitBytes: 30 * 1024 * 1024 },
    process: service,
  });
  expect(gated.exitCode).toBe(3);
});

test('a container that gives up with an exit code', async () => {
  const gated = await gate('docker-restart-exit', 'docker/restart-test.sh', folder, 'job', 'exit');
  expect(onlyIncident(gated)).toMatchObject({ level: 'error', masked: 'replaced', cause: { kind: 'exit', exitCode: 3 }, process: service });
  expect(gated.exitCode).toBe(3);
});

test.each([
  ['by hand', 'run', 'name'],
  ['by docker-compose', 'compose', 'compose service'],
] as const)('a container that crashed, made anew %s', async (_, way, same) => {
  const gated = await gate(`docker-recreated-${way}`, 'docker/recreate-test.sh', folder, way, 'segv');
  const by = `a new container of the same ${same}`;
  expect(onlyIncident(gated)).toMatchObject({ level: 'error', rule: 'fault', masked: 'replaced', process: service, replacements: [{ by }] });
  expect(gated.exitCode).toBe(3);
});

test('an exit code of what compose makes anew without a restart policy may be an answer', async () => {
  const gated = await gate('docker-recreated-compose-exit', 'docker/recreate-test.sh', folder, 'compose', 'exit');
  expect(onlyIncident(gated)).toMatchObject({ level: 'warning', rule: 'exit-run-again', cause: { kind: 'exit', exitCode: 3 }, process: service });
  expect(gated.exitCode).toBe(0);
});

test('a container that was stopped, taken away and made anew is clean', async () => {
  const { exitCode, report } = await gate('docker-recreated-stops', 'docker/recreate-test.sh', folder, 'stops');
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});

test('docker stop, kill and rm -f, and what compose does to end a project, are clean', async () => {
  const { exitCode, report } = await gate('docker-stops', 'docker/stops-test.sh', folder);
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});

test('docker restart of a program that ends in time is clean', async () => {
  const { exitCode, report } = await gate('docker-restart-graceful', 'docker/docker-restart-test.sh', folder);
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});

test('docker restart of a program that has to be killed is a warning', async () => {
  const gated = await gate('docker-restart-killed', 'docker/docker-restart-test.sh', folder, 'stubborn');
  expect(onlyIncident(gated)).toMatchObject({ level: 'warning', masked: 'replaced', cause: { kind: 'killed', signal: 'SIGKILL' }, process: service });
  expect(gated.report.verdict).toBe('tolerated');
  expect(gated.exitCode).toBe(0);
});

/** Somebody waits for it and is told its exit code, so it is a command, and its exit code an answer. */
test.each([
  ['docker run', 'run'],
  ['docker build', 'build'],
  ['docker exec', 'exec'],
])('what %s runs is a command', async (_, way) => {
  const { exitCode, report } = await gate(`docker-${way}-exit`, 'docker/task-test.sh', folder, way);
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});

test('a fault in what docker run waits for, ignored by the script, or not', async () => {
  const ignored = await gate('docker-run-ignored', 'docker/task-test.sh', folder, 'segv');
  expect(onlyIncident(ignored)).toMatchObject({
    ...{ level: 'error', rule: 'fault', masked: 'swallowed', process: service },
    followers: expect.arrayContaining([expect.objectContaining({ name: 'docker', how: 'exited with 139' })]) as unknown,
    swallowers: [{ name: 'bash task-test.sh', direct: false }],
  });
  const visible = await gate('docker-run-fails', 'docker/task-test.sh', folder, 'fails');
  expect(onlyIncident(visible)).toMatchObject({ rule: 'fault', masked: 'no' });
  expect([visible.exitCode, visible.report.command?.exitCode]).toEqual([139, 139]);
});

test('a container that nobody starts again, while the job goes on, is a warning', async () => {
  const gated = await gate('docker-detached-exit', 'docker/task-test.sh', folder, 'detached');
  expect(onlyIncident(gated)).toMatchObject({ level: 'warning', cause: { kind: 'exit', exitCode: 3 }, process: service, replacements: [] });
  expect(gated.report.verdict).toBe('tolerated');
  expect(gated.exitCode).toBe(0);
});

test('with the scope job, a container that the job started counts, and one that ran before doesn’t', async () => {
  const env = { RUNNER_ENVIRONMENT: 'self-hosted' };
  const mine = await gate('docker-of-the-job', { script: 'docker/restart-test.sh', env }, folder, 'mine', 'segv');
  expect(onlyIncident(mine)).toMatchObject({ level: 'error', rule: 'fault', process: { ...service, container: { name: 'mine' } } });
  expect([mine.exitCode, mine.report.watch.scope]).toEqual([3, 'job']);

  const run = 'engine run --pull never -d --name earlier --network none --restart on-failure:3 shop/service:test told';
  bash(`. ${services}/docker/docker.sh; docker_use ${folder}; ${run} && await earlier says earlier ready`);
  const theirs = await gate('docker-before-the-job', { script: 'docker/told-test.sh', env }, folder, 'earlier');
  expect(brief(theirs.report)).toBe('clean');
  expect(theirs.report.ignored).toContainEqual(
    expect.objectContaining({ rule: 'outside-job', examples: ['shop-service died of SIGSEGV (container earlier ran before the job began)'] }),
  );
  expect(theirs.exitCode).toBe(0);
});
