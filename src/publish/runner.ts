/** What the runner itself takes: annotations, the job summary, outputs, and state for the post step. */
import { appendFileSync, statSync } from 'node:fs';
import { reasonOf } from '../errors.ts';
import type { Annotation } from '../report/annotations.ts';
import { keyValue } from './file-command.ts';
import type { Notice } from './notice.ts';
import { annotationCommand, inertLog } from './workflow-command.ts';

/** The way to the runner. */
export interface Runner {
  readonly environment: NodeJS.ProcessEnv;
  /** To stdout, where the runner reads commands. */
  readonly write: (text: string) => void;
}

export interface RunnerPublication {
  /** The runner keeps ten of each level. */
  readonly annotations: readonly Annotation[];
  /** Markdown of at most so many bytes; null when it isn't wanted. */
  readonly summary: ((limits: { readonly bytes: number }) => string) | null;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A bigger file is not shown at all: the runner says "upload aborted" and the page stays empty. */
const SUMMARY_LIMIT = 1024 * 1024;

export function publishRunner({ annotations, summary, outputs }: RunnerPublication, runner: Runner): readonly Notice[] {
  annotate(annotations, runner);
  const failures = [summary === null ? null : addSummary(summary, runner), setOutputs(outputs, runner)];
  return failures.filter(notice => notice !== null);
}

export function annotate(annotations: readonly Annotation[], runner: Runner): void {
  runner.write(annotations.map(annotationCommand).join(''));
}

/** Lines of a report in the step's log. They may hold names and arguments of anybody. */
export const log = (text: string, runner: Runner): void => runner.write(inertLog(text));

export const setOutputs = (outputs: Readonly<Record<string, string>>, runner: Runner): Notice | null =>
  keep('GITHUB_OUTPUT', 'outputs', outputs, runner);

/** The post step finds each as STATE_<name>. */
export const saveState = (state: Readonly<Record<string, string>>, runner: Runner): Notice | null => keep('GITHUB_STATE', 'state', state, runner);

function keep(variable: string, what: string, values: Readonly<Record<string, string>>, runner: Runner): Notice | null {
  const text = Object.entries(values)
    .map(([name, value]) => keyValue(name, value))
    .join('');
  return text === '' ? null : append(variable, `the ${what}`, () => text, runner);
}

/** A step's summary is one file: what the step wrote before counts too. */
function addSummary(render: (limits: { readonly bytes: number }) => string, runner: Runner): Notice | null {
  const write = (path: string) => {
    const room = SUMMARY_LIMIT - (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
    const text = render({ bytes: Math.max(0, room - 1) });
    if (Buffer.byteLength(text) >= room) throw new Error(`it has more than ${SUMMARY_LIMIT / 1024} KiB`);
    return text.endsWith('\n') ? text : `${text}\n`;
  };
  return append('GITHUB_STEP_SUMMARY', 'the job summary', write, runner);
}

function append(variable: string, what: string, text: (path: string) => string, { environment }: Runner): Notice | null {
  const path = environment[variable];
  if (path === undefined || path === '') return failure(what, `the runner has not set ${variable}`);
  try {
    appendFileSync(path, text(path));
    return null;
  } catch (error) {
    return failure(what, reasonOf(error));
  }
}

const failure = (what: string, why: string): Notice => ({
  level: 'warning',
  title: 'crash-gate: a part of the report is missing',
  message: `Could not write ${what}: ${why}. The verdict stands.`,
});
