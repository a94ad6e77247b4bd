import { describe, expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { formats } from '../../src/report/formats.ts';
import { script, style } from '../../src/report/html/assets.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { expectGolden, recorded, told } from './golden.ts';

/** Every renderer beside real recordings, and beside stories that no recording tells yet. */
const reports: Readonly<Record<string, () => Report>> = {
  'nginx-worker-segv-thrice': () => recorded('nginx-worker-segv-thrice'),
  'docker-restart-oom': () => recorded('docker-restart-oom'),
  'postgres-backend-segv': () => recorded('postgres-backend-segv'),
  'killed-from-outside': () => recorded('killed-from-outside'),
  'service-exits': () => recorded('service-exits'),
  'ordinary-shell': () => recorded('ordinary-shell'),
  steps: () => told('steps'),
  'steps-watched': () => told('steps-watched'),
  'named-containers': () => told('named-containers'),
  hostile: () => told('hostile'),
  inconclusive: () => told('inconclusive'),
  'failed-and-incomplete': () => told('failed-and-incomplete'),
  expected: () => told('expected'),
  'too-few': () => told('too-few'),
  'broken-rules': () => told('broken-rules'),
};
const names = Object.keys(reports);

describe('golden', () => {
  test.each(names)('%s: the job summary', name => {
    const report = reports[name]!();
    expectGolden(`${name}.md`, renderSummary(report));
    expect(formats.markdown(report)).toBe(renderSummary(report));
  });

  test.each(['nginx-worker-segv-thrice', 'service-exits', 'failed-and-incomplete', 'ordinary-shell', 'expected', 'too-few', 'broken-rules'])(
    '%s: JUnit',
    name => {
      expectGolden(`${name}.junit.xml`, formats.junit(reports[name]!()));
    },
  );

  test.each(['postgres-backend-segv', 'failed-and-incomplete', 'too-few'])('%s: SARIF', name => {
    expectGolden(`${name}.sarif`, formats.sarif(reports[name]!()));
  });

  test.each(['steps', 'steps-watched', 'inconclusive', 'too-few'])('%s: the page, without its style and script', name => {
    const page = formats
      .html(reports[name]!())
      .replace(style, '…')
      .replace(script, '…')
      .replaceAll(/sha256-[\w+/=]+/g, 'sha256-…');
    expectGolden(`${name}.html`, page);
  });

  test('annotations', () => {
    const place = { file: '.github/workflows/ci.yml', line: 12 };
    const all = names.map(name => [name, annotationsOf(reports[name]!(), place)]);
    expectGolden('annotations.json', `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  });
});

test('clean is one line, in the summary and in a comment', () => {
  const clean = recorded('ordinary-shell');
  expect(renderSummary(clean)).toMatch(/^✅ Crash Gate: no hidden crashes \(.*\)\n$/);
  expect(renderComment(clean)).toBe(renderSummary(clean));
});
