/** The scenes of test/services/masking.ts, judged from their recordings: each has one, and it comes to what the table says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { expectedOf, maskingOf, maskings, recordingOf } from '../services/masking.ts';

const records = join(import.meta.dirname, '../../fixtures/records');

test.each(maskings)('$scene', masking => {
  const recording = parseRecording(readFileSync(join(records, `${recordingOf(masking)}.ndjson`), 'utf8'));
  expect(maskingOf(analyse(recording))).toEqual([expectedOf(masking)]);
});
