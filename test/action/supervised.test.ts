/** Real supervisors in a job's steps: what they start again is up before the tests notice. */
import { beforeAll, expect, test } from 'vitest';
import { buildServices, services } from '../services/harness.ts';
import { MemoryGroup } from '../tracer/memory-group.ts';
import { until } from '../until.ts';
import { startDocker } from './docker.ts';
import { levels, prepareJobs, reportOf } from './jobs.ts';

const job = prepareJobs();
beforeAll(buildServices);

test('a worker of nginx, in a load test that tries again', async () => {
  const shop = job();
  await shop.uses();
  const nginx = `. '${services}/nginx/nginx.sh'; dir=$PWD/shop; mkdir -p "$dir"`;
  const started = await shop.run(`${nginx}; nginx_start "$dir" >/dev/null 2>&1; echo "url=$nginx_url" >>"$GITHUB_ENV"`, { id: 'start-the-shop' });
  expect(started.status, started.output).toBe(0);
  const tested = await shop.run(`bash '${services}/nginx/visit-test.sh' "$url/cart"`, { id: 'load-test' });
  expect(tested.status, tested.output).toBe(0);
  await shop.run(`${nginx}; nginx_stop "$dir"`);
  const { conclusion, post } = await shop.end();
  expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
  expect(post.annotations[0]!.properties.title).toMatch(/^Hidden crash: nginx: worker process .*died of SIGSEGV and was replaced$/);
  expect(reportOf(post)).toMatchObject({
    verdict: 'failed',
    incidents: [{ count: 1, masked: 'replaced', cause: { faultAddress: '0x1234' }, process: { exe: '/usr/sbin/nginx' } }],
  });
});

test('a process that the OOM killer chose, in a step that goes on', async () => {
  using group = new MemoryGroup({ limitBytes: 32 << 20 });
  const hungry = job();
  await hungry.uses();
  const step = hungry.run('sh -c \'echo $$ >pid && mv pid ready && until [ -e go ]; do sleep 0.05; done; exec tail /dev/zero\' || echo "went on"', {
    id: 'import',
  });
  await until(() => hungry.exists('ready'));
  group.add(Number(hungry.read('ready')));
  hungry.write('go', '');
  expect((await step).log).toContain('went on');
  const { conclusion, post } = await hungry.end();
  expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
  expect(post.annotations[0]!.data).toContain('hit the limit of 32 MiB');
  expect(reportOf(post)).toMatchObject({
    incidents: [{ rule: 'oom', count: 1, cause: { kind: 'oom', scope: 'cgroup' }, process: { comm: 'tail' } }],
  });
});

test('containers that docker starts again: one faults, one reaches its memory limit', async () => {
  using engine = startDocker();
  const compose = job();
  await compose.uses();
  const docker = `docker -H unix://${engine.socket}`;
  const service = (name: string, bug: string, options = '') =>
    `${docker} run -d --name ${name} --network none --restart on-failure:3 ${options} shop/service:test ${bug}`;
  const up = await compose.run(`${service('web', 'segv')}; ${service('api', 'memory', '-m 30m')}`, { id: 'services-up' });
  expect(up.status, up.output).toBe(0);
  const answers = (name: string) => `until ${docker} logs ${name} 2>&1 | grep -qx 'ready again'; do sleep 0.05; done`;
  expect((await compose.run(`${answers('web')}; ${answers('api')}`)).status).toBe(0);
  // As an action that takes its services down in its own post.
  compose.usesAnother(`${docker} stop -t 5 web api && ${docker} rm web api`);
  const { conclusion, post, steps } = await compose.end();
  expect(steps.map(({ status }) => status)).toEqual([0, 0, 0, 0, 1]);
  expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error', 'error'] });
  const container = { id: expect.stringMatching(/^[0-9a-f]{64}$/) };
  const report = reportOf(post);
  expect(report.incidents.map(({ rule }) => rule).sort(), post.output).toEqual(['fault', 'oom']);
  for (const incident of report.incidents) {
    expect(incident).toMatchObject({ count: 1, masked: 'replaced', process: { exe: '/shop-service', inJob: false, container } });
    expect(incident.replacements[0]!.by).toContain('docker');
  }
});
