/** Containers in a container, as in docker-in-docker and the nodes of kind: the names of both, and who brings them back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bash, buildServices, gate, newFolder, removeFolder, services } from './harness.ts';

let folder = '';
beforeAll(() => {
  buildServices();
  folder = newFolder();
  bash(`. ${services}/docker/node.sh; docker_start ${folder}; node_start shop-control-plane`);
});
afterAll(() => {
  bash(`. ${services}/docker/node.sh; docker_use ${folder}; node_stop shop-control-plane; docker_stop ${folder}`);
  removeFolder(folder);
});

const inside = { runtime: 'docker', name: 'shop-control-plane', image: 'node:empty', inside: null };
const restart = { policy: 'on-failure', most: 3, count: 1 };
const pod = { pod: '0a1b2c3d-0000-4000-8000-0123456789ab', podName: 'web-65747dc769-pjztg', namespace: 'shop' };

test("docker's, a pod's and containerd's own, in a node", async () => {
  const { report, exitCode, output } = await gate('docker-nested', 'docker/nested-test.sh', folder, 'shop-control-plane');
  expect(report.incidents, output).toMatchObject([
    {
      rule: 'fault',
      process: { container: { runtime: 'docker', name: 'api', image: 'shop/service:test', restart, inside } },
      replacements: [{ by: 'docker' }],
    },
    { rule: 'fault', process: { container: { runtime: 'containerd', name: 'web', ...pod, inside } }, replacements: [{ by: 'kubernetes' }] },
    {
      rule: 'exit-replaced',
      process: { container: { runtime: 'containerd', id: 'kept', name: 'kept', inside } },
      replacements: [{ by: 'containerd' }],
    },
  ]);
  for (const { absent } of report.incidents) expect(absent['process.container.name']).toBeUndefined();
  expect([report.watch.complete, report.watch.lost, exitCode]).toEqual([true, 0, 3]);
});
