/** Who plays in the table of meanings: processes, in their places, and their ends. */
import type { BpfRecord, Death } from 'bpf-linux';
import * as r from '../records.ts';

const { SECOND, MS } = r;

export const containerId = 'c0ffee'.padEnd(64, '0');
export const shim = r.process(300, '/usr/bin/containerd-shim-runc-v2 -id x', { startedAt: -9 * SECOND });
export const contained = { cgroup: `/docker/${containerId}`, nsPid: 1, pidNamespace: 4026532000, ancestors: [shim, r.init], forkOnly: false };
export const unit = { cgroup: '/system.slice/shop.service', ancestors: [r.init] };
export const script = r.process(200, 'bash loop.sh');
export const inScript = { ancestors: [script, ...r.jobRoot] };
export const watchdog = r.sender(r.process(50, '/usr/sbin/earlyoom', { startedAt: -99 * SECOND }), [r.init]);
export const runc = r.sender(r.process(301, '/usr/sbin/runc kill'), [shim, r.init]);
export const pkill = r.sender(r.process(302, 'pkill app'), [script, ...r.jobRoot]);
const nodemon = r.process(210, 'node /srv/node_modules/.bin/nodemon app');
export const underNodemon = { ancestors: [nodemon, ...r.jobRoot] };
export const reload = r.sender(r.process(303, ['sh', '-c', 'kill -s SIGUSR2 500']), underNodemon.ancestors);
export const app = (pid: number) => r.process(pid, '/usr/bin/app --serve');
export const serving = { listening: [r.listening(8080)] };
/** The same program again, in the same place, 3 ms later. */
export const again = (pid: number, dead: Death) =>
  r.start(app(pid), dead, { at: dead.at + 3 * MS, cgroup: dead.cgroup, nsPid: dead.nsPid === 1 ? 1 : pid });

export const testScript = r.process(210, 'sh ./test-stack2.sh', { exe: '/usr/bin/dash', argv: ['sh', './test-stack2.sh'] });
export const calledBy = (parent: typeof script, exe: string) => [
  r.segfaulted({ exe, ancestors: [parent, ...r.jobRoot] }),
  r.end(parent, 10 * SECOND + MS),
];

export function runAgain(parent: typeof script, exe: string, ...above: readonly (typeof script)[]): readonly BpfRecord[] {
  const ancestors = [parent, ...above, ...r.jobRoot];
  const dead = r.segfaulted({ exe, argv: [exe], ancestors });
  const next = r.start({ ...r.process(501, exe), exe, argv: [exe] }, dead, { at: dead.at + MS, ancestors });
  return [dead, next, r.end(parent, 10 * SECOND + 2 * MS)];
}

/** A child that runs its parent's program, and meets a fault after so long. */
export const forkOf = (exe: string, afterMs: number): Death =>
  r.segfaulted({ exe, forkOnly: true, startedAt: 10 * SECOND - afterMs * MS, ancestors: [r.process(499, exe), ...r.jobRoot] });
export const aborted = { status: 134, fault: null, sent: r.sent(6, r.sender(app(500)), { at: 10 * SECOND, code: -6 }) };

export const strace = r.process(499, 'strace -o x app');
const tracer = r.process(90, '/opt/tracer run');
export const proof = (changes: Partial<Death> = {}): Death =>
  r.segfaulted({
    ...{ ...tracer, pid: 91, comm: 'tracer-proof', uid: 0, forkOnly: true, ancestors: [tracer, r.init] },
    fault: r.fault({ address: '0x1234' }),
    ...changes,
  });

export const segv = r.segfaulted();
export const inContainer = r.exited(3, { ...contained });
export const inUnit = r.exited(3, { ...unit, ...serving });
export const server = r.exited(3, { ...inScript, ...serving });

export const master = r.process(60, ['/usr/bin/python3', '/usr/bin/gunicorn', 'shop:app'], { exe: '/usr/bin/python3.11' });
export const hung = r.exited(1, {
  ...{ ...master, pid: 500, forkOnly: true, parentListens: true, listening: [r.listening(80, true)], ancestors: [master, ...r.jobRoot] },
  sent: r.sent(6, r.sender(master)),
});
/** It says no within 30 ms. */
export const migration = r.exited(2, { ...contained, lifetimeNs: 30 * MS });
