import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The way of the data: a file may import from its own stage and from earlier ones. */
const stages: readonly (readonly [stage: string, files: RegExp])[] = [
  ['bpf', /^bpf\//],
  ['job', /^src\/job\.ts$/],
  ['crash', /^src\/crash\//],
  ['incident', /^src\/incident\//],
  ['rules', /^src\/rules\//],
  ['verdict', /^src\/verdict\//],
  ['report', /^src\/report\//],
  ['analyse', /^src\/(?:analyse|chapters|live)\.ts$/],
  ['errors', /^src\/errors\.ts$/],
  ['publish', /^src\/publish\//],
  ['entries', /^src\//],
];

const root = resolve(import.meta.dirname, '..');
const stageOf = (file: string): number => stages.findIndex(([, files]) => files.test(file));

const sources = ['bpf', 'src'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.includes('node_modules'))
    .map(file => `${folder}/${file}`),
);

/** What a file imports from this repository, as paths from its root. */
function importsOf(file: string): readonly string[] {
  const found = [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1] as string);
  return found
    .filter(name => name.startsWith('.') || name === 'bpf-linux')
    .map(name => (name === 'bpf-linux' ? 'bpf/index.ts' : relative(root, resolve(root, dirname(file), name))));
}

test.each(sources)('%s imports only from its own stage and earlier ones', file => {
  const later = importsOf(file).filter(imported => stageOf(imported) > stageOf(file) || stageOf(imported) === -1);
  expect(later).toEqual([]);
});

test('bpf-linux never imports the gate, and the judgement takes only types from it', () => {
  expect(
    sources
      .filter(file => file.startsWith('bpf/'))
      .flatMap(importsOf)
      .filter(file => !file.startsWith('bpf/')),
  ).toEqual([]);
  const analyse = stages.findIndex(([stage]) => stage === 'analyse');
  const judgement = sources.filter(file => stageOf(file) > 0 && stageOf(file) <= analyse);
  const loaded = judgement.filter(file => /^import (?!type )[^;]*from 'bpf-linux'/m.test(readFileSync(join(root, file), 'utf8')));
  expect(loaded).toEqual([]);
  // Pure: no file, network, process or clock.
  const effects = judgement.filter(file =>
    /from 'node:(?!crypto)|\bDate\.now\(|new Date\(\)|process\.(?:env|stdout|stderr|exit|hrtime)/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(effects).toEqual([]);
});
