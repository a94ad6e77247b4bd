/** What each built-in rule means. */
import type { BpfRecord } from 'bpf-linux';
import * as r from '../records.ts';
import {
  aborted,
  again,
  app,
  calledBy,
  contained,
  containerId,
  forkOf,
  hung,
  inContainer,
  inScript,
  inUnit,
  master,
  migration,
  pkill,
  proof,
  reload,
  runAgain,
  runc,
  script,
  segv,
  server,
  serving,
  shim,
  strace,
  testScript,
  underNodemon,
  unit,
  watchdog,
} from './cast.ts';

const { SECOND, MS } = r;

/** One row of the table of meanings each: what happens, and what decides it. */
export const rows: Readonly<Record<string, readonly (readonly [what: string, records: readonly BpfRecord[], decided: string])[]>> = {
  deliberate: [
    ['autoconf', [r.segfaulted({ exe: '/build/conftest' })], 'ignored deliberate 1'],
    ['CMake', [r.segfaulted({ exe: '/build/CMakeFiles/CMakeScratch/TryCompile-a/cmTC_0f1e2' })], 'ignored deliberate 1'],
    ['meson', [r.segfaulted({ exe: '/build/meson-private/tmpab12/output.exe' })], 'ignored deliberate 1'],
    ['googletest, threadsafe style', [r.segfaulted({ argv: ['./t', '--gtest_internal_run_death_test=a.cc|7|0|9'] })], 'ignored deliberate 1'],
    [
      'googletest, fast style',
      [r.segfaulted({ exe: '/b/parser_test', forkOnly: true, ancestors: [r.process(499, '/b/parser_test'), ...r.jobRoot] })],
      'ignored deliberate 1',
    ],
    [
      'a Go test that runs itself',
      [r.segfaulted({ exe: '/tmp/x/db.test', ancestors: [r.process(499, '/tmp/x/db.test'), ...r.jobRoot] })],
      'ignored deliberate 1',
    ],
    [
      'what automake was told will fail',
      calledBy(r.process(211, 'bash ./test-driver --test-name crash --expect-failure yes -- ./crash'), '/build/crash'),
      'ignored deliberate 1',
    ],
    [
      'a Rust test that runs itself',
      [
        r.segfaulted({
          exe: '/src/target/debug/deps/db-0123456789abcdef',
          ancestors: [r.process(499, '/src/target/debug/deps/db-0123456789abcdef'), ...r.jobRoot],
        }),
      ],
      'ignored deliberate 1',
    ],
    [
      'googletest, fast style, under a name that says nothing',
      [r.segfaulted({ forkOnly: true, ancestors: [r.process(499, '/usr/bin/app --gtest_filter=*'), ...r.jobRoot] })],
      'ignored deliberate 1',
    ],
    ['a test program whose own script finds it right', calledBy(testScript, '/b/test-stack'), 'ignored deliberate 1'],
    [
      "and one of automake's, which runs it again for the next case",
      runAgain(testScript, '/b/test-stack', r.process(209, 'bash ./test-driver --test-name test-stack2.sh')),
      'ignored deliberate 1',
    ],
    ['libcheck: a fork of the test program', [forkOf('/b/check_shop', 20)], 'ignored deliberate 1'],
    ['one whose core file takes seconds', [{ ...forkOf('/b/test_shop', 20), at: 13 * SECOND, lifetimeNs: 3.02 * SECOND }], 'ignored deliberate 1'],
    ['one that aborts itself', [{ ...forkOf('/b/check_shop', 20), ...aborted }], 'ignored deliberate 1'],
    ["Criterion's worker", [r.segfaulted({ argv: ['boxfort-worker'] })], 'ignored deliberate 1'],
    ['a stressor', [r.segfaulted({ exe: '/usr/bin/stress-ng', argv: ['stress-ng-bad-altstack [run]'] })], 'ignored deliberate 1'],
    ["another tracer's proof", [proof()], 'ignored deliberate 1'],
  ],
  debugged: [
    ['in gdb', [r.segfaulted({ ancestors: [r.process(499, 'gdb -batch -ex run ./app'), ...r.jobRoot] })], 'ignored debugged 1'],
    [
      'under strace, which ends in the same way',
      [
        r.segfaulted({ ancestors: [strace, ...r.jobRoot] }),
        r.death({ ...strace, status: 139, sent: r.sent(11, r.sender(strace)), at: 10.001 * SECOND }),
      ],
      'ignored debugged 2',
    ],
  ],
  fault: [
    ['a proof that somebody else than root gives', [proof({ uid: 1000 })], 'error fault 1'],
    ['a tracer that crashes in another way', [proof({ comm: 'tracer' })], 'error fault 1'],
    ["a tracer's child that crashes elsewhere", [proof({ fault: r.fault({ address: '0x8' }) })], 'error fault 1'],
    ['a program that calls itself a proof', [proof({ forkOnly: false })], 'error fault 1'],
    [
      'what runs under a process that a debugger runs',
      [r.segfaulted({ ancestors: [script, r.process(499, 'strace -f x'), ...r.jobRoot] })],
      'error fault 1',
    ],
    ['a null pointer', [segv], 'error fault 1'],
    ['a test program that another script takes no notice of', calledBy(script, '/b/test-stack'), 'error fault 1'],
    ['a program that a test takes no notice of', calledBy(testScript, '/b/stack'), 'error fault 1'],
    ['a test program that its own script tries again', runAgain(testScript, '/b/test-stack'), 'error fault 1'],
    ['one whose name says no more than that', calledBy(r.process(210, 'bash ./test.sh'), '/b/test'), 'error fault 1'],
    ['a script whose name only begins like it', calledBy(r.process(210, 'bash ./test-stack-all.sh'), '/b/test-stack'), 'error fault 1'],
    [
      'a worker of a server that is called a test',
      [r.segfaulted({ exe: '/b/shop_test', forkOnly: true, parentListens: true, ancestors: [r.process(499, '/b/shop_test'), ...r.jobRoot] })],
      'error fault 1',
    ],
    ['a worker that had worked for a while, of a program whose name only begins like a test', [forkOf('/b/check-links', 1000)], 'error fault 1'],
    ['a test program that dies itself', [r.segfaulted({ exe: '/b/parser_test' })], 'error fault 1'],
    ['a process that only calls itself conftest', [r.segfaulted({ comm: 'conftest' })], 'error fault 1'],
  ],
  abort: [['an assertion', [r.death({ status: 134, sent: r.sent(6, r.sender(app(500)), { code: -6 }) })], 'error abort 1']],
  oom: [['a limit', [r.death({ status: 9, oom: r.oom(app(500)) })], 'error oom 1']],
  limit: [['a file too large', [r.death({ status: 25, sent: r.sent(25, r.sender(app(500))) })], 'error limit 1']],
  unexplained: [['a fault that nobody saw', [r.death({ status: 139 })], 'error unexplained 1']],
  'unexplained-replaced': [
    ['a kill that nobody saw', [r.death({ status: 9, ...serving }), again(501, r.death({ status: 9 }))], 'warning unexplained-replaced 1'],
  ],
  'unexplained-end': [['what seccomp in its strict mode ends: no signal is ever sent', [r.death({ status: 9 })], 'warning unexplained-end 1']],
  'killed-by-runtime-replaced': [
    ['a stop that took too long', [r.killed(9, runc, contained), again(501, r.killed(9, runc, contained))], 'warning killed-by-runtime-replaced 1'],
    [
      'systemctl restart',
      [r.killed(15, r.sender(r.init, []), unit), r.start(app(501), r.exited(0, unit), { cgroup: unit.cgroup })],
      'warning killed-by-runtime-replaced 1',
    ],
  ],
  'killed-in-job-replaced': [
    [
      'pkill server; ./server &',
      [r.killed(9, pkill, { ...inScript, ...serving }), again(501, r.killed(9, pkill, inScript))],
      'warning killed-in-job-replaced 1',
    ],
    [
      'docker exec db kill 1',
      [
        r.killed(9, r.sender(r.process(303, 'sh'), [shim, r.init], { pidNamespace: contained.pidNamespace }), contained),
        again(501, r.killed(9, runc, contained)),
      ],
      'warning killed-in-job-replaced 1',
    ],
  ],
  'aborted-as-hung-replaced': [
    [
      'gunicorn: a worker that has not answered for 30 s',
      [hung, r.start({ ...master, pid: 501 }, hung, { how: 'fork', at: hung.at + 3 * MS })],
      'warning aborted-as-hung-replaced 1',
    ],
  ],
  'killed-replaced': [
    ['a memory watchdog', [r.killed(9, watchdog, contained), again(501, r.killed(9, watchdog, contained))], 'error killed-replaced 1'],
    [
      'a watchdog that asks politely',
      [r.exited(1, { ...contained, sent: r.sent(15, watchdog) }), again(501, inContainer)],
      'error killed-replaced 1',
    ],
  ],
  'killed-swallowed': [
    ['a memory watchdog, and a script that tried again', [r.killed(9, watchdog, inScript), r.end(script, 20 * SECOND)], 'error killed-swallowed 1'],
  ],
  'killed-supervised': [
    ['a memory watchdog, and a service that nobody starts again', [r.killed(9, watchdog, serving)], 'warning killed-supervised 1'],
  ],
  stopped: [
    ['killed by its parent', [r.killed(9, r.sender(script), inScript)], 'ignored stopped 1'],
    [
      'killed by its parent and started again',
      [r.killed(9, r.sender(script), { ...inScript, ...serving }), again(501, r.killed(9, pkill, inScript))],
      'ignored stopped 1',
    ],
    [
      'killed by a command of its supervisor and started again',
      [r.killed(12, reload, { ...underNodemon, ...serving }), again(501, r.killed(12, reload, underNodemon))],
      'ignored stopped 1',
    ],
    ['docker stop', [r.exited(143, { ...contained, sent: r.sent(15, runc) })], 'ignored stopped 1'],
    ['a kill that nothing followed', [r.killed(15, watchdog)], 'ignored stopped 1'],
    ['killed by the job, whose script goes on', [r.killed(9, pkill, inScript), r.end(script, 20 * SECOND)], 'ignored stopped 1'],
    ['a signal and another exit code', [r.exited(253, { ...inScript, ...serving, sent: r.sent(2, pkill) })], 'ignored stopped 1'],
    [
      'the kernel, with the init of the pid namespace',
      [
        r.killed(9, r.sender(r.process(480, 'sh'), [], { exiting: true, nsPid: 1 }), {
          sent: r.sent(9, r.sender(r.process(480, 'sh'), [], { exiting: true }), { by: 'kernel' }),
        }),
      ],
      'ignored stopped 1',
    ],
  ],
  'exit-replaced': [
    ['a container', [inContainer, again(501, inContainer)], 'error exit-replaced 1'],
    ['a unit', [inUnit, again(501, inUnit)], 'error exit-replaced 1'],
    ['a service in a shell loop', [server, again(501, server), r.listen(app(501), 8080, 10.2 * SECOND)], 'error exit-replaced 1'],
    [
      'a worker of supervisord',
      (() => {
        const dead = r.exited(1, { ancestors: [r.process(60, '/usr/bin/python3 /usr/bin/supervisord -n'), r.init], lifetimeNs: 0.1 * SECOND });
        return [dead, again(501, dead)];
      })(),
      'error exit-replaced 1',
    ],
    [
      'a long-lived child of a program that nobody knows',
      (() => {
        const dead = r.exited(1, { ancestors: [r.process(60, '/opt/keeper'), r.init] });
        return [dead, again(501, dead)];
      })(),
      'error exit-replaced 1',
    ],
  ],
  'exit-run-again': [
    [
      'a migration that is tried again',
      [r.container(containerId, { restart: { policy: 'no', most: 0, count: 0 } }), migration, again(501, migration)],
      'warning exit-run-again 1',
    ],
  ],
  'exit-supervised': [
    ['a container', [inContainer], 'warning exit-supervised 1'],
    ['a unit that served', [inUnit], 'warning exit-supervised 1'],
    ['a server', [server], 'warning exit-supervised 1'],
  ],
  exit: [
    ['a command', [r.exited(1, r.process(600, 'grep x'))], 'ignored exit 1'],
    [
      'a container that was a command',
      [inContainer, r.exited(3, { ...r.process(700, 'docker run --rm lint'), at: 10.2 * SECOND, ...inScript })],
      'ignored exit 2',
    ],
    ['a one-shot unit', [r.exited(1, unit)], 'ignored exit 1'],
    ['a container at the end of the job', [{ ...inContainer, at: 39 * SECOND }], 'ignored exit 1'],
    ['a server whose script ends with it', [server, r.exited(2, { ...script, at: server.at + 100 * MS })], 'ignored exit 2'],
  ],
  'signal-replaced': [
    [
      'a service that a closed pipe ended',
      (() => {
        const dead = { ...server, status: 13, sent: r.sent(13, r.sender(app(500))) };
        return [dead, again(501, dead)];
      })(),
      'error signal-replaced 1',
    ],
  ],
  signal: [
    ['a closed pipe', [r.death({ status: 13, sent: r.sent(13, r.sender(app(500)), { by: 'kernel' }) })], 'ignored signal 1'],
    ['itself', [r.death({ status: 15, sent: r.sent(15, r.sender(app(500))) })], 'ignored signal 1'],
    ['a timer', [r.death({ status: 14, sent: r.sent(14, pkill, { by: 'timer' }) })], 'ignored signal 1'],
  ],
};
