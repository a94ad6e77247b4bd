/**
 * Whole workloads of other people, recorded by scripts/workloads: builds and test suites, some of which kill, limit and crash what they
 * test. All of it is part of the work.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';

const folder = join(import.meta.dirname, '../../fixtures/workloads');

/** How often which rule decided: what the suites do on purpose. */
const table: readonly (readonly [name: string, ignored: Readonly<Record<string, number>>])[] = [
  ['bash', { exit: 2621, deliberate: 9, stopped: 9, signal: 3 }],
  ['browserify', { exit: 28 }],
  ['diffutils', { exit: 947, deliberate: 36, signal: 1 }],
  ['express', { exit: 1 }],
  ['gawk', { exit: 200 }],
];

test.each(table)('%s is clean', (name, ignored) => {
  const report = analyse(parseRecording(brotliDecompressSync(readFileSync(join(folder, `${name}.ndjson.br`))).toString()));
  expect([report.verdict, ...report.incidents.map(({ title }) => title)]).toEqual(['clean']);
  expect(Object.fromEntries(report.ignored.map(({ rule, count }) => [rule, count]))).toEqual(ignored);
});

test('each recording is judged', () => {
  expect(readdirSync(folder).map(file => file.replace('.ndjson.br', ''))).toEqual(table.map(([name]) => name).sort());
});
