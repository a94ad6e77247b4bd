import { expect, test } from 'vitest';
import { some } from '../../src/report/outcome.ts';
import type { ReportIncident } from '../../src/report/report.ts';
import { followed } from '../../src/report/words.ts';

test('what followed, also where nobody knows its names any more', () => {
  const follower = { name: 'sh', how: 'exited with 139', pid: 7 };
  const told = (followers: readonly object[], followerCount: number) => followed({ followers, followerCount } as unknown as ReportIncident);
  expect(told([follower], 1)).toBe('then sh (pid 7) exited with 139');
  expect(told([follower], 5001)).toBe('then sh (pid 7) exited with 139; and 5,000 others');
  expect(told([], 5000)).toBe('then 5,000 others');
});

test('great numbers are spelled alike everywhere', () => {
  expect(some(['1 ms', '2 ms', '3 ms'], 5000)).toBe('1 ms, 2 ms, 3 ms and 4,997 more');
});
