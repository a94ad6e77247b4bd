/** What happens to services under their supervisors, and what the gate has to say about it: one row a scenario. */
import type { Report, ReportIncident } from '../../src/report/report.ts';
import { type Gated, gate, newFolder, removeFolder, watchdog } from './harness.ts';

export interface Scenario {
  /** Of its recording in fixtures/records, too. */
  readonly name: string;
  /** fixtures/services/supervised/by/….sh: how the shop is started. */
  readonly by: string;
  /** The page with the bug: what is done to the shop. */
  readonly page: Page;
  /** So many answers the test wants: 4 take one death, 8 take three. */
  readonly answers?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The whole verdict, as `verdictOf` says it: the verdict's own line is left out where it is "failed". */
  readonly expect: readonly string[];
  /** Only its recording is judged (who started monit's daemon is seen or not, as start-stop-daemon is still there or not); `CRASH_GATE_ALL_SCENARIOS=1` runs it too. */
  readonly recorded?: true;
}

type Page = '/cart' | '/checkout' | '/report' | '/search' | '/stuck' | '/sold-out' | '/mail';

// biome-ignore format: a table has a row a line
export const scenarios: readonly Scenario[] = [
  { name: 'supervisord-segv', by: 'supervisord', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by python3 supervisord; dark'] },
  { name: 'supervisord-crash-loop', by: 'supervisord', page: '/checkout', answers: 8, expect: ['error abort: shop-server died of SIGABRT; 3 times; replaced by python3 supervisord; a crash loop; dark'] },
  { name: 'supervisord-killed', by: 'supervisord', page: '/stuck', expect: ['error killed-replaced: shop-server was killed with SIGKILL; replaced by python3 supervisord; dark'] },
  { name: 'supervisord-exit', by: 'supervisord', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by python3 supervisord; dark'] },
  { name: 'runit-segv', by: 'runit', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by runsv; dark'] },
  { name: 'runit-exit', by: 'runit', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by runsv; dark'] },
  { name: 's6-abort', by: 's6', page: '/checkout', expect: ['error abort: shop-server died of SIGABRT; replaced by s6-supervise; dark'] },
  { name: 'daemontools-exit', by: 'daemontools', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by supervise; dark'] },
  { name: 'monit-segv', by: 'monit', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by an unknown process; dark'], recorded: true },
  { name: 'monit-exit', by: 'monit', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by an unknown process; dark'], recorded: true },
  { name: 'monit-killed', by: 'monit', page: '/stuck', expect: ['error killed-replaced: shop-server was killed with SIGKILL; replaced by an unknown process; dark'], recorded: true },
  { name: 'apache-prefork-segv', by: 'apache', page: '/cart', expect: ['error fault: apache2 died of SIGSEGV; replaced by apache2'] },
  { name: 'apache-prefork-exit', by: 'apache', page: '/report', expect: ['error exit-replaced: apache2 exited with 7; replaced by apache2'] },
  { name: 'apache-event-abort', by: 'apache', page: '/checkout', env: { APACHE_MPM: 'event' }, expect: ['error abort: apache2 died of SIGABRT; replaced by apache2'] },
  { name: 'php-fpm-segv', by: 'php-fpm', page: '/cart', expect: ['error fault: php-fpm: pool shop died of SIGSEGV; replaced by php-fpm: master process (/tmp/shop/fpm.conf)'] },
  { name: 'php-fpm-killed', by: 'php-fpm', page: '/stuck', expect: ['error killed-replaced: php-fpm: pool shop was killed with SIGKILL; replaced by php-fpm: master process (/tmp/shop/fpm.conf)'] },
  { name: 'uwsgi-segv', by: 'uwsgi', page: '/cart', expect: ['error fault: uwsgi died of SIGSEGV; replaced by uwsgi'] },
  { name: 'uwsgi-exit', by: 'uwsgi', page: '/report', expect: ['error exit-replaced: uwsgi exited with 7; replaced by uwsgi'] },
  { name: 'gunicorn-abort', by: 'gunicorn', page: '/checkout', expect: ['error abort: python3 gunicorn died of SIGABRT; replaced by python3 gunicorn'] },
  { name: 'gunicorn-exit', by: 'gunicorn', page: '/report', expect: ['error exit-replaced: python3 gunicorn exited with 7; replaced by python3 gunicorn'] },
  { name: 'gunicorn-killed', by: 'gunicorn', page: '/stuck', expect: ['error killed-replaced: python3 gunicorn was killed with SIGKILL; replaced by python3 gunicorn'] },
  { name: 'puma-segv', by: 'puma', page: '/cart', expect: ['error fault: puma: cluster worker 0: # [shop] died of SIGSEGV; replaced by puma 5.6.5 (tcp://#.0.0.1:#) [shop]'] },
  { name: 'unicorn-exit', by: 'unicorn', page: '/report', expect: ['error exit-replaced: unicorn worker[0] --listen #.0.0.1:# exited with 7; replaced by unicorn master --listen #.0.0.1:#'], recorded: true },
  { name: 'node-cluster-segv', by: 'node-cluster', page: '/cart', expect: ['error fault: node shop.js died of SIGSEGV; replaced by node shop.js'] },
  { name: 'node-cluster-exit', by: 'node-cluster', page: '/report', expect: ['error exit-replaced: node shop.js exited with 7; replaced by node shop.js'] },
  { name: 'node-fork-abort', by: 'node-fork', page: '/checkout', expect: ['error abort: node shop.js died of SIGABRT; replaced by node master.js; dark'] },
  { name: 'node-fork-exit', by: 'node-fork', page: '/report', expect: ['error exit-replaced: node shop.js exited with 7; replaced by node master.js; dark'] },
  { name: 'pm2-exit', by: 'pm2', page: '/report', expect: ['error exit-replaced: node shop.js exited with 7; replaced by PM2 v7.0.4: God Daemon (/tmp/shop/pm2); dark'] },
  { name: 'pm2-cluster-segv', by: 'pm2', page: '/cart', env: { PM2_INSTANCES: '1' }, expect: ['error fault: node shop.js died of SIGSEGV; replaced by PM2 v7.0.4: God Daemon (/tmp/shop/pm2)'] },
  { name: 'forever-killed', by: 'forever', page: '/stuck', expect: ['error killed-replaced: node shop.js was killed with SIGKILL; replaced by node forever.js; dark'] },
  { name: 'heart-segv', by: 'heart', page: '/cart', expect: ['error fault: beam.smp died of SIGSEGV; replaced by heart; dark'] },
  { name: 'heart-exit', by: 'heart', page: '/report', expect: ['error exit-replaced: beam.smp exited with 7; replaced by heart; dark'] },
  { name: 'sudo-segv', by: 'sudo', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by python3 keeper.py; dark'] },
  { name: 'sudo-exit', by: 'sudo', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by python3 keeper.py; dark'] },
  { name: 'tini-segv', by: 'init', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by python3 keeper.py; dark'] },
  { name: 'dumb-init-exit', by: 'init', page: '/report', env: { SHOP_INIT: 'dumb-init' }, expect: ['error exit-replaced: shop-server exited with 7; replaced by python3 keeper.py; dark'] },
  { name: 'prefork-exit', by: 'prefork', page: '/report', env: { SHOP_AGE_US: '1100000' }, expect: ['error exit-replaced: shop-server exited with 7; replaced by shop-server'] },
  { name: 'prefork-polls-exit', by: 'prefork', page: '/report', env: { SHOP_MODE: 'polls 1', SHOP_AGE_US: '1100000' }, expect: ['error exit-replaced: shop-server exited with 7; replaced by shop-server'] },
  { name: 'prefork-ahead-exit', by: 'prefork', page: '/report', env: { SHOP_MODE: 'ahead', SHOP_AGE_US: '1100000' }, expect: ['error exit-replaced: shop-server exited with 7; replaced by shop-server'] },
  { name: 'prefork-ahead-segv', by: 'prefork', page: '/cart', env: { SHOP_MODE: 'ahead' }, expect: ['error fault: shop-server died of SIGSEGV; replaced by shop-server'] },
  { name: 'unwound-exit', by: 'unwound', page: '/report', env: { SHOP_AGE_US: '1100000' }, expect: ['error exit-replaced: python3 shop.py exited with 1; replaced by bash run.sh; dark'] },
  { name: 'runit-pipe', by: 'runit', page: '/mail', env: { SHOP_AGE_US: '1100000' }, expect: ['error signal-replaced: shop-server was ended by SIGPIPE; replaced by runsv; dark'] },
  { name: 'shell-loop-exit', by: 'shell-loop', page: '/report', expect: ['error exit-replaced: shop-server exited with 7; replaced by bash run.sh; dark'] },
  { name: 'redis-segv', by: 'redis', page: '/cart', expect: ['error fault: redis-server *:# died of SIGSEGV; replaced by runsv; dark'] },
  { name: 'haproxy-segv', by: 'haproxy', page: '/cart', expect: ['error fault: haproxy died of SIGSEGV; replaced by runsv; dark'] },
  { name: 'concurrently-exit', by: 'concurrently', page: '/report', expect: ['error exit-replaced: node shop.js exited with 7; replaced by node concurrently; dark'] },
  { name: 'nodemon-segv', by: 'nodemon', page: '/cart', expect: ['error fault: node shop.js died of SIGSEGV; replaced by node nodemon; dark'], recorded: true },
  { name: 'nodemon-exit', by: 'nodemon', page: '/report', expect: ['error exit-replaced: node shop.js exited with 7; replaced by node nodemon; dark'], recorded: true },
  { name: 'rq-segv', by: 'rq', page: '/cart', expect: ['error fault: python3 rq died of SIGSEGV; replaced by python3 rq'], recorded: true },
  { name: 'start-server-exit', by: 'start-server', page: '/report', expect: ['error exit-replaced: perl shop.pl exited with 7; replaced by perl start_server'], recorded: true },
  { name: 'foreman-segv', by: 'foreman', page: '/cart', expect: ['error fault: shop-server died of SIGSEGV; replaced by python3 keeper.py; dark'], recorded: true },
  { name: 'multiprocessing-segv', by: 'multiprocessing', page: '/cart', expect: ['error fault: python3 shop.py died of SIGSEGV; replaced by python3 shop.py'] },
  { name: 'multiprocessing-exit', by: 'multiprocessing', page: '/report', env: { SHOP_AGE_US: '1100000' }, expect: ['error exit-replaced: python3 shop.py exited with 7; replaced by python3 shop.py'] },
  // Test runners and pools: what they start again, and what a loop around them does.
  { name: 'jest-exit', by: 'jest', page: '/report', expect: ['error exit-replaced: node processChild.js exited with 7; replaced by node jest'] },
  { name: 'jest-segv', by: 'jest', page: '/cart', env: { SHOP_TRIES: '2' }, expect: ['error fault: node processChild.js died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'jest-fails', by: 'jest', page: '/sold-out', env: { SHOP_TRIES: '2' }, expect: ['clean'] },
  { name: 'vitest-segv', by: 'vitest', page: '/cart', expect: ['error fault: node forks.js died of SIGSEGV; replaced by node vitest.mjs'] },
  { name: 'vitest-exit', by: 'vitest', page: '/report', expect: ['error exit-replaced: node forks.js exited with 7; replaced by node vitest.mjs'] },
  { name: 'vitest-killed', by: 'vitest', page: '/stuck', expect: ['error killed-replaced: node forks.js was killed with SIGKILL; replaced by node vitest.mjs'] },
  { name: 'vitest-fails', by: 'vitest', page: '/sold-out', expect: ['clean'] },
  { name: 'vitest-threads-abort', by: 'vitest', page: '/checkout', env: { SHOP_POOL: 'threads' }, expect: ['error abort: node vitest.mjs died of SIGABRT; swallowed by bash run.sh'] },
  { name: 'mocha-segv', by: 'mocha', page: '/cart', expect: ['error fault: node worker.js died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'mocha-fails', by: 'mocha', page: '/sold-out', expect: ['clean'], recorded: true },
  { name: 'playwright-worker-segv', by: 'playwright', page: '/cart', expect: ['error fault: node workerProcessEntry.js died of SIGSEGV; replaced by node playwright'], recorded: true },
  { name: 'playwright-worker-exit', by: 'playwright', page: '/report', expect: ['error exit-replaced: node workerProcessEntry.js exited with 7; replaced by node playwright'] },
  { name: 'playwright-worker-killed', by: 'playwright', page: '/stuck', expect: ['error killed-replaced: node workerProcessEntry.js was killed with SIGKILL; replaced by node playwright'], recorded: true },
  { name: 'playwright-browser-crash', by: 'playwright', page: '/cart', env: { SHOP_RETRIED: 'browser' }, expect: ['error fault: chromium --type=renderer died of SIGSEGV; swallowed by chromium --type=zygote'] },
  { name: 'playwright-fails', by: 'playwright', page: '/sold-out', expect: ['clean'] },
  { name: 'pytest-xdist-segv', by: 'pytest-xdist', page: '/cart', expect: ['error fault: python3 died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'pytest-xdist-fails', by: 'pytest-xdist', page: '/sold-out', expect: ['clean'], recorded: true },
  { name: 'tinypool-segv', by: 'tinypool', page: '/cart', expect: ['error fault: node process.js died of SIGSEGV; replaced by node build.mjs'] },
  { name: 'tinypool-exit', by: 'tinypool', page: '/report', expect: ['error exit-replaced: node process.js exited with 7; replaced by node build.mjs'] },
  { name: 'tinypool-fails', by: 'tinypool', page: '/sold-out', expect: ['clean'] },
  { name: 'jest-worker-exit', by: 'jest-worker', page: '/report', expect: ['error exit-replaced: node processChild.js exited with 7; replaced by node build.js'] },
  { name: 'ctest-segv', by: 'ctest', page: '/cart', expect: ['error fault: shop-test died of SIGSEGV; swallowed by ctest'] },
  { name: 'ctest-fails', by: 'ctest', page: '/sold-out', expect: ['clean'] },
  { name: 'bats-abort', by: 'bats', page: '/checkout', expect: ['error abort: shop-test died of SIGABRT; swallowed by bash bats-exec-file'] },
  { name: 'go-test-segv', by: 'go-test', page: '/cart', expect: ['error fault: shop-test died of SIGSEGV; swallowed by bash run.sh'], recorded: true },
  { name: 'retry-shell-segv', by: 'retry', page: '/cart', expect: ['error fault: shop-test died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'retry-shell-fails', by: 'retry', page: '/sold-out', expect: ['clean'] },
  { name: 'retry-until-abort', by: 'retry', page: '/checkout', env: { SHOP_LOOP: 'until' }, expect: ['error abort: shop-test died of SIGABRT; swallowed by bash run.sh'] },
  { name: 'retry-xargs-segv', by: 'retry', page: '/cart', env: { SHOP_LOOP: 'xargs' }, expect: ['error fault: shop-test died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'retry-parallel-segv', by: 'retry', page: '/cart', env: { SHOP_LOOP: 'parallel' }, expect: ['error fault: shop-test died of SIGSEGV; swallowed by perl parallel'] },
  { name: 'retry-timeout-segv', by: 'retry', page: '/cart', env: { SHOP_LOOP: 'timeout' }, expect: ['error fault: shop-test died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'retry-make-segv', by: 'retry', page: '/cart', env: { SHOP_LOOP: 'make' }, expect: ['error fault: shop-test died of SIGSEGV; swallowed by bash run.sh'] },
  { name: 'retry-action-segv', by: 'retry', page: '/cart', env: { SHOP_LOOP: 'action' }, expect: ['error fault: shop-test died of SIGSEGV; swallowed by node retry.js'] },
  { name: 'retry-action-fails', by: 'retry', page: '/sold-out', env: { SHOP_LOOP: 'action' }, expect: ['clean'] },
];

/** Runs it under the gate, with somebody outside who kills the shop when it is stuck. */
export async function play({ name, by, page, answers = 4, env = {} }: Scenario): Promise<Gated> {
  const folder = newFolder();
  const outsider = watchdog(folder);
  try {
    return await gate(name, { script: 'supervised/run.sh', env }, folder, by, page, String(answers));
  } finally {
    outsider.kill();
    removeFolder(folder);
  }
}

/** A report in some lines without times and pids: verdict, problems, and of each incident level, rule, what, and what hid it. */
export function verdictOf(report: Report): string[] {
  return [
    ...(report.verdict === 'failed' ? [] : [report.verdict]),
    ...report.watch.problems.map(({ message }) => message),
    ...report.incidents.map(incidentLine),
  ];
}

/** Without pids and temporary names. */
const lasting = (text: string): string =>
  text
    .replace(/ \(pid \d+\)$/, '')
    .replace(/\d{3,}/g, '#')
    .replace(/\/tmp\/shop-[\w#]+/g, '/tmp/shop');

function incidentLine(incident: ReportIncident): string {
  const { level, rule, title, count, masked, darkMs, crashLoop, replacements, swallowers } = incident;
  const by = [...new Set([...replacements.map(replacement => replacement.by), ...swallowers.map(({ name }) => name)].map(lasting))].join(', ');
  const facts = [
    ...(count === 1 ? [] : [`${count} times`]),
    by === '' ? masked : `${masked} by ${by}`,
    ...(crashLoop === null ? [] : ['a crash loop']),
    ...(darkMs === null ? [] : ['dark']),
  ];
  return `${level} ${rule}: ${lasting(title)}; ${facts.join('; ')}`;
}
