import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bash, brief, buildServices, gate, newFolder, onlyIncident, pidsInLog, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(buildServices);
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => {
  nginx('nginx_stop "$dir"');
  removeFolder(folder);
});

const log = () => join(folder, 'error.log');
const nginx = (commands: string) => bash(`. ${services}/nginx/nginx.sh; dir=${folder}; ${commands}`);

/** nginx says itself who died and who came: "worker process 7 exited on signal 11", "start worker process 8". */
const workersThatDied = () => pidsInLog(log(), /worker process (\d+) exited (?:on signal|with code [1-9])/g);
const workersStarted = () => pidsInLog(log(), /start worker process (\d+)/g);

const worker = { exe: '/usr/sbin/nginx', comm: 'nginx', name: expect.stringContaining('nginx: worker process') };

test('a worker that follows a stale pointer, replaced before the test tries again', async () => {
  const gated = await gate('nginx-worker-segv', 'nginx/shop-test.sh', folder, 'cart');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({
    level: 'error',
    masked: 'replaced',
    count: 1,
    cause: { kind: 'fault', signal: 'SIGSEGV', code: 'SEGV_MAPERR', faultAddress: '0x1234', access: 'write' },
    process: worker,
    sender: null,
  });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(workersThatDied());
  expect(incident.replacements.map(({ pid }) => pid)).toEqual(workersStarted().slice(1));
  expect(incident.replacements[0]!.by).toContain('nginx: master process');
  expect(incident.replacements[0]!.afterMs).toBeGreaterThan(0);
  expect(gated.report).toMatchObject({ verdict: 'failed', watch: { complete: true, lost: 0 }, command: { exitCode: 0 } });
  expect(gated.exitCode).toBe(3);
});

test('the same bug three times is one incident', async () => {
  const gated = await gate('nginx-worker-segv-thrice', 'nginx/shop-test.sh', folder, 'cart', '7');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({ level: 'error', masked: 'replaced', count: 3 });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(workersThatDied());
  expect(incident.replacements.map(({ pid }) => pid)).toEqual(workersStarted().slice(1));
});

test('a worker that aborts over its heap', async () => {
  const gated = await gate('nginx-worker-abort', 'nginx/shop-test.sh', folder, 'checkout');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({ level: 'error', masked: 'replaced', count: 1, cause: { kind: 'abort', signal: 'SIGABRT' }, process: worker });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(workersThatDied());
  expect(gated.exitCode).toBe(3);
});

test('a worker that gives up with an exit code of its own, and is replaced', async () => {
  const gated = await gate('nginx-worker-exit', 'nginx/shop-test.sh', folder, 'report');
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({ level: 'error', masked: 'replaced', count: 1, cause: { kind: 'exit', exitCode: 7 }, process: worker });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(workersThatDied());
  expect(gated.exitCode).toBe(3);
});

test('a server that an earlier step started crashes in this one', async () => {
  const url = nginx('nginx_start "$dir"; echo "$nginx_url"').trim();
  const gated = await gate('nginx-older-than-the-watch', 'nginx/visit-test.sh', `${url}/cart`);
  const incident = onlyIncident(gated);
  expect(incident).toMatchObject({ level: 'error', masked: 'replaced', cause: { faultAddress: '0x1234' }, process: { ...worker, inJob: false } });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(workersThatDied());
  expect(gated.exitCode).toBe(3);
});

test('reload, reopen, quit and stop are clean', async () => {
  const { exitCode, report } = await gate('nginx-reload-quit-stop', 'nginx/reload-test.sh', folder);
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});
