/**
 * The action on a whole machine with systemd and docker, as its users have it: one boot, every scenario in it, and what its job
 * came to. `npm run test:runner`; the first time it makes the machine's disk, which takes a minute. CRASH_GATE_TEST_ONLY=units,cancelled
 * plays these alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { scratch } from '../cli/harness.ts';
import { keepGuestRecording } from '../services/keep.ts';
import { bootGuest } from './boot.ts';
import { fileOf, type Result } from './guest/result.ts';
import { scenarios } from './guest/scenarios/index.ts';
import type { Expected } from './guest/scenarios/scenario.ts';

const only = process.env.CRASH_GATE_TEST_ONLY?.split(',') ?? [];
const jobs = scenarios
  .filter(({ name }) => only.length === 0 || only.includes(name))
  .flatMap(scenario => scenario.jobs.map(({ expected }, index) => [fileOf(scenario, index), expected] as const));

let results = '';
const read = <T>(name: string): T => JSON.parse(readFileSync(join(results, name), 'utf8')) as T;
beforeAll(() => {
  results = bootGuest(scratch(), only);
});

describe('on a whole machine', () => {
  test.each(jobs)('%s', (name, wanted) => {
    const result = read<Result>(`${name}.json`);
    // A machine that can't be watched has neither.
    const watched = existsSync(join(results, `${name}.ndjson`));
    if (watched) keepGuestRecording(`runner-${name}`, join(results, `${name}.ndjson`));
    expect(outcome(result, watched ? read<Report>(`${name}.report.json`) : null), result.log).toEqual(wanted);
  });
});

/** The whole of it, in a few words. */
function outcome({ conclusion, annotations }: Result, report: Report | null): Expected {
  const said = report === null ? [] : [...report.watch.problems.map(({ message }) => message), ...report.incidents.map(tell).toSorted()];
  return { job: conclusion, verdict: report?.verdict ?? 'not watched', annotations, said };
}

function tell({ level, rule, process, masked, count, crashLoop, replacements, sender }: Report['incidents'][number]): string {
  return [
    `${level} ${rule}: ${process.name}`,
    placeOf(process),
    ...(sender === null ? [] : [`by ${sender.name}`]),
    masked === 'replaced' ? `replaced by ${[...new Set(replacements.map(({ by }) => by))].join(', ')}` : masked,
    `${count} times${crashLoop === null ? '' : ' in a loop'}`,
  ].join('; ');
}

const placeOf = ({ inJob, container, unit }: Report['incidents'][number]['process']): string =>
  inJob === true ? 'of the job' : container === null ? `in ${unit ?? 'no unit'}` : `in container ${container.name ?? container.id}`;
