/** The scenarios of test/services/supervised.ts, judged from their recordings: each has one, and it comes to what the table says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { scenarios, verdictOf } from '../services/supervised.ts';

const records = join(import.meta.dirname, '../../fixtures/records');

test.each(scenarios)('$name', ({ name, expect: expected }) => {
  expect(verdictOf(analyse(parseRecording(readFileSync(join(records, `${name}.ndjson`), 'utf8'))))).toEqual(expected);
});
