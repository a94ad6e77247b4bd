/** The action's inputs → checked values, or one precise complaint. action.yml and check/action.yml describe them. */
import { getInput } from '@actions/core';
import { InputError } from './errors.ts';
import type { Scope } from './job.ts';
import { type FileFormat, formats } from './report/formats.ts';
import type { Gate } from './settings.ts';

/** Whether, and how loudly, results are told. */
export interface PublishInputs {
  readonly gate: Gate;
  readonly onUnsupported: 'fail' | 'warn';
  /** null: a fresh folder under RUNNER_TEMP. */
  readonly out: string | null;
  readonly formatFiles: readonly FileFormat[];
  /** A file; null: what the repository has. */
  readonly rules: string | null;
  /** YAML; empty: none. */
  readonly rulesInline: string;
  readonly annotations: boolean;
  readonly summary: boolean;
  readonly comment: boolean;
  readonly checkRun: boolean;
  /** Empty: nothing is told beside the log, the annotations and the summary. */
  readonly token: string;
  /** `toJSON(matrix)`: which of the jobs of a matrix this is. */
  readonly matrix: string;
}

export interface Inputs extends PublishInputs {
  /** A command to watch in this very step; null: everything from this step on. */
  readonly run: string | null;
  /** What counts; null: as fits the machine. */
  readonly scope: Scope | null;
}

export function readInputs(): Inputs {
  return {
    gate: choice('gate', ['fail', 'annotate', 'off']),
    onUnsupported: choice('on-unsupported', ['warn', 'fail']),
    out: getInput('out') || null,
    formatFiles: fileFormats(),
    ...ruleInputs(),
    annotations: flag('annotations', true),
    summary: flag('summary', true),
    comment: flag('comment', true),
    checkRun: flag('check-run', true),
    token: getInput('token'),
    matrix: getInput('matrix'),
    scope: getInput('scope') === '' ? null : choice<Scope>('scope', ['machine', 'job']),
    run: getInput('run', { trimWhitespace: false }).trim() === '' ? null : getInput('run', { trimWhitespace: false }),
  };
}

/** check judges what there is so far, and doesn't speak for the whole job: no comment, no check run. */
export function readCheckInputs(): PublishInputs {
  return {
    gate: choice('gate', ['annotate', 'fail']),
    onUnsupported: choice('on-unsupported', ['warn', 'fail']),
    out: getInput('out') || null,
    formatFiles: fileFormats(),
    ...ruleInputs(),
    annotations: flag('annotations', false),
    summary: flag('summary', false),
    comment: false,
    checkRun: false,
    token: '',
    matrix: '',
  };
}

const ruleInputs = () => ({ rules: getInput('rules') || null, rulesInline: getInput('rules-inline', { trimWhitespace: false }) });

/** The first one is what an empty input means. */
function choice<T extends string>(name: string, values: readonly [T, ...T[]]): T {
  const given = getInput(name);
  if (given === '') return values[0];
  const found = values.find(value => value === given);
  if (found !== undefined) return found;
  throw new InputError(
    `the input '${name}' is one of ${values.join(', ')}, not '${given}'`,
    `Correct "${name}:" where the workflow uses crash-gate.`,
  );
}

function flag(name: string, otherwise: boolean): boolean {
  const given = getInput(name).toLowerCase();
  if (given === '') return otherwise;
  if (given === 'true' || given === 'false') return given === 'true';
  throw new InputError(`the input '${name}' is true or false, not '${given}'`, `Correct "${name}:" where the workflow uses crash-gate.`);
}

function fileFormats(): readonly FileFormat[] {
  const known = Object.keys(formats) as FileFormat[];
  const names = (getInput('format-files') || 'json').split(/[\s,]+/).filter(name => name !== '' && name !== 'none');
  return [...new Set(names)].map(name => {
    const found = known.find(format => format === name);
    if (found !== undefined) return found;
    throw new InputError(
      `the input 'format-files' lists ${known.join(', ')} (or is none), but not '${name}'`,
      'Correct "format-files:" where the workflow uses crash-gate.',
    );
  });
}
