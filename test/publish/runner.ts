/**
 * Reads what a step wrote as actions/runner 2.336 does: ActionCommand.cs, ActionCommandManager.cs, OutputManager.cs and
 * FileCommandManager.cs, in the order of their steps.
 */

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface Output {
  readonly commands: readonly Command[];
  /** Lines that the log shows. */
  readonly log: readonly string[];
}

const registered = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'warning',
];
const STOP = 'stop-commands';

export function readOutput(stdout: string): Output {
  const commands: Command[] = [];
  const log: string[] = [];
  let token: string | null = null;
  // StreamReader.ReadLine ends a line at any of the three.
  for (const line of stdout.split(/\r\n|\r|\n/)) {
    const names: readonly string[] = [...registered, STOP, ...(token === null ? [] : [token])];
    const command: Command | null = parseV2(line, names) ?? parseV1(line, names);
    if (command === null || (token !== null && command.name !== token)) log.push(line);
    else if (token !== null) token = null;
    else if (command.name === STOP) token = command.data;
    else commands.push(command);
  }
  if (log.at(-1) === '') log.pop();
  return { commands, log };
}

/** `::name key=value,key=value::data`, after any white space. */
function parseV2(line: string, names: readonly string[]): Command | null {
  const message = line.trimStart();
  const end = message.indexOf('::', 2);
  if (!message.startsWith('::') || end === -1) return null;
  return build(message.slice(2, end), message.slice(end + 2), names, ',', propertyEscapes, dataEscapes);
}

/** `##[name key=value;key=value]data`, anywhere in a line. */
function parseV1(line: string, names: readonly string[]): Command | null {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  if (end === -1) return null;
  return build(line.slice(start + 3, end), line.slice(end + 1), names, ';', oldEscapes, oldEscapes);
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];
const dataEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const propertyEscapes: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const oldEscapes: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];
const plain = (text: string, escapes: Escapes): string => escapes.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);

function build(info: string, data: string, names: readonly string[], separator: string, forProperties: Escapes, forData: Escapes): Command | null {
  const space = info.indexOf(' ');
  const name = space === -1 ? info : info.slice(0, space);
  if (!names.includes(name)) return null;
  const properties: Record<string, string> = {};
  // Only the new form is trimmed.
  const text = space <= 0 ? '' : separator === ',' ? info.slice(space + 1).trim() : info.slice(space + 1);
  for (const property of text.split(separator).filter(part => part !== '')) {
    // Split('=', 2, RemoveEmptyEntries): empty parts between the key and the rest vanish.
    const pair = /^=*([^=]+)=+(.+)$/s.exec(property);
    if (pair !== null) properties[(pair[1] as string).toLowerCase()] = plain(pair[2] as string, forProperties);
  }
  return { name, properties, data: plain(data, forData) };
}

/** GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV. Throws where the runner fails the step. */
export function readKeyValues(file: string): readonly (readonly [name: string, value: string])[] {
  const lines = file.split('\n');
  const ended = file.endsWith('\n');
  if (ended) lines.pop();
  const pairs: [string, string][] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals !== -1 && (heredoc === -1 || equals < heredoc)) {
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    const delimiter = heredoc === -1 ? '' : line.slice(heredoc + 2);
    if (heredoc <= 0 || delimiter === '') throw new Error(`Invalid format '${line}'`);
    const end = lines.indexOf(delimiter, i + 1);
    if (end === -1) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    pairs.push([line.slice(0, heredoc), lines.slice(i + 1, end).join('\n')]);
    i = end;
  }
  return pairs;
}
