/** A container that is started again, or taken away and made anew: another id, but the same name, or the same service of a compose project. */
import type { Container, Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import type { ReportIncident } from '../../src/report/report.ts';
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
const keptUp: Partial<Container> = { ...inCompose, restart: { policy: 'unless-stopped', most: 0, count: 0 } };
/** Where compose is asked for no policy, it may leave it empty. */
const unasked: Partial<Container> = { ...inCompose, restart: null };

const byName = 'replaced by a new container of the same name';
const byService = 'replaced by a new container of the same compose service';

const summary = ({ level, rule, masked, replacements: [one] }: ReportIncident) =>
  `${level} ${rule} ${masked}${one === undefined ? '' : ` by ${one.by}`}`;

// biome-ignore format: a table has a row a line
const table: readonly (readonly [what: string, dead: Death, was: Partial<Container>, is: Partial<Container>, told: readonly string[]])[] = [
  ['a crash', r.segfaulted(of(old)), plain, plain, [`error fault ${byName}`]],
  ['a crash, and another name', r.segfaulted(of(old)), plain, { ...plain, name: '/bar' }, ['error fault tests-passed']],
  ['a service under a passing name', r.segfaulted(of(old)), { ...inCompose, name: '/shop-web-1' }, { ...inCompose, name: '/ab_shop-web-1' }, [`error fault ${byService}`]],
  ['another service of the project', r.segfaulted(of(old)), inCompose, { ...plain, name: '/db', compose: { project: 'shop', service: 'db' } }, ['error fault tests-passed']],
  ['an exit code of a service that docker shall keep up', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), keptUp, keptUp, [`error exit-replaced ${byService}`]],
  ['an exit code of a service that nobody keeps up', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), inCompose, inCompose, ['warning exit-run-again tests-passed']],
  ['the same, where compose left the policy empty', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), unasked, unasked, ['warning exit-run-again tests-passed']],
  ['a crash of a service that nobody keeps up', r.segfaulted({ ...of(old), lifetimeNs: 2 * MS }), unasked, unasked, [`error fault ${byService}`]],
  ['an exit code of what had listened', r.exited(3, { ...of(old), lifetimeNs: 2 * MS, listening: [r.listening(80)] }), plain, plain, [`error exit-replaced ${byName}`]],
  ['an exit code of what had lived', r.exited(3, { ...of(old), lifetimeNs: 20 * SECOND }), plain, plain, [`error exit-replaced ${byName}`]],
  ['an exit code of what is run as a command', r.exited(3, { ...of(old), lifetimeNs: 2 * MS }), plain, plain, ['warning exit-run-again tests-passed']],
  ['a stop, and what the program left with', r.exited(1, { ...of(old), sent: r.sent(15, runc) }), inCompose, inCompose, []],
  ['docker rm -f', r.killed(9, runc, of(old)), inCompose, inCompose, []],
  ['a kill by the job', r.killed(9, pkill, of(old)), plain, plain, [`warning killed-in-job-replaced ${byName}`]],
];

test.each(table)('%s', (_, dead, was, is, told) => {
  const next = r.start(r.process(700, '/usr/bin/app --serve'), dead, { ...of(made), at: dead.at + 400 * MS });
  const found = incidents([r.container(old, was), dead, r.container(made, is), next]);
  expect(found.map(summary)).toEqual(told);
});

describe('the same container, started again', () => {
  const short = { ...of(old), lifetimeNs: 36 * MS };
  const shell = r.process(310, ['/bin/sh', '-c', 'app --serve; exit $?'], { startedAt: 9 * SECOND });
  const inShell = { cgroup: `/docker/${old}`, nsPid: 7, ancestors: [shell, shim(old), r.init], listening: [r.listening(80)] };
  const around = { ...shell, ...short, at: 10.002 * SECOND };
  const again = ['warning exit-run-again tests-passed'];
  const nameless: Partial<Container> = { name: null, compose: null, restart: null };
  const inPod: Partial<Container> = { ...plain, pod: { name: 'shop-1', namespace: 'shop', uid: '0a1b2c3d-0000-4000-8000-0123456789ab' } };

  // biome-ignore format: a table has a row a line
  test.each([
    ['an exit code of a job without a policy', [r.exited(2, short)], plain, again],
    ['the same in compose, which left the policy empty', [r.exited(2, short)], unasked, again],
    ['an exit code that a fatal PHP error gives', [r.exited(255, short)], plain, again],
    ['an exit code of what docker keeps up', [r.exited(2, short)], keptUp, ['error exit-replaced replaced by docker']],
    ['an exit code where nobody knows the policy', [r.exited(2, short)], nameless, ['error exit-replaced replaced by docker']],
    ['an exit code in a pod, which docker does not keep up', [r.exited(2, short)], inPod, ['error exit-replaced replaced by docker']],
    ['an exit code of what had listened', [r.exited(2, { ...short, listening: [r.listening(80)] })], plain, ['error exit-replaced replaced by docker']],
    ['an exit code of what had lived', [r.exited(2, { ...short, lifetimeNs: 20 * SECOND })], plain, ['error exit-replaced replaced by docker']],
    ['a crash', [r.segfaulted(short)], plain, ['error fault replaced by docker']],
    ['a kill from outside', [r.killed(9, r.sender(r.process(50, 'earlyoom'), [r.init]), short)], plain, ['error killed-replaced replaced by docker']],
    ['a crash in a shell', [r.segfaulted({ ...inShell, listening: [] }), r.exited(139, around)], plain, ['error fault replaced by docker']],
    ['a crash of which came a plain code', [r.segfaulted({ ...inShell, listening: [] }), r.exited(1, around)], plain, ['error fault replaced by docker']],
    ['a server that fails in a shell', [r.exited(2, inShell), r.exited(2, around)], plain, ['error exit-replaced replaced by docker']],
  ] as const)('%s', (_, dead, was, told) => {
    const next = r.start(r.process(700, '/usr/bin/app --serve'), dead[0], { ...of(old), at: 10.4 * SECOND });
    expect(incidents([r.container(old, was), ...dead, next]).map(summary)).toEqual(told);
  });
});

test('what dies again in each new container is one incident', () => {
  const [first, second] = [r.segfaulted(of(old)), r.segfaulted({ ...of(made), ...r.process(700, '/usr/bin/app --serve'), at: 12 * SECOND })];
  expect(incidents([r.container(old, plain), first, r.container(made, plain), second])).toMatchObject([{ count: 2 }]);
});
