/** However a failure was hidden, every report says how, and by whom. */
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { formats } from '../../src/report/formats.ts';
import type { Report } from '../../src/report/report.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import * as r from '../records.ts';

const { MS } = r;
const shell = r.process(60, 'sh -c app||true');
const dead = r.segfaulted({ ancestors: [shell, ...r.jobRoot] });
const below = { ...dead, ancestors: [r.process(61, '/usr/bin/supervisord'), ...r.jobRoot] };

const hidden = {
  replaced: [
    [below, r.start(r.process(501, '/usr/bin/app --serve'), below)],
    ['supervisord (pid 61)', '3 ms'],
  ],
  swallowed: [[dead, r.end(shell, dead.at + 5 * MS)], ['sh (pid 60) took no notice and ended with 0, 5 ms later']],
  'swallowed by a retry': [
    [dead, r.start(r.process(501, '/usr/bin/app --serve'), dead, { ancestors: dead.ancestors }), r.end(shell, dead.at + 5 * MS)],
    ['sh (pid 60) ran it again and ended with 0, 5 ms later'],
  ],
  'tests-passed': [[dead], ['the run went on and passed']],
} as const;

const renderers: Readonly<Record<string, (report: Report, place: null) => string>> = {
  ...formats,
  terminal: report => renderTerminal(report, { colour: false, width: 200, recordPath: null }),
  annotations: report =>
    annotationsOf(report, null)
      .map(({ message }) => message)
      .join('\n'),
};

/** Without what Markdown, HTML, XML and JSON put between the words. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/&#x?[0-9a-f]+;|&\w+;/gi, entity => entities[entity] ?? ' ')
    .replace(/\\(?=[^\w\s])/g, '')
    .replaceAll('`', '');
const entities: Readonly<Record<string, string>> = { '&#40;': '(', '&#41;': ')' };

test.each(Object.keys(hidden) as (keyof typeof hidden)[])('%s', masked => {
  const [records, words] = hidden[masked];
  const report = analyse(r.recording([...r.job(), ...records]));
  expect(report.incidents).toMatchObject([{ masked: masked.split(' ')[0] }]);
  for (const [format, render] of Object.entries(renderers)) {
    const text = plain(render(report, null));
    for (const word of words) expect(text, format).toContain(word);
    if (words[0].includes('ran it again')) expect(text, format).not.toContain('took no notice');
  }
});
