import type { Recording } from 'bpf-linux';
import { findJob } from './job.ts';
import { REPORT_SCHEMA, type Report } from './report/report.ts';

/** A recording in, a report out. Pure and total: whatever the records hold, it returns. */
export function analyse(recording: Recording): Report {
  const job = findJob(recording.records);
  return {
    schema: REPORT_SCHEMA,
    verdict: 'inconclusive',
    reasons: ['the judgement is not complete yet'],
    watch: {
      complete: false,
      kernel: recording.header?.kernel ?? null,
      startedAt: recording.header?.clock.startedAt ?? null,
      endedAt: null,
      seconds: null,
      processes: recording.trailer?.ended ?? null,
      deaths: 0,
      lost: null,
      hooks: [],
      problems: [],
    },
    command: job === null ? null : { argv: job.argv, exitCode: job.end?.exitCode ?? null, signal: job.end?.signal ?? null },
    incidents: [],
    ignored: [],
  };
}
