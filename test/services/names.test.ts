/** What containers are called: told while they live, also of those that are gone a moment later. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderSummary } from '../../src/report/summary.ts';
import { bash, buildServices, gate, newFolder, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(() => {
  buildServices();
  folder = newFolder();
  bash(`. ${services}/docker/docker.sh; docker_start ${folder}`);
});
afterAll(() => {
  bash(`. ${services}/docker/docker.sh; docker_stop ${folder}`);
  removeFolder(folder);
});

const image = 'shop/service:test';
const unnamed = { image: null, compose: null, restart: null, podName: null, namespace: null };

test('docker, compose, --rm, Kubernetes and containerd by hand', async () => {
  const { report } = await gate('docker-names', 'docker/names-test.sh', folder);
  const found = report.incidents.map(({ process }) => process.container!).sort((a, b) => `${a.name}`.localeCompare(`${b.name}`));
  const invented = expect.stringMatching(/^[a-z]+_[a-z]+\d*$/) as string;
  const never = { policy: 'no', most: null, count: 0 };
  expect(found.filter(({ name }) => !/_/.test(name ?? ''))).toMatchObject([
    { ...unnamed, runtime: 'containerd', name: 'api', image: 'registry.example/shop/api:7', podName: 'api-65747dc769-pjztg', namespace: 'shop' },
    { ...unnamed, runtime: 'containerd', id: 'by-hand', name: 'by-hand' },
    { ...unnamed, runtime: 'docker', name: 'once', image, restart: never },
    {
      runtime: 'docker',
      name: 'shop-web-1',
      image,
      compose: { project: 'shop', service: 'web' },
      restart: { policy: 'on-failure', most: 3, count: 1 },
    },
  ]);
  expect(found.filter(({ name }) => /_/.test(name ?? ''))).toMatchObject([
    { runtime: 'docker', name: invented, image: 'shop/service:nameless', restart: never },
  ]);
  for (const { absent } of report.incidents) expect(absent['process.container.name']).toBeUndefined();
  const text = JSON.stringify(report);
  expect(text).not.toContain('hunter2');
  expect(renderSummary(report)).toContain('container `shop-web-1`');
  expect(readdirSync(folder)).toContain('secrets');
});
