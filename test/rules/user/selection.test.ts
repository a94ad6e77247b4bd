import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAll } from '../../../src/analyse.ts';
import { compileRule } from '../../../src/rules/user/compile.ts';
import { compileGlob, isGlob } from '../../../src/rules/user/glob.ts';
import { GlobSet, hasBit, newBits } from '../../../src/rules/user/globset.ts';
import { keyNames, keys } from '../../../src/rules/user/keys.ts';
import { createFirstMatch } from '../../../src/rules/user/selection.ts';
import type { Condition } from '../../../src/rules/user/spec.ts';
import type { KeyName } from '../../../src/rules/user/subject.ts';

const folder = join(import.meta.dirname, '../../../fixtures/records');
const contexts = readdirSync(folder)
  .filter(name => name.endsWith('.ndjson'))
  .flatMap(name => {
    const recording = parseRecording(readFileSync(join(folder, name), 'utf8'));
    return [...decideAll(recording, [])].map(({ context }) => context);
  });

/** What is really there, so that rules match now and then. */
const seen = (name: KeyName): readonly string[] => [
  ...new Set(
    contexts.flatMap(({ subject }) =>
      subject.get(name).flatMap(value => (typeof value === 'string' ? [value] : [value.path ?? 'x', ...value.names])),
    ),
  ),
];

/** A text, some of it behind stars and question marks. */
function globOf(text: string, from: number, to: number, kind: number): string {
  const plain = text.replace(/[\\*?[\]{}()!]/g, '?');
  const [start, end] = [Math.min(from, to) % (plain.length + 1), Math.max(from, to) % (plain.length + 1)];
  return [
    plain,
    `${plain.slice(0, start)}*`,
    `*${plain.slice(start, end)}*`,
    `*${plain.slice(end)}`,
    `${plain.slice(0, start)}?*${plain.slice(end)}`,
  ][kind]!;
}

const condition = (name: KeyName): fc.Arbitrary<Condition> =>
  fc.tuple(fc.constantFrom(...seen(name), 'absent'), fc.nat(40), fc.nat(40), fc.nat(4)).map(([text, from, to, kind]) => {
    const isNumber = keys[name].kind === 'number';
    const written = isNumber ? String(Number(text) || 1) : globOf(text, from, to, kind);
    const glob = compileGlob(written);
    if (!isGlob(glob)) throw new Error(glob.wrong);
    return { text: written, glob, range: isNumber ? [Number(written), Number(written) + (from % 3)] : null };
  });

const match = fc
  .uniqueArray(fc.constantFrom(...keyNames), { minLength: 1, maxLength: 3 })
  .chain(names =>
    fc
      .tuple(...names.map(name => fc.array(condition(name), { minLength: 1, maxLength: 3 })))
      .map(lists => new Map(names.map((name, index) => [name, lists[index]!]))),
  );

test('asked all at once, the same rule is the first as asked one by one', () => {
  let matched = 0;
  fc.assert(
    fc.property(fc.array(match, { maxLength: 80 }), matches => {
      const rules = matches.map((one, index) =>
        compileRule({ match: one, outcome: { kind: 'level', level: 'notice' }, reason: 'r', line: index + 1 }, 'x'),
      );
      const first = createFirstMatch(rules);
      for (const context of contexts.slice(0, 300)) {
        const expected = rules.find(rule => rule.matches(context)) ?? null;
        expect(first(context.subject)).toBe(expected);
        if (expected !== null) matched++;
      }
    }),
    { numRuns: 60 },
  );
  expect(matched).toBeGreaterThan(100);
});

test('no text makes many globs slow', () => {
  const globs = Array.from({ length: 1000 }, (_, index) => compileGlob(`*aaa*${index}b`)).filter(isGlob);
  const set = new GlobSet(globs.map((glob, bit) => ({ glob, bit })));
  const asked: string[] = [];
  const spied = new GlobSet([{ glob: { ...globs[0]!, matches: text => asked.push(text) > 0 }, bit: 0 }]);
  spied.match(`${'aaa'.repeat(1000)}0b`, newBits(1));
  // Once, however often its piece is there.
  expect(asked).toHaveLength(1);
  const found = newBits(globs.length);
  set.match(`${'a'.repeat(100_000)}77b`, found);
  expect(globs.flatMap((_, bit) => (hasBit(found, bit) ? [bit] : []))).toEqual([7, 77]);
});
