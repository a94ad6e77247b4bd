/** docker's containers, containerd's, and those that the runner starts for a job. */
import { failed, type Scenario, until } from './scenario.ts';

const container = (name: string, bug: string, options = ''): string =>
  `docker run -d --name ${name} --network none --restart on-failure:3 ${options} shop/service:test ${bug}`;
export const answers = (name: string, words = 'ready again'): string => until(`docker logs ${name} 2>&1 | grep -qx '${words}'`);

export const containers: readonly Scenario[] = [
  {
    name: 'containers',
    jobs: [
      {
        steps: {
          up: `${container('web', 'segv')} & ${container('api', 'memory', '-m 30m')} & wait`,
          // containerd by itself, which starts again what has the label.
          ctr: 'sudo cp -r /opt/guest/rootfs /tmp/ctl; sudo ctr container create --rootfs --label containerd.io/restart.status=running /tmp/ctl ctl /shop-service segv',
          test: `${answers('web')}; ${answers('api')}`,
          'ctr-test': until(`sudo ctr container info ctl | grep -q 'restart.count": "2"' && sudo ctr task ls | grep -q RUNNING`),
          'ctr-down': `sudo ctr container label ctl containerd.io/restart.status=stopped; ${until('! sudo ctr task ls | grep -q ctl')}; sudo ctr container rm ctl`,
        },
        post: 'docker stop -t 5 web api && docker rm web api',
        expected: failed(
          'error fault: shop-service; in container web; replaced by docker; 1 times',
          'error oom: shop-service; in container api; replaced by docker; 1 times',
          'error fault: shop-service; in container ctl; replaced by containerd; 1 times',
        ),
      },
    ],
  },
  {
    name: 'container-job',
    jobs: [
      {
        container: true,
        services: { redis: ['--restart', 'on-failure', 'shop/service:test', 'told'], postgres: ['shop/healthy:test'] },
        steps: {
          test: "sh -c 'kill -SEGV $$' || true",
          // What the job does makes a service crash, and docker hides that.
          crash: `docker exec redis /shop-service tell; ${answers('redis')}`,
        },
        expected: failed(
          'error fault: sh; of the job; swallowed; 1 times',
          'error fault: shop-service; in container redis; replaced by docker; 1 times',
        ),
      },
    ],
  },
];

/** What containers do all day. */
export const ordinaryContainers: Readonly<Record<string, string>> = {
  'docker-run': `docker run -d --name cache --network none shop/service:test; ${answers('cache', 'ready')}`,
  'docker-restart': `docker restart -t 5 cache; ${answers('cache')}; docker exec cache /none || true`,
  'docker-stop': 'docker stop -t 5 cache; docker rm cache',
};
