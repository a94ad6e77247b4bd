import { expect, test } from 'vitest';
import { placeOf } from '../../src/crash/place.ts';

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
