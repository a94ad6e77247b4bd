/** Options and commands of the command line: which there are, and how they are read. */
import { parseArgs } from 'node:util';
import { listed } from './crash/format.ts';
import { nearest, suggest } from './crash/suggest.ts';
import { UsageError } from './errors.ts';

export type CommandName = 'run' | 'start' | 'stop' | 'report' | 'rules' | 'doctor';

/** The values that an option takes; null: any text; none: it is given or not. The first one is the default. */
export const options = {
  gate: ['fail', 'annotate', 'off'],
  format: ['terminal', 'json', 'markdown', 'junit', 'sarif', 'html'],
  'on-unsupported': ['fail', 'warn'],
  'job-status': ['unknown', 'success', 'failure', 'cancelled'],
  scope: ['machine', 'job'],
  out: null,
  rules: null,
  suggest: [],
} as const satisfies Readonly<Record<string, readonly string[] | null>>;

type OptionName = keyof typeof options;
export type Values = Partial<Record<OptionName, string>>;

export const accepted: Readonly<Record<CommandName, readonly OptionName[]>> = {
  run: ['gate', 'format', 'scope', 'out', 'on-unsupported', 'rules'],
  start: ['scope', 'out', 'on-unsupported', 'rules'],
  stop: ['gate', 'format', 'out', 'on-unsupported', 'job-status', 'rules'],
  report: ['gate', 'format', 'scope', 'rules'],
  rules: ['suggest', 'format'],
  doctor: ['format'],
};

const commands = Object.keys(accepted) as CommandName[];

export function commandName(text: string): CommandName {
  const found = commands.find(name => name === text);
  if (found !== undefined) return found;
  if (text.startsWith('-')) throw new UsageError(`the first argument is a command (${commands.join(', ')}), but got '${text}'`, null);
  throw new UsageError(`unknown command '${text}'${suggest(text, commands, name => `'${name}'`)}`, null);
}

export interface Arguments {
  readonly values: Values | 'help';
  readonly positionals: readonly string[];
  /** null: no "--" was given. */
  readonly afterDashes: readonly string[] | null;
}

/** Lets node read the tokens and judges them here: its own messages don't know the nearest option. */
export function split(command: CommandName, argv: readonly string[]): Arguments {
  const dashes = argv.indexOf('--');
  const own = dashes === -1 ? [...argv] : argv.slice(0, dashes);
  const afterDashes = dashes === -1 ? null : argv.slice(dashes + 1);
  const config = Object.fromEntries(Object.keys(options).map(name => [name, { type: isFlag(name) ? ('boolean' as const) : ('string' as const) }]));
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
  const owners = commands.filter(other => accepted[other].some(option => option === name));
  if (owners.length > 0 && raw.startsWith('--')) throw new UsageError(`'${raw}' is an option of ${listed(owners)}, not of ${command}`, command);
  throw new UsageError(`unknown option '${raw}'${suggest(name, mine, option => `'--${option}'`)}`, command);
}

const isFlag = (name: string): boolean => options[name as OptionName]?.length === 0;

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Written as --name=value. */
  readonly inlineValue?: boolean | undefined;
}

function required({ rawName, value, inlineValue }: OptionToken, command: CommandName): string {
  if (isFlag(rawName.slice(2))) {
    if (value === undefined) return 'given';
    throw new UsageError(`'${rawName}' takes no value`, command);
  }
  // "--out --gate off" lacks a value; who means a directory of that name writes "--out=--gate".
  if (value !== undefined && value !== '' && (inlineValue === true || !value.startsWith('-'))) return value;
  const choices = options[rawName.slice(2) as OptionName];
  throw new UsageError(`'${rawName}' needs a value${choices === null ? '' : `: ${choices.join(', ')}`}`, command);
}

export function choice<N extends Exclude<OptionName, 'out' | 'rules' | 'suggest'>>(
  name: N,
  values: Values,
  command: CommandName,
): (typeof options)[N][number] {
  const value = values[name];
  const choices: readonly string[] = options[name];
  if (value === undefined) return options[name][0];
  if (choices.includes(value)) return value as (typeof options)[N][number];
  const near = nearest(value, choices);
  throw new UsageError(`'--${name}' is one of ${choices.join(', ')}, not '${value}'${near === null ? '' : `. Did you mean '${near}'?`}`, command);
}
