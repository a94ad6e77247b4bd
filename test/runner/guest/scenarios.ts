/** Jobs as people have them. Everything waits for what it needs, never for time. */

export interface Scenario {
  readonly name: string;
  /** Those of one scenario run at once, each by a runner of its own. */
  readonly jobs: readonly PlannedJob[];
}

export interface PlannedJob {
  readonly inputs?: Readonly<Record<string, string>>;
  /** By id; in this order. */
  readonly steps: Readonly<Record<string, string>>;
  /** Of another action. */
  readonly post?: string;
  /** Variables of the runner that differ from a hosted one's. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The job has `container:`. */
  readonly container?: true;
}

const one = (name: string, steps: PlannedJob['steps'], post?: string): Scenario => ({
  name,
  jobs: [post === undefined ? { steps } : { steps, post }],
});

/** Two runners that share a machine: which crashes are whose. */
const selfHosted = { RUNNER_ENVIRONMENT: 'self-hosted' };

const until = (condition: string): string => `until ${condition}; do sleep 0.1; done`;
/** systemd has started it again, and it runs. */
const restarted = (unit: string): string => until(`[ "$(systemctl show -P NRestarts ${unit})" -ge 1 ] && systemctl is-active --quiet ${unit}`);
const service = (unit: string): PlannedJob['steps'] => ({
  start: `sudo systemctl start ${unit}`,
  test: restarted(unit),
  stop: `sudo systemctl stop ${unit}`,
});

const container = (name: string, bug: string, options = ''): string =>
  `docker run -d --name ${name} --network none --restart on-failure:3 ${options} shop/service:test ${bug}`;
const answers = (name: string, words = 'ready again'): string => until(`docker logs ${name} 2>&1 | grep -qx '${words}'`);

export const scenarios: readonly Scenario[] = [
  one('clean', {
    build: 'for i in $(seq 20); do grep -q nothing /etc/passwd || true; done; sudo id -u',
    test: `docker run -d --rm --name cache --network none shop/service:test; ${answers('cache', 'ready')}; docker stop -t 5 cache; timeout 1 tail -f /dev/null || true`,
  }),
  one('unit-fault', service('shop@segv')),
  one('unit-exit', service('shop@exit')),
  one('unit-memory', service('shop-limited')),
  one('unit-oomd', service('shop-pressed')),
  one('unit-restart', {
    start: 'sudo systemctl start shop@well',
    restart: 'sudo systemctl restart shop@well',
    stop: 'sudo systemctl stop shop@well',
  }),
  one('unit-restart-stubborn', {
    start: 'sudo systemctl start shop@stubborn',
    restart: 'sudo systemctl restart shop@stubborn',
    stop: 'sudo systemctl stop shop@stubborn',
  }),
  one('unit-kill', {
    start: 'sudo systemctl start shop@well',
    kill: `sudo systemctl kill -s KILL shop@well; ${restarted('shop@well')}`,
    stop: 'sudo systemctl stop shop@well',
  }),
  one('oneshot', {
    timer: `sudo systemctl start shop-report.timer; ${until('[ "$(systemctl show -P Result shop-report)" = exit-code ]')}`,
    stop: 'sudo systemctl stop shop-report.timer',
  }),
  one('step-memory', {
    import: 'sudo systemd-run --quiet --scope --unit=import -p MemoryMax=32M -p MemorySwapMax=0 tail /dev/zero || echo "went on"',
  }),
  one('docker-fault', { up: container('web', 'segv'), test: answers('web') }, 'docker stop -t 5 web && docker rm web'),
  one('docker-memory', { up: container('api', 'memory', '-m 30m'), test: answers('api') }, 'docker stop -t 5 api && docker rm api'),
  one('docker-restart', {
    up: `${container('db', 'well')}; ${answers('db', 'ready')}`,
    restart: `docker restart -t 5 db; ${answers('db')}`,
    down: 'docker rm -f db',
  }),
  {
    name: 'container-job',
    jobs: [
      {
        container: true,
        steps: {
          test: "sh -c 'kill -SEGV $$' || true",
          up: container('worker', 'segv'),
          wait: answers('worker'),
          down: 'docker rm -f worker',
        },
      },
    ],
  },
  {
    name: 'two-runners',
    jobs: [
      {
        environment: selfHosted,
        steps: { meet: `touch /tmp/first; ${until('[ -e /tmp/second ]')}`, crash: "sh -c 'kill -SEGV $$' || true", leave: 'touch /tmp/crashed' },
      },
      { environment: selfHosted, steps: { meet: `touch /tmp/second; ${until('[ -e /tmp/first ]')}`, wait: until('[ -e /tmp/crashed ]') } },
    ],
  },
];
