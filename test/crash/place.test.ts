import type { Container } from 'bpf-linux';
import { expect, test } from 'vitest';
import { placeOf } from '../../src/crash/place.ts';
import * as r from '../records.ts';

const id = 'ab12'.repeat(16);
const other = 'cd34'.repeat(16);
const uid = '0a1b2c3d-0000-4000-8000-0123456789ab';

const table: readonly (readonly [cgroup: string, container: string | null, pod: string | null, unit: string | null])[] = [
  ['/', null, null, null],
  ['', null, null, null],
  ['/init.scope', null, null, null],
  ['/user.slice/user-1000.slice/session-3.scope', null, null, 'session-3.scope'],
  ['/system.slice/nginx.service', null, null, 'nginx.service'],
  ['/user.slice/user-1000.slice/user@1000.service/app.slice/shop.service', null, null, 'shop.service'],
  [`/docker/${id}`, `docker ${id}`, null, null],
  [`/system.slice/docker-${id}.scope`, `docker ${id}`, null, null],
  [`/system.slice/docker-${id}.scope/system.slice/cron.service`, `docker ${id}`, null, 'cron.service'],
  [`/docker/${id}/docker/${other}`, `docker ${other}`, null, null],
  [`/docker/buildkit/x8y7z6`, null, null, null],
  [`/machine.slice/libpod-${id}.scope/container`, `podman ${id}`, null, null],
  [`/machine.slice/libpod-conmon-${id}.scope`, null, null, `libpod-conmon-${id}.scope`],
  [`/libpod_parent/${id}`, `podman ${id}`, null, null],
  [
    `/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod${uid.replaceAll('-', '_')}.slice/cri-containerd-${id}.scope`,
    `containerd ${id}`,
    uid,
    null,
  ],
  [`/kubepods.slice/kubepods-pod${uid.replaceAll('-', '_')}.slice/crio-${id}.scope`, `cri-o ${id}`, uid, null],
  [
    `/system.slice/containerd.service/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice:cri-containerd:${id}`,
    `containerd ${id}`,
    uid,
    'containerd.service',
  ],
  [`/kubepods/burstable/pod${uid}/${id}`, `unknown ${id}`, uid, null],
  [`/default/${id}`, `containerd ${id}`, null, null],
  [`/somewhere/${id}`, `unknown ${id}`, null, null],
  [`/lxc.payload.shop/system.slice/nginx.service`, 'lxc shop', null, 'nginx.service'],
];

test.each(table)('%s', (cgroup, container, pod, unit) => {
  const place = placeOf(cgroup);
  expect(place.container === null ? null : `${place.container.runtime} ${place.container.id}`).toBe(container);
  expect(place.container?.pod ?? null).toBe(pod);
  expect(place.unit).toBe(unit);
  // What is absent has its reason, and nothing else has.
  expect(place.noContainer === null).toBe(container !== null);
  expect(place.noUnit === null).toBe(unit !== null);
});

const record = (id: string, changes: Partial<Container> = {}) => [id, r.container(id, changes)] as const;

test('a container has the names that the tracer found', () => {
  const known = new Map([record(id, { name: '/web', restart: { policy: 'always', most: 0, count: 2 } })]);
  expect(placeOf(`/docker/${id}`, known).container).toEqual({
    ...{ id, runtime: 'docker', pod: null, name: 'web', noName: null, image: 'nginx:1.27', compose: { project: 'shop', service: 'web' } },
    ...{ restart: { policy: 'always', most: null, count: 2 }, podName: null, namespace: null, inside: null },
  });
});

test('what could not be found out has its reason', () => {
  expect(placeOf(`/docker/${id}`).container).toMatchObject({ name: null, noName: 'the recording has no names of containers' });
  const gone = new Map([record(id, { name: null, missing: 'it was gone' })]);
  expect(placeOf(`/docker/${id}`, gone).container).toMatchObject({ name: null, noName: 'it was gone' });
});

test('a container in a container is the inner one, inside the outer', () => {
  const known = new Map([
    record(id, { name: '/kind-control-plane' }),
    record(other, { runtime: 'containerd', name: 'api', pod: { name: 'api-1', namespace: 'shop', uid } }),
  ]);
  expect(placeOf(`/docker/${id}/kubelet/kubepods/burstable/pod${uid}/${other}`, known).container).toMatchObject({
    ...{ id: other, runtime: 'containerd', name: 'api', pod: uid, podName: 'api-1', namespace: 'shop' },
    inside: { id, runtime: 'docker', name: 'kind-control-plane', pod: null, inside: null },
  });
});

test('an id that a client of containerd chose is one when the tracer knows it', () => {
  expect(placeOf('/default/shop').container).toBeNull();
  const known = new Map([record('shop', { runtime: 'containerd', name: null, missing: 'no name' })]);
  expect(placeOf('/default/shop', known).container).toMatchObject({ id: 'shop', runtime: 'containerd', name: 'shop', noName: null });
});
