/** What keeps the tracer from watching: which of its surroundings explains which answer, and that nothing else is blamed. */
import { expect, test } from 'vitest';
import { explainEnding } from '../../bpf/failure.ts';
import type { Surroundings } from '../../bpf/surroundings.ts';

const fine: Surroundings = {
  machinePids: true,
  machineUsers: true,
  capabilities: (1n << 41n) - 1n,
  seccomp: false,
  lockdown: 'none',
  cgroups: 'v2',
  container: null,
  unprivilegedBpfDisabled: 2,
  openFiles: 1024,
};
const nothing = Object.fromEntries(Object.keys(fine).map(key => [key, null])) as unknown as Surroundings;
const explain = (status: number, surroundings: Surroundings) =>
  explainEnding({ status, signal: null, refused: null, output: [] }, '/tracer', surroundings);

test.each([
  [10, { machineUsers: false, seccomp: true }, 'user namespace'],
  [10, { capabilities: 0xa80425fbn, seccomp: true }, 'without the capabilities'],
  [10, { lockdown: 'confidentiality' }, 'locked down'],
  // What Linux 6.12 does, booted with lockdown=confidentiality: the verifier knows no helper that reads.
  [13, { lockdown: 'confidentiality' }, 'locked down'],
  [10, { seccomp: true }, 'seccomp'],
  [12, { seccomp: true }, 'seccomp'],
  [13, { openFiles: 32 }, 'too few open files'],
  [14, { machinePids: false }, 'process numbers of its own'],
] as const)('status %i with %o', (status, surroundings, message) => {
  expect(explain(status, { ...fine, ...surroundings }).message).toContain(message);
  expect(explain(status, fine).message).not.toContain(message);
  expect(explain(status, nothing).message).not.toContain(message);
});

test('in a user namespace, what sudo says of its own bits is not the reason', () => {
  const output = ['sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set'];
  const ask = (machineUsers: boolean) => explainEnding({ status: 1, signal: null, refused: null, output }, '/tracer', { ...fine, machineUsers });
  expect(ask(false)).toMatchObject({ kind: 'no-privilege', message: expect.stringContaining('user namespace'), output });
  expect(ask(true)).toMatchObject({ kind: 'no-privilege', message: expect.stringContaining('sudo can not become root') });
});

test.each([11, 15, 16])('status %i has nothing to do with them', status => {
  const all: Surroundings = { ...fine, machinePids: false, machineUsers: false, capabilities: 0n, seccomp: true, lockdown: 'confidentiality' };
  expect(explain(status, all)).toEqual(explain(status, fine));
});
