import { defineConfig } from 'vitest/config';

/**
 * Quick tests first. Whatever watches the machine runs alone, one file after the other: the tracer sees every death,
 * so two live tests at a time would report each other's crashes.
 */
const LIVE = ['test/action', 'test/bpf', 'test/cli', 'test/demo', 'test/bench', 'test/tracer', 'test/services', 'test/kernels', 'test/runner'];

const live = (name: string, folders: readonly string[], order: number, seconds: number) => ({
  test: {
    name,
    include: folders.map(folder => `${folder}/**/*.test.ts`),
    pool: 'forks' as const,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    sequence: { groupOrder: order },
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: LIVE.map(folder => `${folder}/**`),
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      live('tracer', ['test/bpf', 'test/tracer'], 1, 120),
      live('cli', ['test/cli', 'test/action', 'test/demo', 'test/bench'], 2, 120),
      live('services', ['test/services'], 3, 300),
      live('kernels', ['test/kernels'], 4, 300),
      live('runner', ['test/runner'], 4, 1200),
    ],
  },
});
