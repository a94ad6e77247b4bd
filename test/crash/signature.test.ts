import { expect, test } from 'vitest';
import { explainDeath } from '../../src/crash/explain.ts';
import { signatureOf } from '../../src/crash/signature.ts';
import { type DeathRecord, exited, killed, process, segfaulted, sender } from '../records.ts';

const table: readonly (readonly [record: DeathRecord, signature: string])[] = [
  [segfaulted(), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | /usr/bin/app'],
  [segfaulted({ forkOnly: true }), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | /usr/bin/app | forked'],
  [segfaulted({ cgroup: '/system.slice/shop@12.service' }), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | /usr/bin/app | in shop@#.service'],
  [segfaulted({ exe: '/tmp/build.Xy12/app-4711' }), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | <tmp>/app-#'],
  [segfaulted({ exe: '/home/runner/work/_temp/0f1e2d3c/app' }), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | <tmp>/app'],
  [
    segfaulted({ exe: '/nix/store/3kfhy7w1-0a1b2c3d4e5f/bin/python3.11' }),
    'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | /nix/store/3kfhy7w1-#/bin/python3.11',
  ],
  [segfaulted({ exe: '/opt/mysql-8032/bin/facade123' }), 'fault | SIGSEGV | SEGV_MAPERR | null-pointer read | /opt/mysql-8032/bin/facade123'],
  [exited(3, process(500, 'python3 worker.py --id 7')), 'exit | 3 | /usr/bin/python3 worker.py'],
  [killed(9, sender(process(7, 'sh'))), 'killed | SIGKILL | /usr/bin/app'],
];

test.each(table)('%#', (record, signature) => {
  expect(signatureOf(explainDeath(record, 'x86_64'))).toBe(signature);
});
