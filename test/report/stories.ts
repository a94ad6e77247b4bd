/** What the golden reports in fixtures/reports tell. */
import type { BpfRecord, Trailer } from 'bpf-linux';
import { stepsEndedNote, stepsStartedNote } from '../../src/job.ts';
import * as r from '../records.ts';

const { SECOND, MS } = r;
const MiB = 1024 * 1024;

const master = r.process(811, ['nginx: master process /usr/sbin/nginx -g daemon off;'], { exe: '/usr/sbin/nginx', comm: 'nginx' });
const worker = (pid: number, at: number) =>
  r.segfaulted({
    ...r.process(pid, ['nginx: worker process'], { exe: '/usr/sbin/nginx', comm: 'nginx' }),
    ...{ at, forkOnly: true, threadName: 'nginx', fault: r.fault({ at, tid: pid, threadName: 'nginx' }) },
    ...{ ancestors: [master, ...r.jobRoot], listening: [r.listening(8080, true)], parentListens: true },
  });
const nginx = (pid: number, dead: r.DeathRecord, ms: number) => r.start({ ...dead, pid }, dead, { how: 'fork', at: dead.at + ms * MS });

const cgroup = `/system.slice/docker-3f9c51ab22d0${'0'.repeat(52)}.scope`;
const shim = [r.process(800, '/usr/bin/containerd-shim-runc-v2 -id 3f9c'), r.init];
const api = r.process(900, '/usr/local/bin/node server.js');
const inContainer = { cgroup, nsPid: 1, pidNamespace: 4026532000, ancestors: shim, listening: [r.listening(3000)] };
const outOfMemory = r.death({ ...api, at: 20 * SECOND, status: 9, ...inContainer, oom: r.oom(api, { anonymousBytes: 251 * MiB }) });
const again = (pid: number, dead: r.DeathRecord, ms: number) =>
  r.start({ ...dead, pid }, dead, { at: dead.at + ms * MS, cgroup: dead.cgroup, nsPid: dead.nsPid });

const gaveUp = r.exited(3, {
  ...r.process(950, '/opt/shop/worker --queue mail'),
  at: 25 * SECOND,
  cgroup: '/system.slice/shop.service',
  ancestors: [r.init],
  listening: [r.listening(9100)],
});
const watchdog = r.sender(r.process(50, '/usr/sbin/earlyoom'), [r.init]);
const shot = r.killed(9, watchdog, {
  ...r.process(960, '/usr/bin/redis-server *:6379'),
  at: 30 * SECOND,
  ...inContainer,
  cgroup: cgroup.replace('3f9c', '77aa'),
});

const postmaster = r.process(70, '/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql');
const backend = (pid: number, title: string) => ({
  ...r.process(pid, [title], { exe: postmaster.exe!, comm: 'postgres' }),
  forkOnly: true,
  ancestors: [postmaster, r.init],
  threadName: 'postgres',
});
const crashed = r.segfaulted({
  ...backend(71, 'postgres: app shop 127.0.0.1(50412) SELECT'),
  at: 12 * SECOND,
  parentListens: true,
  fault: r.fault({ address: '0x7f00deadbeef', threadName: 'postgres' }),
});
const told = [72, 73, 74].map(pid =>
  r.exited(2, { ...backend(pid, 'postgres: checkpointer '), at: 12.01 * SECOND, sent: r.sent(3, r.sender(postmaster), { at: 12.002 * SECOND }) }),
);

const ordinary = [
  ...Array.from({ length: 37 }, (_, index) => r.exited(1, { ...r.process(2000 + index, 'grep -q x'), at: (1 + index) * SECOND })),
  ...[1, 2, 3].map(index =>
    r.exited(143, { ...r.process(2100 + index, 'sleep 100'), at: 39 * SECOND, sent: r.sent(15, r.sender(r.jobRoot[0]!), { at: 39 * SECOND }) }),
  ),
  r.segfaulted({ exe: '/build/conftest', comm: 'conftest', at: 2 * SECOND }),
];

const hostileName = '/tmp/\x1b[31mred\nnew line \u202egnp.exe \udc9b\udcff';

interface Told {
  readonly records: readonly BpfRecord[];
  readonly width?: number;
  readonly trailer?: Partial<Trailer>;
  /** A rules file. */
  readonly rules?: string;
}

const [node, app] = ['11'.repeat(32), '22'.repeat(32)];
const pod = '0a1b2c3d-0000-4000-8000-0123456789ab';
const inPod = r.segfaulted({
  ...r.process(970, '/app/api'),
  ...{ at: 22 * SECOND, nsPid: 1, pidNamespace: 4026532001, ancestors: shim },
  cgroup: `/system.slice/docker-${node}.scope/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod${pod.replaceAll('-', '_')}.slice/cri-containerd-${app}.scope`,
});
const unnamed = { image: null, compose: null, restart: null };
const named = [
  r.container(cgroup.slice(cgroup.indexOf('3f9c'), -6)),
  r.container(node, { ...unnamed, name: '/kind-control-plane', image: 'kindest/node:v1.31.0' }),
  r.container(app, {
    ...{ ...unnamed, runtime: 'containerd', name: 'api', image: 'registry.example/shop/api:7' },
    pod: { name: 'api-65747dc769-pjztg', namespace: 'shop', uid: pod },
  }),
];

const chaos = (expect: string): string =>
  `rules:\n  - match: {exe: nginx, cause: fault}\n    expect: ${expect}\n    reason: the chaos test makes workers crash\n  - match: {exe: grep}\n    level: ignored\n    reason: it only looks\n`;

const [first, second] = [worker(812, 12.4 * SECOND), worker(820, 31 * SECOND)];
const twoWorkers = [first, nginx(820, first, 3.1), second, nginx(830, second, 2.8)];
const restarted = [outOfMemory, again(930, outOfMemory, 612), r.listen({ ...api, pid: 930 }, 3000, 20.9 * SECOND)];

const ci = {
  system: 'github',
  repository: 'octo/shop',
  workflow: 'CI',
  name: 'integration',
  runId: '7',
  attempt: '1',
  sha: null,
  ref: null,
  url: null,
};
const ciJob = [r.note(stepsStartedNote(60, ci), 0.1 * SECOND), r.note(stepsEndedNote('passed'), 46 * SECOND)];
const seed = r.exited(1, { ...r.process(300, 'psql -f seed.sql'), at: 6 * SECOND, startedAt: 1 * SECOND, step: 'seed' });
const inStep = (dead: r.DeathRecord): r.DeathRecord => ({ ...dead, step: 'integration' });

export const stories: Readonly<Record<string, Told>> = {
  clean: { records: [...r.job(), ...ordinary] },
  worker: { records: [...r.job(), ...twoWorkers] },
  'worker-and-container': { records: [...r.job(), ...ordinary, ...twoWorkers, ...restarted] },
  narrow: { records: [...r.job(), ...ordinary, ...twoWorkers, ...restarted], width: 60 },
  services: {
    records: [
      ...r.job(),
      gaveUp,
      again(951, gaveUp, 104),
      shot,
      again(961, shot, 220),
      crashed,
      ...told,
      r.start({ ...postmaster, pid: 75 }, crashed, { how: 'fork', at: 12.031 * SECOND }),
    ],
  },
  steps: {
    records: [...ciJob, ...ordinary.slice(0, 3), seed, inStep(first), nginx(820, first, 3.1), inStep(second), nginx(830, second, 2.8), ...restarted],
  },
  'steps-watched': {
    records: [
      ...ciJob,
      ...r.step('seed', 299, 0.8 * SECOND, 7 * SECOND),
      ...r.step('integration', 301, 8 * SECOND, 30 * SECOND),
      ...r.step('teardown', 302, 30.5 * SECOND, 45 * SECOND),
      ...[seed, inStep(first), nginx(820, first, 3.1), inStep(second), nginx(830, second, 2.8), ...restarted],
    ],
  },
  'named-containers': { records: [...r.job(), ...restarted, inPod, ...named] },
  tolerated: { records: [...r.job(), ...ordinary, { ...gaveUp, at: 20 * SECOND }] },
  'failed-and-incomplete': { records: [...r.job(1), first], trailer: { lost: { events: 12 }, errors: { 'argv of the parent': 3 } } },
  inconclusive: { records: r.job(), trailer: { lost: { events: 12 }, dying: [4711] } },
  hostile: { records: [...r.job(), r.segfaulted({ exe: hostileName, argv: [hostileName], comm: '\x1b[31mred' })] },
  expected: { records: [...r.job(), ...ordinary, ...twoWorkers, ...restarted], rules: chaos('{min: 1, max: 3}') },
  'expected-only': { records: [...r.job(), ...twoWorkers], rules: chaos('{min: 1}') },
  'too-few': { records: [...r.job(), ...ordinary, ...restarted], rules: chaos('{min: 1, max: 3}') },
  'too-many': { records: [...r.job(), ...twoWorkers], rules: chaos('{max: 1}') },
  'broken-rules': { records: [...r.job(), ...twoWorkers], rules: 'rules:\n  - match: {exee: nginx}\n    level: fatal\n' },
  storm: {
    records: [
      ...r.job(),
      ...Array.from({ length: 16 }, (_, index) =>
        r.segfaulted({ ...r.process(3000 + index, `/usr/bin/app-${String.fromCharCode(97 + (index % 13))}`), at: (1 + index) * SECOND }),
      ),
    ],
  },
};
