/** What a few records come to. */
import type { Ancestor, BpfRecord } from 'bpf-linux';
import { expect } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { ReportIncident } from '../../src/report/report.ts';
import * as r from '../records.ts';

export const incidents = (records: readonly BpfRecord[]): readonly ReportIncident[] => analyse(r.recording([...r.job(), ...records])).incidents;

export function only(records: readonly BpfRecord[]): ReportIncident {
  const found = incidents(records);
  expect(found.map(({ title }) => title)).toHaveLength(1);
  return found[0]!;
}

/** The ancestors of a child of this process, which is the job's own child. */
export const below = (parent: Ancestor) => [parent, ...r.jobRoot];
