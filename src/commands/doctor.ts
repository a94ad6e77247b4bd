/** crash-gate doctor: what works on this machine, what doesn't, and the one thing to change. */
import { constants } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { checkTracer, readSurroundings } from 'bpf-linux';
import { EXIT } from '../errors.ts';
import { inert } from '../report/inert.ts';
import { toJson } from '../report/json.ts';
import type { DoctorSettings } from '../settings.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { STDOUT, say, wantsColour, width, write } from './streams.ts';
import { tryPlace } from './trial.ts';

export async function doctor(settings: DoctorSettings): Promise<number> {
  const enough = new AbortController();
  const examined = examine(enough.signal);
  const ended = await Promise.race([examined, askedToEnd()]);
  if (typeof ended === 'string') {
    // What was started is ended, too. That which runs as root under sudo can't be: it has lost its stdin, and ends by itself.
    enough.abort();
    await Promise.race([examined, setTimeout(2_000)]);
    say(`ended by ${ended} before there was an answer`);
    return 128 + constants.signals[ended];
  }
  write(STDOUT, settings.format === 'json' ? toJson(ended) : render(ended, width(), wantsColour(STDOUT, process.env)));
  return ended.canWatch ? EXIT.ok : EXIT.inconclusive;
}

async function examine(signal: AbortSignal): Promise<Diagnosis> {
  const checked = await checkTracer({ signal });
  return diagnose(checked, readSurroundings(), await tryPlace(checked.ok, signal));
}

const askedToEnd = (): Promise<NodeJS.Signals> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });

export function render({ checks, canWatch, remedy }: Diagnosis, columns: number, colour: boolean): string {
  const paint = painter(colour);
  const indent = Math.max(...checks.map(check => check.name.length)) + 6;
  const marks = new Map([
    [true, paint('32', '✓')],
    [false, paint('31', '✗')],
    [null, paint('2', '·')],
  ]);
  const lines = checks.flatMap(({ group, name, ok, detail }, index) => [
    ...(group === checks[index - 1]?.group ? [] : [...(index === 0 ? [] : ['']), paint('1', group)]),
    `  ${marks.get(ok)} ${inert(name).padEnd(indent - 4)}${wrap(inert(detail), columns, indent)}`,
  ]);
  const verdict = canWatch
    ? paint('32', '✓ crash-gate can watch this machine.')
    : `${paint('31', "✗ crash-gate can't watch this machine.")}\n  What to change: ${wrap(inert(remedy!), columns, 18)}`;
  return `${[...lines, '', verdict].join('\n')}\n`;
}

/** Lines after the first begin below its beginning. */
function wrap(text: string, columns: number, indent: number): string {
  const room = Math.max(40, columns - indent);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

const painter = (colour: boolean) => (code: string, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
