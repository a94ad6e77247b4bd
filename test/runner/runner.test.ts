/**
 * The action on a whole machine with systemd and docker, as its users have it: one boot, every scenario in it, and what its job
 * came to. `npm run test:runner`; the first time it makes the machine's disk, which takes a minute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { scratch } from '../cli/harness.ts';
import { keepGuestRecording } from '../services/keep.ts';
import { bootGuest } from './boot.ts';
import { type Expected, expected } from './expected.ts';
import type { Result } from './guest/result.ts';

let results = '';
const read = <T>(name: string): T => JSON.parse(readFileSync(join(results, name), 'utf8')) as T;
beforeAll(() => {
  results = bootGuest(scratch());
});

describe('on a whole machine', () => {
  test.each(Object.entries(expected))('%s', (name, wanted) => {
    const result = read<Result>(`${name}.json`);
    keepGuestRecording(`runner-${name}`, join(results, `${name}.ndjson`));
    expect(outcome(result, read<Report>(`${name}.report.json`)), result.log).toEqual(wanted);
  });
});

/** The whole of it, in a few words. */
function outcome({ conclusion, annotations }: Result, { verdict, watch, incidents }: Report): Expected {
  return {
    job: conclusion,
    verdict,
    annotations,
    incidents: [
      ...watch.problems.map(({ message }) => message),
      ...incidents.map(({ level, rule, process, masked, count, replacements, sender }) =>
        [
          `${level} ${rule}: ${process.name}`,
          placeOf(process),
          sender === null ? [] : `by ${sender.name}`,
          masked === 'replaced' ? `replaced by ${[...new Set(replacements.map(({ by }) => by))].join(', ')}` : masked,
          `${count} times`,
        ]
          .flat()
          .join('; '),
      ),
    ],
  };
}

const placeOf = ({ inJob, container, unit }: Report['incidents'][number]['process']): string =>
  inJob === true ? 'of the job' : container === null ? `in ${unit ?? 'no unit'}` : `in container ${container.name ?? container.id}`;
