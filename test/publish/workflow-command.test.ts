import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationCommand, inertLog } from '../../src/publish/workflow-command.ts';
import type { Annotation } from '../../src/report/annotations.ts';
import { readOutput } from './runner.ts';

/** Text that looks for the gaps between the parsers, and any text at all. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '::',
      '::error::',
      '##[error]',
      '##[add-path]',
      '%',
      '%0A',
      '%25',
      '%3A',
      '\r',
      '\n',
      '\r\n',
      ':',
      ',',
      '=',
      ';',
      ']',
      ' ',
      '::stop-commands::x',
      '\u2028',
      '\0',
      '…',
    ),
    fc.string({ unit: 'binary' }),
  ),
  { maxLength: 12 },
);
const text = hostile.map(parts => parts.join(''));
/** As UTF-8 has it: halves of surrogate pairs don't survive any file or pipe. */
const encoded = (value: string): string => Buffer.from(value).toString('utf8');

const annotation: fc.Arbitrary<Annotation> = fc.record(
  { level: fc.constantFrom('error', 'warning', 'notice'), title: text, message: text, file: text, line: fc.integer({ min: 1, max: 99_999 }) },
  { requiredKeys: ['level', 'title', 'message'] },
);

test('any annotation comes out as exactly one command with exactly these texts', () => {
  fc.assert(
    fc.property(annotation, given => {
      const { commands, log } = readOutput(encoded(annotationCommand(given)));
      expect(log).toEqual([]);
      expect(commands).toHaveLength(1);
      const [command] = commands;
      expect(command).toMatchObject({ name: given.level, data: encoded(given.message) });
      expect(Object.keys(command?.properties ?? {}).filter(key => !['title', 'file', 'line'].includes(key))).toEqual([]);
      // The runner trims the properties as a whole; a title that begins with '=' gets a space before it.
      expect(command?.properties.title?.trim() ?? '').toBe(encoded(given.title).trim());
      if (given.file) expect(command?.properties.file?.trim() ?? '').toBe(encoded(given.file).trim());
      if (given.file && given.line) expect(command?.properties.line).toBe(String(given.line));
    }),
    { numRuns: 2000 },
  );
});

test('what the runner would cut is cut before, with a sign of it', () => {
  const long = annotationCommand({ level: 'error', title: 't'.repeat(300), message: `${'m'.repeat(4094)}😀😀` });
  const [command] = readOutput(long).commands;
  expect(command?.data).toBe(`${'m'.repeat(4094)}…`);
  expect(command?.properties.title).toBe(`${'t'.repeat(254)}…`);
});

test('a line belongs to a file', () => {
  expect(annotationCommand({ level: 'notice', title: 't', message: 'm', line: 3 })).toBe('::notice title=t::m\n');
});

test('any text in the log stays text, and commands work again behind it', () => {
  fc.assert(
    fc.property(text, given => {
      const { commands, log } = readOutput(`${encoded(inertLog(given))}::notice::after\n`);
      expect(commands).toEqual([{ name: 'notice', properties: {}, data: 'after' }]);
      const lines = encoded(given.endsWith('\n') ? given : `${given}\n`).split(/\r\n|\r|\n/);
      expect(log).toEqual(lines.slice(0, -1));
    }),
    { numRuns: 2000 },
  );
});

test('the parser of these tests acts on what it must act on', () => {
  const { commands } = readOutput(
    ' ::error title=a%2Cb,line=3::x%0Ay\ntext ##[add-path key=v]/p\n::unknown::x\n::stop-commands::T\n::error::no\n::T::\n::notice::yes\n',
  );
  expect(commands).toEqual([
    { name: 'error', properties: { title: 'a,b', line: '3' }, data: 'x\ny' },
    { name: 'add-path', properties: { key: 'v' }, data: '/p' },
    { name: 'notice', properties: {}, data: 'yes' },
  ]);
});
