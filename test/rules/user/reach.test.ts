import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob, type Glob } from '../../../src/rules/user/glob.ts';
import { wrong } from './wrong.ts';

describe('a rule that never decides', () => {
  const two = (first: string, second: string): readonly string[] =>
    wrong(`rules:\n${[first, second].map(text => `  - {match: ${text}, level: error, reason: x}\n`).join('')}`);

  test.each([
    ['{exe: a}', '{exe: a}'],
    ['{exe: a}', '{exe: a, cause: fault}'],
    ['{exe: [a, b]}', '{exe: b}'],
    ['{exe: "n*"}', '{exe: [nginx, node]}'],
    ['{exe: nginx}', '{exe: /usr/sbin/nginx}'],
    ['{exit-code: "1-9"}', '{exit-code: [3, "5-7"], exe: a}'],
    ['{argv: "*--x*"}', '{argv: "app --x"}'],
    ['{argv: "*--x*"}', '{argv: "*app*--x?*"}'],
    ['{exe: "/opt/*"}', '{exe: "/opt/shop/*"}'],
    ['{exe: "a*"}', '{exe: "ab*c"}'],
    ['{cause: [fault, abort, oom, killed, signal, limit, exit, unknown]}', '{exe: a}'],
    ['{masked: [replaced, swallowed, tests-passed, no]}', '{exe: a}'],
    ['{comm: "*", signature: "**"}', '{exe: a}'],
  ])('%s takes all of %s', (first, second) => {
    expect(two(first, second)).toEqual([
      '3:5: this rule never decides: the one in line 2 comes first and matches all that it matches. Remove one of them, or put the narrower one first',
    ]);
  });

  test.each([
    ['{exe: a, cause: fault}', '{exe: a}'],
    ['{exe: a}', '{exe: [a, b]}'],
    ['{exe: /usr/sbin/nginx}', '{exe: nginx}'],
    ['{exe: a}', '{comm: a}'],
    ['{cause: [fault, abort, oom, killed, signal, limit, exit]}', '{exe: a}'],
    ['{exe: "*"}', '{comm: a}'],
    ['{signal: "*"}', '{comm: a}'],
    ['{exit-code: "1-9"}', '{exit-code: "5-10"}'],
    ['{exe: "a?*"}', '{exe: "a*"}'],
    ['{exe: "a??"}', '{exe: "a?"}'],
    ['{exe: "a*b*"}', '{exe: "a*"}'],
    ['{exe: "nginx*"}', '{exe: "/usr/sbin/nginx*"}'],
  ])('%s leaves something to %s', (first, second) => expect(two(first, second)).toEqual([]));
});

test('a rule that is said never to decide leaves nothing that it could', () => {
  const glob = fc.array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 6 }).map(parts => parts.join(''));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  let covered = 0;
  fc.assert(
    fc.property(glob, glob, fc.array(text, { minLength: 30, maxLength: 30 }), (wide, narrow, texts) => {
      const [first, second] = [wide, narrow].map(source => compileGlob(source)) as [Glob, Glob];
      const rules = [wide, narrow].map(source => `  - {match: {argv: "${source}"}, level: error, reason: x}\n`).join('');
      if (wrong(`rules:\n${rules}`).length === 0) return;
      covered++;
      for (const one of texts) if (second.matches(one)) expect([wide, narrow, one, first.matches(one)]).toEqual([wide, narrow, one, true]);
    }),
    { numRuns: 2000 },
  );
  expect(covered).toBeGreaterThan(50);
});
