import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording } from 'bpf-linux';
import { expect } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { Report } from '../../src/report/report.ts';
import { noRules } from '../../src/rules/rule.ts';
import { readRules } from '../../src/rules/user/read.ts';
import * as r from '../records.ts';
import { stories } from './stories.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Compares with a file that people can read; UPDATE_GOLDEN=1 writes it anew. */
export function expectGolden(name: string, text: string): void {
  const file = join(fixtures, 'reports', name);
  if (process.env.UPDATE_GOLDEN !== undefined) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

/** A real recording of fixtures/records, judged. */
export const recorded = (name: string): Report => analyse(parseRecording(readFileSync(join(fixtures, 'records', `${name}.ndjson`), 'utf8')));

/** A story of stories.ts, judged. */
export function told(name: string): Report {
  const { records, trailer, rules } = stories[name]!;
  return analyse(r.recording(records, { trailer: trailer ?? {} }), rules === undefined ? noRules : readRules(rules, '.github/crash-gate.yml'));
}
