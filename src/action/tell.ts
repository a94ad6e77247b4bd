/** A report → everything that can tell it: log, annotations, summary, outputs, files, comment and check run. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STDOUT, write } from '../commands/streams.ts';
import { makeFolder } from '../folder.ts';
import type { PublishInputs } from '../inputs.ts';
import { type ReportFiles, writeFiles } from '../publish/files.ts';
import type { Notice } from '../publish/notice.ts';
import { publishPullRequest } from '../publish/pull-request.ts';
import { annotate, log, publishRunner, type Runner } from '../publish/runner.ts';
import { readWorkflowRun } from '../publish/workflow-run.ts';
import { annotationsOf, type Place } from '../report/annotations.ts';
import { type FileFormat, formats } from '../report/formats.ts';
import type { Report } from '../report/report.ts';
import { renderSummary } from '../report/summary.ts';
import { renderTerminal } from '../report/terminal.ts';
import { findPlace } from './place.ts';
import { isFailing } from './result.ts';

export const runner: Runner = { environment: process.env, write: text => write(STDOUT, text) };

/** Of the action: dist/ lies in it, and src/ too. */
const ACTION = resolve(fileURLToPath(new URL('..', import.meta.url)), import.meta.url.endsWith('.ts') ? '..' : '.');

const names: Readonly<Record<FileFormat, string>> = {
  json: 'report.json',
  markdown: 'report.md',
  junit: 'junit.xml',
  sarif: 'report.sarif',
  html: 'report.html',
};

export interface Telling {
  readonly report: Report;
  readonly inputs: PublishInputs;
  /** For the files; null: there is no folder to write into. */
  readonly folder: string | null;
  /** The record, to be named; null: there is none. */
  readonly record: string | null;
  /** Outputs are lost in a post step; elsewhere they are set. */
  readonly outputs: boolean;
}

/** Whether the verdict fails the step. Never throws because something could not be told. */
export async function tell({ report, inputs, folder, record, outputs }: Telling): Promise<boolean> {
  const failing = isFailing(report, inputs);
  const place = findPlace(process.env, ACTION);
  const written = folder === null ? { paths: {}, notices: [] } : writeReports(folder, report, place, inputs.formatFiles);
  log(renderTerminal(report, { colour: true, width: 120, recordPath: record }), runner);
  const notices = [
    ...written.notices,
    ...publishRunner(
      {
        annotations: inputs.annotations ? annotationsOf(report, place) : [],
        summary: inputs.summary ? limits => renderSummary(report, limits) : null,
        outputs: outputs ? outputsOf(report, written.paths, record) : {},
      },
      runner,
    ),
    ...(await tellPullRequest(report, inputs, failing, place)),
  ];
  annotate(notices, runner);
  if (failing && !inputs.annotations) runner.write('::error title=crash-gate::The gate failed; the log of this step says why.\n');
  return failing;
}

async function tellPullRequest(
  report: Report,
  { token, comment, checkRun, matrix }: PublishInputs,
  failing: boolean,
  place: ReturnType<typeof findPlace>,
): Promise<readonly Notice[]> {
  const run = readWorkflowRun(process.env, matrix);
  if (run === null || token === '') return [];
  return publishPullRequest({ report, failing, run, token, comment, checkRun, place });
}

function writeReports(folder: string, report: Report, place: Place | null, wanted: readonly FileFormat[]): ReturnType<typeof writeFiles> {
  try {
    makeFolder(folder);
  } catch {
    // Each file says why it can't be written.
  }
  const files: ReportFiles = Object.fromEntries(wanted.map(format => [names[format], formats[format](report, place)]));
  return writeFiles(folder, files);
}

function outputsOf(report: Report, paths: Readonly<Record<string, string>>, record: string | null): Readonly<Record<string, string>> {
  return {
    verdict: report.verdict,
    incidents: String(report.incidents.length),
    'error-count': String(report.incidents.filter(({ level }) => level === 'error').length),
    record: record ?? '',
    report: paths[names.json] ?? '',
    files: JSON.stringify(Object.values(paths)),
  };
}
