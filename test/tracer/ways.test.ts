/** Every way to die, on this machine: its own kernel's column of the matrix in test/kernels. */
import { release } from 'node:os';
import { describe } from 'vitest';
import { leaves } from './leaves.ts';
import { WITHOUT_TYPES } from './watch.ts';
import { ways } from './ways/index.ts';

describe(`${release()}, this machine's`, () => {
  describe.each(Object.entries(ways))('%s', (_, list) => leaves(list));
});

describe('seen late', () => {
  leaves(Object.values(ways).flat(), { late: true });
});

describe('seen late, without the kernel’s types', () => {
  leaves(Object.values(ways).flat(), { command: WITHOUT_TYPES, late: true });
});
