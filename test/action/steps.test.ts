/** Which step a crash has to do with: the one that started it, and the one that ran as it happened. */
import { beforeAll, expect, test } from 'vitest';
import { buildServices } from '../services/harness.ts';
import { startDocker } from './docker.ts';
import { prepareJobs, reportOf } from './jobs.ts';

const job = prepareJobs();
beforeAll(buildServices);

const ids = (steps: readonly { readonly id: string }[]): readonly string[] => steps.map(({ id }) => id);

test('a server that outlived its step', async () => {
  const shop = job();
  await shop.uses();
  // It faults at the first line that it is sent.
  await shop.run("mkfifo orders; nohup sh -c 'read order <orders; kill -SEGV $$' >log 2>&1 & echo $! >pid", { id: 'start-server' });
  await shop.run('echo order >orders; while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done', { id: 'load-test' });
  const { post } = await shop.end();
  const report = reportOf(post);
  expect(report.incidents, post.output).toHaveLength(1);
  expect(report.incidents[0]).toMatchObject({ step: 'start-server', stepBy: 'ancestor', during: 'load-test' });
  expect(report.incidents[0]!.crashes[0]).toMatchObject({ step: 'start-server', stepBy: 'ancestor' });
  expect(post.summary).toContain('of step `start-server`, during step `load-test`');
  expect(ids(report.steps)).toEqual(['start-server', 'load-test', '__octo_crash-gate']);
  for (const { measured, fromMs, toMs } of report.steps) expect(measured && fromMs < toMs).toBe(true);
});

test('a step that crashes, and that may fail', async () => {
  const shop = job();
  await shop.uses();
  await shop.run("sh -c 'kill -SEGV $$'; echo never", { id: 'flaky', continueOnError: true });
  await shop.run('true', { id: 'deploy' });
  const { post } = await shop.end();
  const [incident, ...others] = reportOf(post).incidents;
  expect(others, post.output).toEqual([]);
  expect(incident).toMatchObject({
    level: 'error',
    masked: 'tests-passed',
    step: 'flaky',
    followers: [{ how: 'exited with 139' }],
  });
});

test('a container belongs to the step that ran as it died, and has its names', async () => {
  using engine = startDocker();
  const compose = job();
  await compose.uses();
  const docker = `docker -H unix://${engine.socket}`;
  const labels = '--label com.docker.compose.project=shop --label com.docker.compose.service=web';
  const up = `${docker} run -d --name shop-web-1 --network none ${labels} shop/service:test told`;
  await compose.run(up, { id: 'services-up' });
  const kill = `${docker} kill --signal USR1 shop-web-1; until [ "$(${docker} inspect -f '{{.State.Status}}' shop-web-1)" = exited ]; do sleep 0.05; done`;
  await compose.run(kill, { id: 'load-test' });
  const { post } = await compose.end();
  const report = reportOf(post);
  expect(report.incidents, post.output).toHaveLength(1);
  expect(report.incidents[0]).toMatchObject({
    ...{ step: 'load-test', stepBy: 'running', during: 'load-test' },
    process: { container: { runtime: 'docker', name: 'shop-web-1', image: 'shop/service:test', compose: { project: 'shop', service: 'web' } } },
  });
  expect(post.summary).toContain('container `shop-web-1`, during step `load-test`');
});
