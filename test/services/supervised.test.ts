/** Real programs under real supervisors, made to die: the table is in supervised.ts. */
import { beforeAll, expect, test } from 'vitest';
import { buildServices, fetchSupervisors } from './harness.ts';
import { play, scenarios, verdictOf } from './supervised.ts';

beforeAll(() => {
  buildServices();
  fetchSupervisors();
});

const all = process.env.CRASH_GATE_ALL_SCENARIOS !== undefined;

test.each(scenarios.filter(({ recorded }) => all || recorded === undefined))('$name', async scenario => {
  const { report, exitCode, output } = await play(scenario);
  expect(report.command, output).toMatchObject({ exitCode: 0 });
  expect(verdictOf(report), output).toEqual(scenario.expect);
  expect(exitCode).toBe(report.verdict === 'failed' ? 3 : 0);
});
