import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import type { Log, Result } from 'sarif';
import { expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { recorded, told } from './golden.ts';
import { acting, hostileReport } from './hostile.ts';

/** The schema that OASIS publishes, as a package brings it. It is draft 4, which says the same to ajv but for these two keys. */
function sarifSchema(): ValidateFunction {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  expect([$schema, id]).toEqual([expect.stringContaining('draft-04'), expect.stringContaining('sarif-2.1.0')]);
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: { uri: /^[a-z]+:[!-~]*$/i, 'uri-reference': /^[!-~]*$/, 'date-time': /^[\d-]+T[\d:.]+Z$/ },
  }).compile(schema);
}

const validate = sarifSchema();

function read(text: string): readonly Result[] {
  const log = JSON.parse(text) as Log;
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0]!.results!;
}

/** What upload-sarif and code scanning need beyond the schema. */
function expectUsable(results: readonly Result[], report: Report): void {
  expect(results).toHaveLength(report.incidents.length);
  for (const result of results) {
    expect(result.message.text).not.toBe('');
    expect(result.locations).toHaveLength(1);
    const { uri } = result.locations![0]!.physicalLocation!.artifactLocation!;
    expect(uri).toMatch(/^[\w.~!'()*%-][\w.~!'()*%/-]*$/);
    expect(new URL(uri!, 'file:///').protocol).toBe('file:');
    expect(result.partialFingerprints).toMatchObject({ primaryLocationLineHash: expect.stringMatching(/^[\da-f]{12}(?:-\d+)?:1$/) });
  }
  const prints = results.map(({ partialFingerprints }) => partialFingerprints!.primaryLocationLineHash);
  expect(new Set(prints).size).toBe(prints.length);
}

test.each(['nginx-worker-segv-thrice', 'causes', 'docker-restart-oom', 'ordinary-shell'])('%s: valid and usable', name => {
  const report = recorded(name);
  expectUsable(read(renderSarif(report)), report);
});

test('the place is the program, or the line of the workflow that uses the action', () => {
  const report = recorded('nginx-worker-segv-thrice');
  expect(read(renderSarif(report))[0]!.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: 'usr/sbin/nginx', uriBaseId: 'MACHINE' } } },
  ]);
  const place = { file: '.github/workflows/ci.yml', line: 12 };
  expect(read(renderSarif(report, place))[0]!.locations).toEqual([
    { physicalLocation: { artifactLocation: { uri: '.github/workflows/ci.yml' }, region: { startLine: 12 } } },
  ]);
});

test('an incomplete watch is no success', () => {
  const log = JSON.parse(renderSarif(told('failed-and-incomplete'))) as Log;
  expect(log.runs[0]!.invocations![0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [{ descriptor: { id: 'lost-events' } }, {}],
  });
});

test('GitHub takes it, however many there are', () => {
  const [incident] = recorded('nginx-worker-segv-thrice').incidents;
  const many = {
    ...recorded('nginx-worker-segv-thrice'),
    incidents: Array.from({ length: 30_000 }, (_, index) => ({ ...incident!, id: index.toString(16).padStart(12, '0') })),
  };
  const text = renderSarif(many);
  // The upload's limits: 10 MB, compressed; 25,000 results, of which 5,000 are shown.
  expect(gzipSync(text).length).toBeLessThan(10_000_000);
  const [run] = (JSON.parse(text) as Log).runs;
  expect(run!.results).toHaveLength(5000);
  expect(run!.invocations![0]!.toolExecutionNotifications).toMatchObject([
    { level: 'note', message: { text: expect.stringContaining('25,000 more incidents') } },
  ]);
});

test('hostile names are only text', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      const text = renderSarif(report);
      expect(text).not.toMatch(acting);
      const results = read(text);
      expectUsable(results, report);
      for (const { message } of results) expect(message.text).not.toMatch(/\]\(/);
    }),
    { numRuns: 200 },
  );
});
