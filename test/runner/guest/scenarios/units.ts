/** systemd's units, of every kind; see units/. */
import { failed, type Scenario, tolerated, until } from './scenario.ts';

/** systemd has started it again, and it runs. */
const restarted = (unit: string): string => until(`[ "$(systemctl show -P NRestarts ${unit})" -ge 1 ] && systemctl is-active --quiet ${unit}`);
/** systemd-oomd is told of a unit once, and once in a while misses that: begun anew, it asks for them all. */
const noticed = (unit: string): string =>
  `for try in {1..60}; do [ "$(systemctl show -P NRestarts ${unit})" -lt 1 ] || break; [ $((try % 15)) != 0 ] || sudo systemctl restart systemd-oomd; sleep 1; done`;
const fails = (unit: string): string => until(`systemctl is-failed --quiet ${unit}`);
/** A connection, held open by the step's shell. */
const connect = (port: number): string => `exec {connection}<>/dev/tcp/127.0.0.1/${port}`;
const crashing = ['shop@segv', 'shop@exit', 'shop-limited', 'shop-crowd', 'shop-pressed', 'shop-silent', 'shop-late'];
const asUser = 'XDG_RUNTIME_DIR=/run/user/1001 systemctl --user';

export const units: readonly Scenario[] = [
  {
    name: 'units',
    jobs: [
      {
        steps: {
          start: `sudo systemctl start --no-block ${crashing.join(' ')} shop-loop`,
          forking: 'sudo systemctl start shop-forked; sudo systemctl kill -s USR1 shop-forked',
          socket: `sudo systemctl start shop-asked.socket; ${connect(9101)}; ${until('systemctl is-active --quiet shop-asked')}`,
          user: `sudo systemctl start user@1001; mkdir -p /tmp/shop-user; ${asUser} start shop-user; ${until(`[ "$(${asUser} show -P NRestarts shop-user)" -ge 1 ]`)}`,
          // From 258 on it takes the "$$" of a scope's command, too, for a "$" of its own.
          scope: "sudo systemd-run --expand-environment=no --quiet --scope --unit=import sh -c 'kill -SEGV $$' || echo went on",
          memory: 'sudo systemd-run --quiet --scope --unit=export -p MemoryMax=32M -p MemorySwapMax=0 tail /dev/zero || echo went on',
          pressed: noticed('shop-pressed'),
          test: [...crashing, 'shop-forked'].map(restarted).join('; '),
          'gave-up': fails('shop-loop'),
          stop: `sudo systemctl stop ${[...crashing, 'shop-forked', 'shop-asked.socket', 'shop-asked', 'user@1001'].join(' ')}`,
        },
        expected: failed(
          'error fault: shop-service; in shop@segv.service; replaced by systemd; 1 times',
          'error exit-replaced: shop-service; in shop@exit.service; replaced by systemd; 1 times',
          'error oom: shop-service; in shop-limited.service; replaced by systemd; 1 times',
          // With memory.oom.group, which is one story.
          'error oom: shop-service; in shop-crowd.service; replaced by systemd; 1 times',
          'error killed-replaced: shop-service; in shop-pressed.service; by systemd-oomd; replaced by systemd; 1 times',
          'error exit-replaced: sh; in shop-loop.service; replaced by systemd; 3 times in a loop',
          'error fault: shop-service; in shop-late.service; replaced by systemd; 1 times',
          'error fault: shop-service; in shop-forked.service; replaced by systemd; 1 times',
          'error fault: shop-service; in shop-user.service; replaced by systemd; 1 times',
          'error exit-replaced: shop-service; in shop-asked.service; replaced by systemd; 1 times',
          'error fault: sh; of the job; swallowed; 1 times',
          'error oom: tail; of the job; swallowed; 1 times',
          'warning killed-by-runtime-replaced: shop-service; in shop-silent.service; by systemd; replaced by systemd; 1 times',
          // Its last start, after which systemd gave up.
          'warning exit-supervised: sh; in shop-loop.service; tests-passed; 1 times',
        ),
      },
    ],
  },
  {
    name: 'unit-restarts',
    jobs: [
      {
        steps: {
          start: 'sudo systemctl start shop@stubborn shop@well',
          restart: 'sudo systemctl restart shop@stubborn',
          kill: `sudo systemctl kill -s KILL shop@well; ${restarted('shop@well')}`,
          stop: 'sudo systemctl stop shop@stubborn shop@well',
        },
        expected: tolerated(
          'warning killed-by-runtime-replaced: shop-service; in shop@stubborn.service; by systemd; replaced by systemd; 1 times',
          'warning killed-by-runtime-replaced: shop-service; in shop@well.service; by systemd; replaced by systemd; 1 times',
        ),
      },
    ],
  },
];

/** What units do all day. */
export const ordinaryUnits: Readonly<Record<string, string>> = {
  restart: 'sudo systemctl start shop@well; sudo systemctl restart shop@well; sudo systemctl stop shop@well',
  timer: `sudo systemctl start shop-report.timer; ${until('[ "$(systemctl show -P Result shop-report)" = exit-code ]')}; sudo systemctl stop shop-report.timer`,
  'ends-well': `sudo systemctl start shop-round; ${until('[ "$(systemctl show -P NRestarts shop-round)" -ge 3 ]')}; sudo systemctl stop shop-round`,
  connections: `sudo systemctl start shop-guest.socket; for i in 1 2 3; do ${connect(9102)}; done; ${until('[ "$(systemctl show -P NAccepted shop-guest.socket)" -ge 3 ]')}; sudo systemctl stop shop-guest.socket`,
  transient: 'sudo systemd-run --quiet --wait --pipe false || sudo systemd-run --quiet --scope false || echo no',
};
