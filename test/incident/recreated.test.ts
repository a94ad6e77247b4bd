/** A container that is taken away and made anew: another id, but the same name, or the same service of a compose project. */
import type { Container, Death } from 'bpf-linux';
import { expect, test } from 'vitest';
import * as r from '../records.ts';
import { incidents } from './told.ts';

const { SECOND, MS } = r;
const [old, made] = ['ab'.repeat(32), 'cd'.repeat(32)];
const shim = (id: string) => r.process(300, `/usr/bin/containerd-shim-runc-v2 -id ${id}`, { startedAt: -9 * SECOND });
const of = (id: string) => ({ cgroup: `/docker/${id}`, nsPid: 1, pidNamespace: 4026532000, ancestors: [shim(id), r.init], forkOnly: false });
const runc = r.sender(r.process(301, '/usr/sbin/runc kill'), [shim(old), r.init]);
const pkill = r.sender(r.process(302, 'pkill app'));
const plain: Partial<Container> = { name: '/shop', compose: null, restart: { policy: 'no', most: 0, count: 0 } };
const inCompose: Partial<Container> = { ...plain, compose: { project: 'shop', service: 'web' } };

const byName = 'replaced by a new container of the same name';
const byService = 'replaced by a new container of the same compose service';

// biome-ignore format: a table has a row a line
const table: readonly (readonly [what: string, dead: Death, was: Partial<Container>, is: Partial<Container>, told: readonly string[]])[] = [
  ['a crash', r.segfaulted(of(old)), plain, plain, [`error fault ${byName}`]],
  ['a crash, and another name', r.segfaulted(of(old)), plain, { ...plain, name: '/bar' }, ['error fault tests-passed']],
  ['a service under a passing name', r.segfaulted(of(old)), { ...inCompose, name: '/shop-web-1' }, { ...inCompose, name: '/ab_shop-web-1' }, [`error fault ${byService}`]],
  ['another service of the project', r.segfaulted(of(old)), inCompose, { ...plain, name: '/db', compose: { project: 'shop', service: 'db' } }, ['error fault tests-passed']],
  ['an exit code of a service that compose keeps', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), inCompose, inCompose, [`error exit-replaced ${byService}`]],
  ['an exit code of what had listened', r.exited(3, { ...of(old), lifetimeNs: 2 * MS, listening: [r.listening(80)] }), plain, plain, [`error exit-replaced ${byName}`]],
  ['an exit code of what had lived', r.exited(3, { ...of(old), lifetimeNs: 20 * SECOND }), plain, plain, [`error exit-replaced ${byName}`]],
  ['an exit code of what is run as a command', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), plain, plain, ['warning exit-supervised tests-passed']],
  ['a stop, and what the program left with', r.exited(1, { ...of(old), sent: r.sent(15, runc) }), inCompose, inCompose, []],
  ['docker rm -f', r.killed(9, runc, of(old)), inCompose, inCompose, []],
  ['a kill by the job', r.killed(9, pkill, of(old)), plain, plain, [`warning killed-in-job-replaced ${byName}`]],
];

test.each(table)('%s', (_, dead, was, is, told) => {
  const next = r.start(r.process(700, '/usr/bin/app --serve'), dead, { ...of(made), at: dead.at + 400 * MS });
  const found = incidents([r.container(old, was), dead, r.container(made, is), next]);
  expect(
    found.map(({ level, rule, masked, replacements: [one] }) => `${level} ${rule} ${masked}${one === undefined ? '' : ` by ${one.by}`}`),
  ).toEqual(told);
});

test('what dies again in each new container is one incident', () => {
  const [first, second] = [r.segfaulted(of(old)), r.segfaulted({ ...of(made), ...r.process(700, '/usr/bin/app --serve'), at: 12 * SECOND })];
  expect(incidents([r.container(old, plain), first, r.container(made, plain), second])).toMatchObject([{ count: 2 }]);
});
