import type { Layer, Recording, RecordProblem } from 'bpf-linux';
import { formatCount, formatDuration, listed, plural } from '../crash/format.ts';
import type { Job } from '../job.ts';
import type { WatchProblem } from './verdict.ts';

/** When a recording is judged: after the watch, or while it goes on. */
export type Moment = 'after' | 'during';

/**
 * Why the watch was incomplete, worst first; empty when nothing is known to be missed. `deaths`: how many were read, where not all of
 * them are held.
 */
export function findProblems(
  recording: Recording,
  job: Job | null,
  moment: Moment = 'after',
  deaths: number = deathsIn(recording),
): readonly WatchProblem[] {
  const soFar = [...fileProblems(recording), ...headerProblems(recording)];
  return moment === 'during' ? soFar : [...soFar, ...trailerProblems(recording, deaths), ...jobProblems(recording, job)];
}

const unreadableBecause: Readonly<Record<RecordProblem['kind'], string>> = {
  'not-a-record': 'there is no record',
  newer: "the record can't be read",
  torn: "the record can't be read in full",
  truncated: "the record can't be read in full",
  malformed: "the record can't be read in full",
};

function fileProblems({ header, problems }: Recording): WatchProblem[] {
  // "truncated" is the missing trailer, which is told below with what it means.
  const unreadable = problems.filter(problem => problem.kind !== 'truncated');
  const found = unreadable.map(
    ({ kind, message }): WatchProblem => ({ kind: 'unreadable-record', message: `${unreadableBecause[kind]}: ${message}` }),
  );
  return header === null && unreadable.length === 0
    ? [{ kind: 'no-header', message: 'the record has no header line: the tracer never became ready' }]
    : found;
}

function headerProblems({ header }: Recording): WatchProblem[] {
  // The tracer itself is a process: where it sees none, /proc is missing or hides them.
  const blind = header?.snapshot === 0;
  const missing = header?.hooks.filter(({ attached, needed }) => !attached && needed !== false) ?? [];
  const layer = header?.layer;
  return [
    ...(layer !== undefined && Object.keys(layer.unknown).length > 0 ? [limitedLayer(layer)] : []),
    ...missing.map(({ name, why }) => ({
      kind: 'hook-not-attached' as const,
      message: `the hook ${name} was not attached: ${why ?? 'no reason recorded'}`,
    })),
    ...(blind ? [{ kind: 'no-processes' as const, message: 'the tracer could not read /proc: what ran before the watch is not known' }] : []),
  ];
}

/** What decides about a death may be among what it can't know: a port, a container, a replacement in another place. */
const limitedLayer = ({ name, why }: Layer): WatchProblem => ({
  kind: 'limited-layer',
  message:
    name === 'floor'
      ? `without the kernel's types (BTF) the watch sees deaths and their causes, but neither ports nor containers nor every replacement: ${why ?? 'no reason recorded'}; use a kernel with CONFIG_DEBUG_INFO_BTF=y`
      : `the watch could not know all that decides about a death: ${why ?? `it ran on the layer ${name}`}`,
});

function trailerProblems(recording: Recording, deaths: number): WatchProblem[] {
  const { header, trailer } = recording;
  if (header === null) return [];
  if (trailer === null)
    return [
      {
        kind: 'no-trailer',
        message: `the tracer did not live to write its end line; its last word came at +${formatDuration((lastWord(recording) ?? 0) / 1e6)}`,
      },
    ];
  const problems: WatchProblem[] = [];
  if (trailer.why !== 'stopped') problems.push({ kind: 'stopped-early', message: `the tracer stopped by itself: ${trailer.why}` });
  if (trailer.lost.events > 0)
    problems.push({ kind: 'lost-events', message: `${plural(trailer.lost.events, 'event')} had no room in the ring buffer` });
  const errors = Object.entries(trailer.errors).filter(([, count]) => count > 0);
  if (errors.length > 0)
    problems.push({
      kind: 'helper-errors',
      message: `failed in the kernel: ${listed(errors.map(([name, count]) => `${name} (${formatCount(count)})`))}`,
    });
  if (trailer.dying.length > 0) {
    problems.push({
      kind: 'still-dying',
      message: `${plural(trailer.dying.length, 'process', 'processes')} still dying when the watch ended: pid ${listed(trailer.dying.map(String))}`,
    });
  }
  return [...problems, ...countProblems(recording, deaths)];
}

/** The latest moment that a recording tells of; null: it tells of none. */
export function lastWord({ records, long }: Pick<Recording, 'records' | 'long'>): number | null {
  if (long !== undefined) return long.lastAt;
  return records.reduce<number | null>((last, record) => (record.type === 'header' ? last : Math.max(last ?? record.at, record.at)), null);
}

/** Without the tracer's own proof. */
const deathsIn = ({ header, records }: Recording): number =>
  records.filter(record => record.type === 'death' && record.pid !== header?.proof.pid).length;

/** Deaths counted in the kernel, those that the tracer says it wrote, and those that are in the file must be the same. */
function countProblems({ trailer }: Recording, read: number): WatchProblem[] {
  if (trailer === null) return [];
  const counted = trailer.deaths.exit + trailer.deaths.signal;
  const problems: WatchProblem[] = [];
  if (trailer.recorded !== counted)
    problems.push(missing(`the kernel counted ${plural(counted, 'abnormal death')}, and ${formatCount(trailer.recorded)} were recorded`));
  if (read < trailer.recorded) problems.push(missing(inFile(trailer.recorded, read)));
  if (read > trailer.recorded) problems.push(surplus(trailer.recorded, read));
  return problems;
}

const inFile = (recorded: number, read: number): string =>
  `${plural(recorded, 'death')} ${recorded === 1 ? 'was' : 'were'} recorded, and ${formatCount(read)} ${read === 1 ? 'is' : 'are'} in the file`;

const missing = (message: string): WatchProblem => ({ kind: 'missing-deaths', message });

const surplus = (recorded: number, read: number): WatchProblem => ({
  kind: 'surplus-deaths',
  message: `${inFile(recorded, read)}: lines were added or doubled`,
});

function jobProblems({ header }: Recording, job: Job | null): WatchProblem[] {
  if (header === null || job === null || job.end !== null) return [];
  const what = job.ci === null ? 'command' : 'job';
  return [{ kind: 'command-unended', message: `the watch ended before the ${what} did: what came later isn't in the record` }];
}
