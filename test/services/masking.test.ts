/** A crash below a test that takes no notice of it, in all the ways that tests have. */
import { beforeAll, expect, test } from 'vitest';
import { buildServices } from './harness.ts';
import { expectedOf, maskingOf, maskings, play } from './masking.ts';

beforeAll(() => buildServices());

test.each(maskings.filter(({ recorded }) => !recorded))('$scene', async masking => {
  const { exitCode, report, output } = await play(masking);
  expect(maskingOf(report), output).toEqual([expectedOf(masking)]);
  expect(report).toMatchObject({ verdict: 'failed', watch: { complete: true, lost: 0 }, command: { exitCode: 0 } });
  expect(exitCode).toBe(3);
});
