import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainDeath } from '../../src/crash/explain.ts';
import { signatureOf } from '../../src/crash/signature.ts';
import { type DeathRecord, exited, fault, killed, process, segfaulted, sender } from '../records.ts';

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

const signature = (record: DeathRecord): string => signatureOf(explainDeath(record, 'x86_64'));

/** Paths of the same program in two runs. */
const runs: readonly (readonly [one: string, other: string])[] = [
  ['/tmp/xyz123/app', '/tmp/tmp.aB3dE5fG7h/app'],
  ['/build/shop-Ab3Xz9/src/app', '/build/shop-q7WwE1/src/app'],
  ['/srv/jobs/0f8fad5b-d9cb-469f-a165-70867728950e/app', '/srv/jobs/7c9e6679-7425-40de-944b-e07fc1f90ae7/app'],
  ['/repo/target/debug/deps/shop-0f1e2d3c4b5a6978', '/repo/target/debug/deps/shop-99aa88bb77cc66dd'],
  ['/proc/4711/fd/3', '/proc/815/fd/3'],
  ['/srv/worker-3', '/srv/worker-12'],
];

test.each(runs)('%s is %s', (one, other) => {
  expect(signature(segfaulted({ exe: one }))).toBe(signature(segfaulted({ exe: other })));
  expect(signature(segfaulted(process(500, `python3 ${one}.py`)))).toBe(signature(segfaulted(process(500, `python3 ${other}.py`))));
});

test.each([
  ['/opt/a/app', '/opt/b/app'],
  ['/usr/bin/python3.11', '/usr/bin/python3.12'],
  ['/opt/mysql-8032/bin/mysqld', '/opt/mysql-8400/bin/mysqld'],
  ['/opt/MyShop/app', '/opt/MyHome/app'],
])('%s is not %s', (one, other) => {
  expect(signature(segfaulted({ exe: one }))).not.toBe(signature(segfaulted({ exe: other })));
});

test('no pid, address, time, container or temporary folder makes a difference', () => {
  const letters = (from: string, length: number) => fc.string({ unit: fc.constantFrom(...from), minLength: length, maxLength: length });
  const passing = fc.record({
    pid: fc.integer({ min: 2, max: 4_000_000 }),
    folder: fc.oneof(
      fc.constantFrom('/tmp', '/var/tmp', '/dev/shm').chain(root => fc.stringMatching(/^[\w.-]{1,20}$/).map(name => `${root}/${name}`)),
      letters('0123456789abcdef', 40).map(hash => `/tmp/checkout/0${hash}`),
    ),
    id: letters('0123456789abcdef', 64),
    page: fc.integer({ min: 0x20, max: 0x7ff }),
    at: fc.integer({ min: 1, max: 1e12 }),
  });
  const crash = ({ pid, folder, id, page, at }: typeof passing extends fc.Arbitrary<infer Value> ? Value : never) => {
    const address = `0x${page.toString(16)}5555555`;
    const place = { cgroup: `/docker/${id}`, ancestors: [], at };
    return segfaulted({ ...process(pid, `${folder}/app`), ...place, fault: fault({ at, tid: pid, address, instructionPointer: address }) });
  };
  fc.assert(fc.property(passing, passing, (one, other) => signature(crash(one)) === signature(crash(other))));
});

test('what remains of a path remains', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.stringMatching(/^(?:\/[\w.-]{1,12}){1,4}$/));
  fc.assert(
    fc.property(text, exe => {
      const once = signature(segfaulted({ exe })).split(' | ').at(-1)!;
      if (!once.startsWith('<tmp>')) expect(signature(segfaulted({ exe: once }))).toBe(signature(segfaulted({ exe })));
    }),
  );
});

test.each(table)('%#', (record, expected) => {
  expect(signature(record)).toBe(expected);
});
