import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { Report } from '../../src/report/report.ts';
import { renderTerminal } from '../../src/report/terminal.ts';

/** Real recordings, judged: NAME.ndjson beside NAME.txt, which UPDATE_GOLDEN=1 writes anew. */
const folder = join(import.meta.dirname, '../../fixtures/records');
const names = existsSync(folder) ? readdirSync(folder).filter(file => file.endsWith('.ndjson')) : [];

/** What a recording comes to: everything but times and pids, which the terminal report shows. */
function brief(report: Report): string {
  const problems = report.watch.problems.map(({ kind, message }) => `problem ${kind}: ${message}`);
  const incidents = report.incidents.map(incident => {
    const by = [...new Set(incident.replacements.map(replacement => replacement.by))].join(', ');
    return `${incident.level} ${incident.rule} ×${incident.count}: ${incident.title}; ${incident.explanation}; ${incident.masked}${by === '' ? '' : ` by ${by}`}; ${incident.followerCount} followed`;
  });
  const ignored = report.ignored.map(({ rule, count }) => `ignored ${rule} ×${count}`);
  return `${[report.verdict, ...problems, ...incidents, ...ignored].join('\n')}\n`;
}

test('there are recordings', () => {
  expect(names.length).toBeGreaterThan(0);
});

test.each(names)('%s', name => {
  const recording = parseRecording(readFileSync(join(folder, name), 'utf8'));
  const report = analyse(recording);
  const text = `${brief(report)}\n${renderTerminal(report, { colour: false, width: 100, recordPath: null })}`;
  const golden = join(folder, name.replace(/\.ndjson$/, '.txt'));
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
