import { vi } from 'vitest';

/** Waits for it, as long as its test may take: vitest by itself gives up after a second, which a busy machine needs for less. */
export const until = (condition: () => boolean): Promise<unknown> => vi.waitUntil(condition, { timeout: 300_000 });
