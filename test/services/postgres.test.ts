import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bash, brief, buildServices, type Gated, gate, newFolder, pidsInLog, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(() => {
  buildServices();
  folder = newFolder();
  bash(`. ${services}/postgres/postgres.sh; postgres_create ${folder}`);
});
afterAll(() => {
  bash(`. ${services}/postgres/postgres.sh; dir=${folder}; [ ! -e "$dir/data/postmaster.pid" ] || postgres_stop "$dir"`);
  removeFolder(folder);
});

/** PostgreSQL says itself who died: "server process (PID 7) was terminated by signal 11: Segmentation fault". */
const backendsThatDied = (signal: number) =>
  pidsInLog(join(folder, 'data/log'), new RegExp(`server process \\(PID (\\d+)\\) was terminated by signal ${signal}`, 'g'));

/** The postmaster's other children end with the crashed one, and all come back: one incident. */
function crashedBackend(gated: Gated) {
  expect(gated.report.incidents, `${brief(gated.report)}\n${gated.output}`).toHaveLength(1);
  const [incident] = gated.report.incidents;
  expect(incident).toMatchObject({
    level: 'error',
    count: 1,
    process: { comm: 'postgres', exe: expect.stringMatching(/\/postgres$/), name: expect.stringContaining('postgres: shop postgres 127.0.0.1') },
  });
  expect(gated.report).toMatchObject({ verdict: 'failed', watch: { complete: true, lost: 0 }, command: { exitCode: 0 } });
  expect(gated.exitCode).toBe(3);
  return incident!;
}

test('a backend that follows a stale pointer takes all others along', async () => {
  const incident = crashedBackend(await gate('postgres-backend-segv', 'postgres/orders-test.sh', folder, 'sinh(7.25)'));
  expect(incident.cause).toMatchObject({ kind: 'fault', signal: 'SIGSEGV', code: 'SEGV_MAPERR', faultAddress: '0x7250', access: 'read' });
  expect(incident.masked).not.toBe('no');
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(backendsThatDied(11));
});

test('a backend that fails its own assertion', async () => {
  const incident = crashedBackend(await gate('postgres-backend-abort', 'postgres/orders-test.sh', folder, 'sinh(8.5)'));
  expect(incident.cause).toMatchObject({ kind: 'abort', signal: 'SIGABRT' });
  expect(incident.crashes.map(({ pid }) => pid)).toEqual(backendsThatDied(6));
});

test('refused logins, failing queries, and smart, fast and immediate shutdown are clean', async () => {
  const { exitCode, report } = await gate('postgres-stops', 'postgres/stops-test.sh', folder);
  expect(brief(report)).toBe('clean');
  expect(exitCode).toBe(0);
});
