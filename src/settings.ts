/** The command line → checked settings, or one precise complaint. Nothing else reads process.argv. */
import { UsageError } from './errors.ts';
import type { Scope } from './job.ts';
import { type CommandName, choice, commandName, split, type Values } from './options.ts';
import type { FileFormat } from './report/formats.ts';

export type Gate = 'fail' | 'annotate' | 'off';
export type Format = 'terminal' | FileFormat;

export type Settings =
  | RunSettings
  | StartSettings
  | StopSettings
  | ReportSettings
  | RulesSettings
  | DoctorSettings
  | HelpSettings
  | { readonly command: 'none' }
  | { readonly command: 'version' };

export interface RunSettings {
  readonly command: 'run';
  /** null: as fits the machine. */
  readonly scope: Scope | null;
  readonly argv: readonly [string, ...string[]];
  readonly gate: Gate;
  readonly format: Format;
  /** null: a fresh directory, removed again when there is nothing to see. */
  readonly out: string | null;
  readonly onUnsupported: 'fail' | 'warn';
  /** null: what the repository has. */
  readonly rules: string | null;
}

/** The two halves of `run`: `out` is where the second one finds the first one's watch. */
export interface StartSettings {
  readonly command: 'start';
  /** null: as fits the machine. */
  readonly scope: Scope | null;
  readonly out: string;
  readonly onUnsupported: 'fail' | 'warn';
  readonly rules: string | null;
}

export interface StopSettings {
  readonly command: 'stop';
  readonly gate: Gate;
  readonly format: Format;
  readonly out: string;
  readonly onUnsupported: 'fail' | 'warn';
  /** In GitHub's words. */
  readonly jobStatus: 'unknown' | 'success' | 'failure' | 'cancelled';
  readonly rules: string | null;
}

export interface ReportSettings {
  readonly command: 'report';
  readonly files: readonly string[];
  /** null: as was asked for when the watch began. */
  readonly scope: Scope | null;
  readonly gate: Gate;
  readonly format: Format;
  readonly rules: string | null;
}

/** check: what is wrong with FILE, and with records what it decides. suggest: rules that accept what the records tell. */
export interface RulesSettings {
  readonly command: 'rules';
  readonly mode: 'check' | 'suggest';
  /** null: what the repository has. */
  readonly file: string | null;
  readonly records: readonly string[];
  readonly format: 'terminal' | 'json';
}

export interface DoctorSettings {
  readonly command: 'doctor';
  readonly format: 'terminal' | 'json';
}

export interface HelpSettings {
  readonly command: 'help';
  readonly topic: CommandName | null;
}

/** Of start and stop, in the working directory. */
export const WATCH_FOLDER = '.crash-gate';

export function parseSettings(argv: readonly string[]): Settings {
  const [first, ...rest] = argv;
  if (first === undefined) return { command: 'none' };
  if (first === '--help' || first === '-h') return { command: 'help', topic: null };
  if (first === '--version' || first === '-V') return { command: 'version' };
  if (first === 'help') return { command: 'help', topic: rest[0] === undefined ? null : commandName(rest[0]) };
  const command = commandName(first);
  const { values, positionals, afterDashes } = split(command, rest);
  if (values === 'help') return { command: 'help', topic: command };
  const gate = choice('gate', values, command);
  const format = choice('format', values, command);
  switch (command) {
    case 'run':
      return {
        command,
        argv: watched(positionals, afterDashes),
        scope: scopeOf(values, command),
        gate,
        format,
        out: values.out ?? null,
        onUnsupported: choice('on-unsupported', values, command),
        rules: values.rules ?? null,
      };
    case 'start':
    case 'stop':
      return halfOf(command, values, [...positionals, ...(afterDashes ?? [])]);
    case 'report':
      return {
        command,
        files: files([...positionals, ...(afterDashes ?? [])], format),
        gate,
        format,
        scope: scopeOf(values, command),
        rules: values.rules ?? null,
      };
    case 'rules':
      return rulesOf([...positionals, ...(afterDashes ?? [])], values, format);
    case 'doctor':
      if (positionals.length > 0) throw new UsageError(`doctor takes no arguments, but got '${positionals[0]}'`, command);
      if (format !== 'terminal' && format !== 'json') throw new UsageError(`doctor's '--format' is one of terminal, json, not '${format}'`, command);
      return { command, format };
  }
}

function halfOf(command: 'start' | 'stop', values: Values, words: readonly string[]): StartSettings | StopSettings {
  if (words.length > 0) throw new UsageError(`${command} takes no arguments, but got '${words[0]}'; crash-gate run watches one command`, command);
  const shared = { out: values.out ?? WATCH_FOLDER, onUnsupported: choice('on-unsupported', values, command), rules: values.rules ?? null };
  if (command === 'start') return { command, ...shared, scope: scopeOf(values, command) };
  const [gate, format] = [choice('gate', values, command), choice('format', values, command)];
  return { command, ...shared, gate, format, jobStatus: choice('job-status', values, command) };
}

function rulesOf(words: readonly string[], values: Values, format: Format): RulesSettings {
  if (format !== 'terminal' && format !== 'json') throw new UsageError(`rules' '--format' is one of terminal, json, not '${format}'`, 'rules');
  if (values.suggest !== undefined) {
    if (words.length === 0) throw new UsageError('there is no recording to suggest rules for: crash-gate rules --suggest RECORD…', 'rules');
    return { command: 'rules', mode: 'suggest', file: null, records: words, format };
  }
  const [first, ...rest] = words;
  const own = first === undefined || first.endsWith('.ndjson');
  return { command: 'rules', mode: 'check', file: own ? null : first, records: own ? words : rest, format };
}

/** What counts has no default of its own. */
const scopeOf = (values: Values, command: CommandName): Scope | null => (values.scope === undefined ? null : choice('scope', values, command));

function watched(before: readonly string[], after: readonly string[] | null): readonly [string, ...string[]] {
  if (before.length > 0) {
    const line = [...before, ...(after === null ? [] : ['--', ...after])].join(' ');
    throw new UsageError(`put "--" before the command: crash-gate run [options] -- ${line}`, 'run');
  }
  const [file, ...rest] = after ?? [];
  if (file === undefined) throw new UsageError('there is no command to watch: crash-gate run [options] -- command…', 'run');
  if (file === '') throw new UsageError('the command to watch is an empty text', 'run');
  return [file, ...rest];
}

/** Formats of which two can't stand in one file. */
const documents: readonly Format[] = ['junit', 'sarif', 'html'];

function files(paths: readonly string[], format: Format): readonly string[] {
  if (paths.length > 1 && documents.includes(format))
    throw new UsageError(`'--format ${format}' makes one document: give it one FILE at a time`, 'report');
  if (paths.length === 0) throw new UsageError('there is no recording to judge: crash-gate report FILE…', 'report');
  return paths;
}
