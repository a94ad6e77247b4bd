/**
 * No false alarm on ordinary work: what jobs do all day is clean, however many of its processes end abnormally. Docker's, nginx's and
 * PostgreSQL's ordinary lives are in the files of their own.
 */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bash, brief, gate, newFolder, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(() => void bash(`${services}/ordinary/fetch.sh`));
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

/** What happens, and the script of fixtures/services/ordinary with its scene that does it. */
const table: readonly (readonly [what: string, script: string, scene?: string])[] = [
  ['timeout, with every signal that it may send', 'stops', 'timeouts'],
  ["a shell's jobs: kill %1, pipelines, kill 0, coprocesses", 'stops', 'job_control'],
  ['a server in the background, stopped when its test is done', 'stops', 'background_server'],
  ['Ctrl-C at a terminal', 'stops', 'interrupt'],
  ['a terminal that is closed over a running pipeline', 'stops', 'hang_up'],
  ['start-stop-daemon --stop, of one that obeys and one that does not', 'stops', 'daemons'],
  ['ssh-agent -k', 'stops', 'agents'],
  ['wait-for-it, until curl and curl --retry', 'waits', 'for_a_server'],
  ['npm test that passes at the third try', 'waits', 'flaky_test'],
  ['exit codes that mean no: grep, xargs 123, 126, 127, 141, uncaught exceptions', 'waits', 'answers'],
  ['git: conflicts, hooks, bisect run, a clone of nothing', 'waits', 'git_says_no'],
  ['limits that programs live with', 'waits', 'limits'],
  ['./configure && make of a real program', 'builds', 'configure'],
  ['CMake, which tries programs that crash', 'builds', 'cmake_tries'],
  ['meson, which does too', 'builds', 'meson_tries'],
  ["googletest's death tests", 'builds', 'death_tests'],
  ['make -k, make -i, make interrupted, ninja -k', 'builds', 'make_keeps_going'],
  ['a package whose script fails', 'builds', 'broken_package'],
  ['gdb and strace, which run a program that crashes', 'builds', 'debuggers'],
  ['a JVM that finds null by its faults, and one that is stopped', 'runtimes', 'jvm_faults'],
  ["stress-ng's signals and faults", 'runtimes', 'handled_signals'],
  ['node: child.kill, fork, AbortController, timeouts, a group that is killed', 'runtimes', 'node_children'],
  ['python: multiprocessing terminate and kill, pools, broken pools, timeouts', 'runtimes', 'python_pools'],
  ['a server with a process for each connection', 'runtimes', 'forking_server'],
  ['Chromium, started and closed in four ways', 'runtimes', 'browser'],
  ['node --test, unittest and prove: failing and interrupted; node --watch', 'runtimes', 'runners'],
  ['vitest, interrupted with its workers', 'runtimes', 'vitest_interrupted'],
  ['gunicorn: HUP, TTIN, TTOU, --max-requests, TERM', 'daemons', 'gunicorn_reloads'],
  ['sshd: refused keys and users, a port scan, a session cut off', 'daemons', 'sshd_refuses'],
  ['logrotate, with a postrotate script that fails', 'daemons', 'logs_rotate'],
  ['cron jobs that fail', 'daemons', 'cron_jobs'],
  ['pm2: reload, restart, stop, delete, kill', 'daemons', 'pm2_reloads'],
  ['concurrently -k, start-server-and-test', 'daemons', 'several_at_once'],
  ['pkill -f, killall, fuser -k, kill-port, kill -9 of a server in the background', 'strangers', 'killers'],
  ['traps that end a group, and what is left in it', 'strangers', 'traps'],
  ['tail -f, killed', 'strangers', 'followers'],
  ['xvfb-run, dbus-run-session, gpgconf --kill, tmux, script', 'strangers', 'sessions'],
  ['a daemon that its client ends by its pid file', 'strangers', 'build_daemons'],
  ['writers of all kinds whose reader has seen enough', 'strangers', 'closed_pipes'],
  ['if ! probe, grep -q, test -f, command || fallback', 'strangers', 'shell_says_no'],
  ['git rebase, merge and cherry-pick --abort; git daemon', 'strangers', 'git_takes_back'],
  ['sanitizers, valgrind, faulthandler', 'strangers', 'checkers'],
  ['bats, node --test, make: failing tests, and tests that are given up', 'strangers', 'given_up'],
  ['at', 'strangers', 'at_jobs'],
  ['npm ci', 'npm-ci'],
  ['apt-get install', 'apt-install'],
];

test.each(table)('%s', async (_, script, scene) => {
  const name = ['ordinary', script, ...(scene === undefined ? [] : [scene])].join('-').replaceAll('_', '-');
  const { exitCode, report, output } = await gate(name, `ordinary/${script}.sh`, folder, ...(scene === undefined ? [] : [scene]));
  expect(brief(report), output).toBe('clean');
  expect(report.watch).toMatchObject({ complete: true, lost: 0 });
  expect(report.command).toMatchObject({ exitCode: 0, signal: null });
  expect(exitCode).toBe(0);
  // Something did end abnormally, or the scene shows nothing.
  if (scene !== undefined) expect(report.ignored.length).toBeGreaterThan(0);
});
