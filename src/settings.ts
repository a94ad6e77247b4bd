/** The command line → checked settings, or one precise complaint. Nothing else reads process.argv. */
import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';
import type { Scope } from './job.ts';
import type { FileFormat } from './report/formats.ts';

export type Gate = 'fail' | 'annotate' | 'off';
export type Format = 'terminal' | FileFormat;

export type Settings = RunSettings | StartSettings | StopSettings | ReportSettings | DoctorSettings | HelpSettings | { readonly command: 'version' };

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
}

/** The two halves of `run`: `out` is where the second one finds the first one's watch. */
export interface StartSettings {
  readonly command: 'start';
  /** null: as fits the machine. */
  readonly scope: Scope | null;
  readonly out: string;
  readonly onUnsupported: 'fail' | 'warn';
}

export interface StopSettings {
  readonly command: 'stop';
  readonly gate: Gate;
  readonly format: Format;
  readonly out: string;
  readonly onUnsupported: 'fail' | 'warn';
  /** In GitHub's words. */
  readonly jobStatus: 'unknown' | 'success' | 'failure' | 'cancelled';
}

export interface ReportSettings {
  readonly command: 'report';
  readonly files: readonly string[];
  /** null: as was asked for when the watch began. */
  readonly scope: Scope | null;
  readonly gate: Gate;
  readonly format: Format;
}

export interface DoctorSettings {
  readonly command: 'doctor';
  readonly format: 'terminal' | 'json';
}

export interface HelpSettings {
  readonly command: 'help';
  readonly topic: CommandName | null;
}

export type CommandName = 'run' | 'start' | 'stop' | 'report' | 'doctor';

/** Of start and stop, in the working directory. */
export const WATCH_FOLDER = '.crash-gate';

/** The values that an option takes; null: any text. The first one is the default. */
const options = {
  gate: ['fail', 'annotate', 'off'],
  format: ['terminal', 'json', 'markdown', 'junit', 'sarif', 'html'],
  'on-unsupported': ['fail', 'warn'],
  'job-status': ['unknown', 'success', 'failure', 'cancelled'],
  scope: ['machine', 'job'],
  out: null,
} as const satisfies Readonly<Record<string, readonly string[] | null>>;

type OptionName = keyof typeof options;
type Values = Partial<Record<OptionName, string>>;

const accepted: Readonly<Record<CommandName, readonly OptionName[]>> = {
  run: ['gate', 'format', 'scope', 'out', 'on-unsupported'],
  start: ['scope', 'out', 'on-unsupported'],
  stop: ['gate', 'format', 'out', 'on-unsupported', 'job-status'],
  report: ['gate', 'format', 'scope'],
  doctor: ['format'],
};

const commands = Object.keys(accepted) as CommandName[];

export function parseSettings(argv: readonly string[]): Settings {
  const [first, ...rest] = argv;
  if (first === undefined || first === '--help' || first === '-h') return { command: 'help', topic: null };
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
      };
    case 'start':
    case 'stop':
      return halfOf(command, values, [...positionals, ...(afterDashes ?? [])]);
    case 'report':
      return { command, files: files([...positionals, ...(afterDashes ?? [])], format), gate, format, scope: scopeOf(values, command) };
    case 'doctor':
      if (positionals.length > 0) throw new UsageError(`doctor takes no arguments, but got '${positionals[0]}'`, command);
      if (format !== 'terminal' && format !== 'json') throw new UsageError(`doctor's '--format' is one of terminal, json, not '${format}'`, command);
      return { command, format };
  }
}

function halfOf(command: 'start' | 'stop', values: Values, words: readonly string[]): StartSettings | StopSettings {
  if (words.length > 0) throw new UsageError(`${command} takes no arguments, but got '${words[0]}'; crash-gate run watches one command`, command);
  const shared = { out: values.out ?? WATCH_FOLDER, onUnsupported: choice('on-unsupported', values, command) };
  if (command === 'start') return { command, ...shared, scope: scopeOf(values, command) };
  const [gate, format] = [choice('gate', values, command), choice('format', values, command)];
  return { command, ...shared, gate, format, jobStatus: choice('job-status', values, command) };
}

function commandName(text: string): CommandName {
  const found = commands.find(name => name === text);
  if (found !== undefined) return found;
  if (text.startsWith('-')) throw new UsageError(`the first argument is a command (${commands.join(', ')}), but got '${text}'`, null);
  throw new UsageError(`unknown command '${text}'${suggest(text, commands, name => `'${name}'`)}`, null);
}

interface Arguments {
  readonly values: Values | 'help';
  readonly positionals: readonly string[];
  /** null: no "--" was given. */
  readonly afterDashes: readonly string[] | null;
}

/** Lets node read the tokens and judges them here: its own messages don't know the nearest option. */
function split(command: CommandName, argv: readonly string[]): Arguments {
  const dashes = argv.indexOf('--');
  const own = dashes === -1 ? [...argv] : argv.slice(0, dashes);
  const afterDashes = dashes === -1 ? null : argv.slice(dashes + 1);
  const config = Object.fromEntries(Object.keys(options).map(name => [name, { type: 'string' as const }]));
  const { tokens } = parseArgs({ args: own, options: config, strict: false, allowPositionals: true, tokens: true });
  const values: Values = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // The command's own options would be taken for ours, so the rest of the line means nothing.
      if (command === 'run') return { values, positionals: own.slice(token.index), afterDashes };
      positionals.push(token.value);
    }
    if (token.kind !== 'option') continue;
    if (token.name === 'help' || token.rawName === '-h') return { values: 'help', positionals, afterDashes };
    values[known(token.name, token.rawName, command)] = required(token, command);
  }
  return { values, positionals, afterDashes };
}

function known(name: string, raw: string, command: CommandName): OptionName {
  const mine = accepted[command];
  const found = mine.find(option => option === name);
  if (found !== undefined && raw.startsWith('--')) return found;
  const owner = commands.find(other => accepted[other].some(option => option === name));
  if (owner !== undefined && raw.startsWith('--')) throw new UsageError(`'${raw}' is an option of '${owner}', not of '${command}'`, command);
  throw new UsageError(`unknown option '${raw}'${suggest(name, mine, option => `'--${option}'`)}`, command);
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Written as --name=value. */
  readonly inlineValue?: boolean | undefined;
}

function required({ rawName, value, inlineValue }: OptionToken, command: CommandName): string {
  // "--out --gate off" lacks a value; who means a directory of that name writes "--out=--gate".
  if (value !== undefined && value !== '' && (inlineValue === true || !value.startsWith('-'))) return value;
  const choices = options[rawName.slice(2) as OptionName];
  throw new UsageError(`'${rawName}' needs a value${choices === null ? '' : `: ${choices.join(', ')}`}`, command);
}

function choice<N extends Exclude<OptionName, 'out'>>(name: N, values: Values, command: CommandName): (typeof options)[N][number] {
  const value = values[name];
  const choices: readonly string[] = options[name];
  if (value === undefined) return options[name][0];
  if (choices.includes(value)) return value as (typeof options)[N][number];
  throw new UsageError(`'--${name}' is one of ${choices.join(', ')}, not '${value}'${suggest(value, choices, text => `'${text}'`)}`, command);
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

/** "Did you mean …?" for a slip of the fingers, nothing for anything else. */
function suggest(text: string, candidates: readonly string[], show: (candidate: string) => string): string {
  const [nearest] = candidates.map(name => ({ name, distance: distance(text.slice(0, 40), name) })).sort((a, b) => a.distance - b.distance);
  const near =
    nearest !== undefined &&
    (nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 3)) || (text.length > 2 && nearest.name.startsWith(text)));
  return near ? `. Did you mean ${show(nearest.name)}?` : `; there is ${candidates.map(show).join(', ')}`;
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, changed, swapped);
    }
  }
  return rows[a.length]![b.length]!;
}
