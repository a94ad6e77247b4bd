import type { RecordProblem } from 'bpf-linux';

const beyond = /^line \d+ comes after the end line$/;
const rest = /^\d+ more lines are not readable$/;

/** One word for all the lines of a second recording: the reader tells of each. */
export function tellJoined(problems: readonly RecordProblem[]): readonly RecordProblem[] {
  const first = problems.find(({ message }) => beyond.test(message));
  if (first === undefined) return problems;
  const message = `it goes on after its end line, in line ${first.line}, as where two recordings were joined: judge them one at a time`;
  return problems.flatMap(problem =>
    problem === first ? [{ ...first, message }] : beyond.test(problem.message) || rest.test(problem.message) ? [] : [problem],
  );
}
