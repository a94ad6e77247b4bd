import { expect, test } from 'vitest';
import { findContainers } from '../../src/crash/containers.ts';
import * as r from '../records.ts';

const id = 'ab'.repeat(32);
const conmon = (...argv: readonly string[]) =>
  r.process(70, ['/usr/bin/conmon', '--api-version', '1', ...argv], { comm: 'conmon', exe: '/usr/bin/conmon' });
const below = (monitor: ReturnType<typeof conmon>) => r.segfaulted({ ancestors: [monitor, r.init] });
const named = conmon('-c', id, '-u', id, '-n', 'shop');

test("podman's names are those that its monitor was started with", () => {
  expect(findContainers([below(named)]).get(id)).toMatchObject({ name: 'shop', runtime: null });
  const nothing = { name: null, image: null, compose: null, restart: null, missing: 'its files were not found' };
  expect(findContainers([r.container(id, { ...nothing, runtime: 'podman', image: 'shop:7' }), below(named)]).get(id)).toMatchObject({
    name: 'shop',
    image: 'shop:7',
    runtime: 'podman',
  });
});

test('what the files say comes first, the last of it', () => {
  expect(findContainers([r.container(id, { name: 'old' }), r.container(id, { name: 'new' }), below(named)]).get(id)).toMatchObject({ name: 'new' });
});

test('a monitor that does not tell', () => {
  for (const argv of [[], ['-c', id], ['-n', 'shop'], ['-n', 'shop', '-c'], ['-c', id, '-n']])
    expect(findContainers([below(conmon(...argv))]).size).toBe(0);
  expect(findContainers([below({ ...named, argv: null })]).size).toBe(0);
  expect(findContainers([below({ ...named, comm: 'sh' })]).size).toBe(0);
});
