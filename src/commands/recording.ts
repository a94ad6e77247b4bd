/** Recordings that a user names. */
import { type Recording, type RecordProblem, readRecording } from 'bpf-linux';
import { reasonOf } from '../errors.ts';
import { say } from './streams.ts';

/** null: said why it is of no use. Damage that leaves something to judge is said too, and makes the verdict inconclusive. */
export async function readSaying(file: string): Promise<Recording | null> {
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
