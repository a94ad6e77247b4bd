/** failure.h and failure.ts: every exit status that the tracer gives has its own explanation. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainEnding } from '../../bpf/failure.ts';

const header = readFileSync(new URL('../../bpf/failure.h', import.meta.url), 'utf8');
const statuses = [...header.matchAll(/^\s*(FAILURE_\w+) = (\d+),/gm)].map(([, name, status]) => ({ name, status: Number(status) }));
const kindOf = (status: number) => explainEnding({ status, signal: null, refused: null, output: [] }, '/tracer').kind;

test('there are statuses to compare', () => expect(statuses.length).toBeGreaterThan(5));

test.each(statuses)('$name ($status) is explained', ({ status }) => expect(kindOf(status)).not.toBe('died'));

test('each in its own way', () => expect(new Set(statuses.map(({ status }) => kindOf(status))).size).toBe(statuses.length));

test('any other status is an unexpected end', () => {
  const known = statuses.map(({ status }) => status);
  for (let status = 0; status < 256; status++) if (!known.includes(status)) expect(kindOf(status)).toBe('died');
});
