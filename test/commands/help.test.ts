/** What --help says is what the options are. */
import { describe, expect, test } from 'vitest';
import { help } from '../../src/commands/help.ts';
import { accepted, options } from '../../src/options.ts';

describe.each(Object.entries(accepted))('%s', (command, names) => {
  const text = help(command as keyof typeof accepted);

  test.each(names)('--%s', name => {
    const values: readonly string[] | null = options[name];
    expect(text).toContain(values === null || values.length === 0 ? `--${name} ` : `--${name} ${choicesOf(text, name, values)}`);
  });

  test('and no others', () => {
    const told = [...text.matchAll(/--([a-z-]+)/g)].map(([, name]) => name);
    expect(told.filter(name => !(names as readonly string[]).includes(name as string))).toEqual([]);
  });
});

/** rules and doctor know fewer formats. */
const choicesOf = (text: string, name: string, values: readonly string[]): string =>
  name === 'format' && /--format terminal\|json[\]\n]/.test(text) ? 'terminal|json' : values.join('|');

test('stop without start: the help tells the status that it has', () => {
  expect(help('stop')).toContain('2 usage, or no watch was begun in DIR');
});
