/**
 * Workflow commands: lines on stdout that the runner acts on (ActionCommand.cs of actions/runner). Text of others must come
 * out as the data of the one command that was meant, whatever it holds.
 */
import { randomUUID } from 'node:crypto';
import type { Annotation } from '../report/annotations.ts';

/** The runner cuts a message at this many UTF-16 units, without a word. */
const MESSAGE_LIMIT = 4096;
/** GitHub's limit for the title of an annotation. */
const TITLE_LIMIT = 255;

export function annotationCommand({ level, title, message, file, line }: Annotation): string {
  return command(level, { title: clip(title, TITLE_LIMIT), file, line: file === undefined ? undefined : line }, clip(message, MESSAGE_LIMIT));
}

type Properties = Readonly<Record<string, string | number | undefined>>;

function command(name: string, properties: Properties, data: string): string {
  const pairs = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${property(String(value))}`],
  );
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(data)}\n`;
}

/** '%' first, so that nothing is escaped twice. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/**
 * '=' has no escape: the runner splits at the first one and drops further ones that follow at once. It trims the properties
 * as a whole, too, which costs trailing white space only.
 */
function property(text: string): string {
  const escaped = escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return escaped.startsWith('=') ? ` ${escaped}` : escaped;
}

/**
 * Text for the log that may hold anything. Between the two commands the runner acts on nothing: not on `::error::` at the
 * start of a line, and not on `##[add-path]` anywhere in it. Nobody can guess the token.
 */
export function inertLog(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text.endsWith('\n') ? text : `${text}\n`}::${token}::\n`;
}

/** Never half of a surrogate pair. */
function clip(text: string, units: number): string {
  if (text.length <= units) return text;
  return `${text.slice(0, units - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
