import type { BpfRecord, Listen, Start } from 'bpf-linux';
import { findContainers } from '../crash/containers.ts';
import type { Crash } from '../crash/crash.ts';
import { explainDeath } from '../crash/explain.ts';
import { processKey } from '../crash/name.ts';
import { type KnownContainers, type Place, placeOf } from '../crash/place.ts';
import { findStepRuns } from '../crash/step.ts';
import { findJob, type Job } from '../job.ts';
import { containerStart } from './belonging.ts';
import { portKey } from './port.ts';

/** Everything that a recording says, by time and by process: what the later steps look things up in. */
export interface Timeline {
  readonly job: Job | null;
  /** When the process started that all of the job comes from. */
  readonly rootStartedAt: number;
  /** By time of death. */
  readonly crashes: readonly Crash[];
  readonly byKey: ReadonlyMap<string, Crash>;
  /** When an ancestor of a dead process, or what started after its death, ended with 0. */
  readonly goodEnds: ReadonlyMap<string, number>;
  /** Of those, what ended by itself: nobody had asked it to. */
  readonly finished: ReadonlySet<string>;
  /** Starts that may be replacements, by time; several programs of one process are one start. */
  readonly starts: readonly Started[];
  /** When a port was listened on again and by whom, by portKey, each by time. */
  readonly listens: ReadonlyMap<string, readonly Listen[]>;
  /** By container id: the earliest start that its crashes tell of. */
  readonly containerStarts: ReadonlyMap<string, number>;
}

/** A process that started after a death. */
export interface Started {
  readonly key: string;
  readonly pid: number;
  readonly startedAt: number;
  readonly at: number;
  /** Its parent as it started. */
  readonly parent: Start['ancestors'][number] | null;
  readonly place: Place;
  readonly nsPid: number;
  /** What it executed, in turn; empty for a fork that runs its parent's program. */
  readonly programs: readonly Start[];
  /** What it runs: the last of its programs, or its parent's. */
  readonly runs: Start;
}

export function buildTimeline(records: readonly BpfRecord[], machine: string): Timeline {
  const crashes: Crash[] = [];
  const goodEnds = new Map<string, number>();
  const finished = new Set<string>();
  const listens = new Map<string, Listen[]>();
  const starts = new Map<string, { first: Start; programs: Start[] }>();
  // The tracer writes a death when it has read all about it, so lines are only nearly in the order of what happened.
  const ordered = records.filter(record => record.type !== 'header').sort((a, b) => a.at - b.at);
  const containers = findContainers(ordered);
  const steps = findStepRuns(ordered);
  for (const record of ordered) {
    if (record.type === 'death') crashes.push(explainDeath(record, machine, { containers, steps }));
    else if (record.type === 'end') {
      goodEnds.set(processKey(record), record.at);
      if (record.asked !== true) finished.add(processKey(record));
    } else if (record.type === 'listen') append(listens, portKey(record), record);
    else if (record.type === 'start') addStart(starts, record);
  }
  const job = findJob(ordered);
  const header = records.find(record => record.type === 'header');
  return {
    job,
    rootStartedAt: header?.job?.startedAt ?? job?.startedAt ?? 0,
    crashes,
    byKey: new Map(crashes.map(crash => [crash.key, crash])),
    goodEnds,
    finished,
    starts: [...starts].map(([key, start]) => toStarted(key, start, containers)).sort((a, b) => a.at - b.at),
    listens,
    containerStarts: findContainerStarts(crashes),
  };
}

function findContainerStarts(crashes: readonly Crash[]): ReadonlyMap<string, number> {
  const starts = new Map<string, number>();
  for (const crash of crashes) {
    const id = crash.place.container?.id;
    const start = id === undefined ? null : containerStart(crash);
    if (id !== undefined && start !== null) starts.set(id, Math.min(start, starts.get(id) ?? start));
  }
  return starts;
}

/** One process may be recorded for several deaths, and once for its fork and again for each program. */
function addStart(starts: Map<string, { first: Start; programs: Start[] }>, start: Start): void {
  const key = processKey(start);
  const known = starts.get(key);
  if (known === undefined) starts.set(key, { first: start, programs: start.how === 'exec' ? [start] : [] });
  else if (start.how === 'exec' && known.programs.every(program => program.at !== start.at)) known.programs.push(start);
}

function toStarted(
  key: string,
  { first, programs }: { readonly first: Start; readonly programs: readonly Start[] },
  containers: KnownContainers,
): Started {
  const last = programs.at(-1) ?? first;
  const place = placeOf(last.cgroup, containers);
  return {
    key,
    pid: first.pid,
    startedAt: first.startedAt,
    at: first.at,
    parent: last.ancestors[0] ?? null,
    place,
    nsPid: last.nsPid,
    programs,
    runs: last,
  };
}

/** The first at or after `at` in a list sorted by time. */
export function firstAfter<Item extends { readonly at: number }>(items: readonly Item[], at: number): Item | null {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return items[low] ?? null;
}

/** Adds to a list in a map of lists. */
export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
