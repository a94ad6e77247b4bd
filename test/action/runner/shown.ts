/** A step as GitHub shows it. */
import { type Command, readKeyValues, readOutput } from '../../publish/runner.ts';

export interface StepResult {
  readonly name: string;
  readonly status: number | null;
  /** All that it wrote, as it wrote it. */
  readonly output: string;
  /** As the log shows it, masked. */
  readonly log: string;
  /** As GitHub shows them: ten of each level, cut, masked. */
  readonly annotations: readonly Command[];
  /** As GitHub shows it, masked; null when it is too big, or when there is none. */
  readonly summary: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}

export const commandFiles = ['GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] as const;

/** What the worker says of a step. */
export interface Answer {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly milliseconds: number;
  readonly files: Readonly<Record<(typeof commandFiles)[number], string>>;
}

const KINDS = ['error', 'warning', 'notice'];
/** Annotations of each level. */
const MOST = 10;
/** Characters of an annotation's message. */
const LONGEST = 4096;
/** Bytes of a step's summary. */
const SUMMARY = 1024 * 1024;

export function show(name: string, { status, output, milliseconds, files }: Answer, secrets: readonly string[], inPost: boolean): StepResult {
  const mask = (text: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const { commands, log } = readOutput(output);
  const annotations = KINDS.flatMap(kind => commands.filter(command => command.name === kind).slice(0, MOST));
  const summary = files.GITHUB_STEP_SUMMARY;
  const fits = Buffer.byteLength(summary) <= SUMMARY;
  return {
    name,
    status,
    output,
    log: mask(log.join('\n')),
    annotations: annotations.map(command => ({ ...command, data: mask(command.data).slice(0, LONGEST) })),
    summary: summary === '' || !fits ? null : mask(summary),
    // A post has no place to put them.
    outputs: inPost ? {} : Object.fromEntries(readKeyValues(files.GITHUB_OUTPUT)),
    milliseconds,
  };
}
