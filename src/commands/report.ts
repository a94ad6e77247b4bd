/** crash-gate report: judge recordings again, with the same code as in the run. */
import { type Recording, type RecordProblem, readRecording } from 'bpf-linux';
import { analyse } from '../analyse.ts';
import { EXIT, reasonOf } from '../errors.ts';
import { formats } from '../report/formats.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { ReportSettings } from '../settings.ts';
import { gateStatus, worst } from './status.ts';
import { STDOUT, say, wantsColour, width, write } from './streams.ts';

export async function report(settings: ReportSettings): Promise<number> {
  const statuses: number[] = [];
  for (const file of settings.files) statuses.push(await reportFile(file, settings));
  return worst(statuses);
}

async function reportFile(file: string, settings: ReportSettings): Promise<number> {
  const recording = await read(file);
  if (recording === null) return EXIT.usage;
  if (settings.gate === 'off') return EXIT.ok;
  const judged = analyse(recording, [], 'after', settings.scope);
  if (settings.format !== 'terminal') write(STDOUT, formats[settings.format](judged));
  else write(STDOUT, renderTerminal(judged, { colour: wantsColour(STDOUT, process.env), width: width(), recordPath: file }));
  return gateStatus(judged.verdict, settings.gate);
}

/** null: said why it is of no use. Damage that leaves something to judge is said too, and makes the verdict inconclusive. */
async function read(file: string): Promise<Recording | null> {
  try {
    const recording = await readRecording(file);
    for (const problem of recording.problems) say(`${file}: ${problem.message}`);
    if (recording.header !== null) return recording;
    say(...advice(recording.problems).map(line => `${file}: ${line}`));
  } catch (error) {
    say(`can't read ${file}: ${reasonOf(error)}`);
  }
  return null;
}

function advice(problems: readonly RecordProblem[]): readonly string[] {
  // A newer format's message says what to do already.
  return problems.some(problem => problem.kind === 'newer')
    ? []
    : ['crash-gate run writes recordings to record.ndjson; there is nothing to judge in this file'];
}
