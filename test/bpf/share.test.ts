import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Death, parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import * as r from '../records.ts';

const folder = join(import.meta.dirname, '../../fixtures/records');
const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');

test('records whose parts are shared are the records that were written', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ndjson'))) {
    const written = lines(file);
    expect(parseRecording(written).records, file).toEqual(written.map(line => JSON.parse(line)));
  }
});

test('what is equal is kept once, what differs is not', () => {
  const parent = r.process(60, 'keeper --all');
  const crashes = [
    r.segfaulted({ ancestors: [parent, r.init] }),
    r.segfaulted({ ancestors: [parent, r.init] }),
    r.segfaulted({ ancestors: [{ ...parent, startedAt: parent.startedAt + 1 }, r.init] }),
    r.segfaulted({ ancestors: [{ ...parent, argv: ['keeper', '--none'] }, r.init] }),
    r.segfaulted({ ancestors: [parent] }),
  ];
  const { records } = parseRecording([r.header(), ...crashes].map(record => JSON.stringify(record)));
  const [first, second, ...others] = records.slice(1) as Death[];
  expect(second!.ancestors).toBe(first!.ancestors);
  expect(second!.argv).toBe(first!.argv);
  for (const other of others) expect(other.ancestors).not.toBe(first!.ancestors);
  expect(records.slice(1)).toEqual(crashes);
});
