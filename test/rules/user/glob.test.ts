import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob, type Glob, isGlob, literalGlob } from '../../../src/rules/user/glob.ts';

const matches = (glob: string, text: string): boolean => {
  const compiled = compileGlob(glob);
  if (!isGlob(compiled)) throw new Error(compiled.wrong);
  return compiled.matches(text);
};

test.each([
  ['nginx', 'nginx', 'nginx2 xnginx Nginx'],
  ['*', 'x /a/b', ''],
  ['/usr/*/nginx', '/usr/sbin/nginx /usr/local/sbin/nginx', '/usr/nginx /opt/usr/sbin/nginx'],
  ['**/nginx', '/nginx /a/b/nginx', 'nginx'],
  ['a?c', 'abc a/c', 'ac abbc'],
  ['[a-c]x', 'ax bx', 'dx a x -x'],
  ['[!a-c]x', 'dx -x', 'ax'],
  ['[^a-c]x', 'dx -x', 'ax'],
  ['[a^]', 'a ^', 'b'],
  ['[]a]', '] a', 'b'],
  ['[^]]', 'a', ']'],
  ['[\\]a]', '] a', '\\ b ]a]'],
  ['[a\\-c]', 'a - c', 'b \\'],
  ['[a-]', 'a -', 'b'],
  ['[🎉-🎊]', '🎉 🎊', '🎋 a 🎉🎉'],
  ['*[!🎉]', 'a x🎊 🎉a', '🎉 a🎉'],
  ['?', 'a 🎉 é', 'ab 🎉🎉'],
  ['*?🎉', '🎉🎉 a🎉', '🎉'],
  ['a?*?b', 'a🎉🎉b axxb', 'a🎉b'],
  ['[\ue000-🎉]', '\uffff 🎉', 'a \ud83d'],
  ['[!]]', 'a', ']'],
  ['a\\*b', 'a*b', 'axb'],
  ['a\\[b', 'a[b', 'ab'],
  ['*a*b', 'ab xaxb aab', 'ba a'],
  ['ab*ba', 'abba abxba', 'aba'],
  ['*.so.?', 'x.so.1', 'x.so.12'],
])('%s', (glob, yes, no) => {
  for (const text of yes.split(' ')) expect([glob, text, matches(glob, text)]).toEqual([glob, text, true]);
  for (const text of no.split(' ').filter(word => word !== '')) expect([glob, text, matches(glob, text)]).toEqual([glob, text, false]);
});

test('a star is nothing, too, and crosses spaces and lines', () => {
  expect(matches('a*', 'a')).toBe(true);
  expect(matches('*--port*', 'app --x\n--port 80 é')).toBe(true);
});

test.each([
  ['{a,b}', 'braces'],
  ['!(a)', 'extended globs'],
  ['a@(b)', 'extended globs'],
  ['!a', 'does not negate'],
  ['[a', "'[' without its ']'"],
  ['[]', "'[' without its ']'"],
  ['[^]', "'[' without its ']'"],
  ['[a\\]', "'[' without its ']'"],
  ['[z-a]', 'its range z-a runs backwards'],
  ['[🎊-🎉]', 'its range 🎊-🎉 runs backwards'],
  ['x[[:alpha:]]', '[:alpha:] is no part of these globs'],
  ['[![=a=]]', '[=a=] is no part of these globs'],
  ['a\\', 'lone backslash'],
])('%s can not be misread in silence', (glob, wrong) => {
  const compiled = compileGlob(glob);
  expect(isGlob(compiled) ? null : compiled.wrong).toContain(wrong);
});

test('what is refused comes with what to write', () => {
  const fix = (glob: string) => (compileGlob(glob) as { readonly fix?: string }).fix;
  expect(fix('[[:digit:]_]')).toBe('Write [0-9], with whatever else the set holds');
  expect(fix('[[:punct:]]')).toBe('Write the characters themselves');
  expect(fix('[z-a]')).toBe('Write a-z');
});

test('a text is as long as the bytes that it stands for', () => {
  expect(['', 'a', 'é', '🎉', '\udcff\udc80', '*a?[é]'].map(glob => (compileGlob(glob) as Glob).least)).toEqual([0, 1, 2, 4, 2, 3]);
});

describe('whatever there is', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', '*', '?', '[', ']', '!', '-', '\\', '/', ' ', '\n', '\ud83d', '\udcff', '(', '{', '+', '@', '.'),
  });

  test('a literal glob matches its text and no other', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(matches(literalGlob(one), one)).toBe(true);
        expect(matches(literalGlob(one), other)).toBe(one === other);
      }),
    );
  });

  test('it agrees with a regular expression, which it is not', () => {
    const glob = fc
      .array(fc.constantFrom('a', 'b', '/', '🎉', '*', '?', '[ab]', '[!a]', '[^a]', '\\*'), { maxLength: 8 })
      .map(parts => parts.join(''));
    const sample = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '🎉', '🎊'), maxLength: 10 });
    fc.assert(
      fc.property(glob, sample, (source, subject) => {
        const expression = source.replace(
          /\\\*|\[[!^]a\]|\[ab\]|[*?/]/g,
          part => ({ '\\*': '\\*', '[!a]': '[^a]', '[^a]': '[^a]', '[ab]': '[ab]', '*': '[^]*', '?': '[^]', '/': '\\/' })[part]!,
        );
        expect(matches(source, subject)).toBe(new RegExp(`^${expression}$`, 'u').test(subject));
      }),
      { numRuns: 3000 },
    );
  });
});

test('no text makes it explode', () => {
  // A backtracking expression would go through 10^50 ways here, and more than the age of the universe.
  const hostile = `${'a'.repeat(1_000_000)}!`;
  expect(matches('*a*a*a*a*a*a*a*a*a*a*b', hostile)).toBe(false);
  expect(matches(`${'*a?'.repeat(100)}*b`, hostile.slice(-20_000))).toBe(false);
  expect(matches(`${'*[ab]'.repeat(100)}*`, hostile)).toBe(true);
  expect(matches(`*${'a'.repeat(200)}b*`, hostile)).toBe(false);
});
