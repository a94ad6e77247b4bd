import type { Crash } from '../crash/crash.ts';
import { baseName, exeName, isRetitled, type Named, processKey, programClass, scriptOf } from '../crash/name.ts';
import type { Place } from '../crash/place.ts';
import { who } from '../crash/sentence.ts';
import { isConnectionHandler, isContainerMain, isSystemd, isUnitMain, supervisionOf } from './supervision.ts';
import { append, type Started, type Timeline } from './timeline.ts';

/** A process started in the place of a dead one. */
export interface Replacement {
  readonly pid: number;
  /** From the death to the start of the program, in milliseconds. */
  readonly afterMs: number;
  /** Who started it: "nginx: master process (pid 811)", "docker", "systemd". */
  readonly by: string;
}

const SECOND = 1e9;
/** A supervisor that waits longer than this before it starts a child again is not told from one that starts the next job. */
const FORK_WINDOW = 10 * SECOND;
const EXEC_WINDOW = 60 * SECOND;
/** For an exit code under a parent that nothing is known about, the new start must follow at once. */
const STRANGER_WINDOW = 5 * SECOND;
const STRANGER_LIFETIME = 1 * SECOND;

/** What the story says of a crash that the crash itself doesn't. */
export interface Known {
  /** Its parent stopped its other children too, so what it starts next takes their place. */
  readonly restarted: boolean;
  /** What it was wrapped around was a service: the shell around a server is missed as the server is. */
  readonly served: boolean;
}

/** Finds replacements. Each start replaces one process, so crashes must be asked for in the order of their deaths. */
export class Replacements {
  readonly #places = new Map<string, Candidate[]>();
  readonly #heads = new Map<string, number>();
  readonly #taken = new Set<string>();

  constructor(timeline: Timeline) {
    for (const start of timeline.starts) {
      for (const candidate of candidatesOf(start)) append(this.#places, candidate.slot, candidate);
    }
    for (const list of this.#places.values()) list.sort((a, b) => a.at - b.at);
  }

  find(crash: Crash, known: Known): Replacement | null {
    for (const { slot, window, by } of slotsOf(crash, known)) {
      const found = this.#next(slot, crash.death.at, window);
      if (found === null) continue;
      this.#taken.add(found.start.key);
      return { pid: found.start.pid, afterMs: (found.at - crash.death.at) / 1e6, by };
    }
    return null;
  }

  /** The first free candidate after `at`. What came before `at` can't serve a later death either, so the head only moves on. */
  #next(slot: string, at: number, window: number): Candidate | null {
    const list = this.#places.get(slot);
    if (list === undefined) return null;
    let head = this.#heads.get(slot) ?? 0;
    while (head < list.length && (list[head]!.at < at || this.#taken.has(list[head]!.start.key))) head++;
    this.#heads.set(slot, head);
    const candidate = list[head];
    return candidate !== undefined && candidate.at - at <= window ? candidate : null;
  }
}

/** A start in one of the places that it may fill: a slot is a text that the dead one's place is spelled with too. */
interface Candidate {
  readonly slot: string;
  readonly at: number;
  readonly start: Started;
}

interface Slot {
  readonly slot: string;
  readonly window: number;
  readonly by: string;
}

const forkSlot = (parent: string): string => `fork ${parent}`;
const programSlot = (parent: string, process: Named): string => `program ${parent} ${programId(process)}`;
const commandSlot = (parent: string, process: Named): string => `command ${parent} ${process.exe ?? process.comm} ${JSON.stringify(process.argv)}`;
const exeSlot = (parent: string, process: Named): string => `exe ${parent} ${process.exe ?? process.comm}`;
const containerSlot = (id: string): string => `container ${id}`;
const podSlot = (pod: string, process: Named): string => `pod ${pod} ${programId(process)}`;
const unitSlot = (unit: string): string => `unit ${unit}`;

/** An interpreter is the program of its script; anything else is its executable. */
function programId(process: Named): string {
  return `${process.exe ?? exeName(process)} ${scriptOf(process) ?? ''}`;
}

function candidatesOf(start: Started): Candidate[] {
  const parent = start.parent === null ? null : processKey(start.parent);
  if (start.programs.length === 0) return parent === null ? [] : [{ slot: forkSlot(parent), at: start.at, start }];
  const { place } = start;
  return start.programs.flatMap(program => slotsOfProgram(program, start, place, parent).map(slot => ({ slot, at: program.at, start })));
}

function slotsOfProgram(program: Named, start: Started, place: Place, parent: string | null): string[] {
  const slots: string[] = [];
  if (parent !== null) slots.push(exeSlot(parent, program), programSlot(parent, program), commandSlot(parent, program));
  // The runtime's own init comes first in a new container; what counts is the program that it becomes.
  if (place.container !== null && start.nsPid === 1 && programClass(program) !== 'runtime') slots.push(containerSlot(place.container.id));
  if (place.container?.pod && start.nsPid === 1) slots.push(podSlot(place.container.pod, program));
  if (place.unit !== null && isSystemd(start.parent)) slots.push(unitSlot(place.unit));
  return slots;
}

/** Where a replacement of this crash would be found, best first. Nowhere, when a new start would prove nothing. */
function slotsOf(crash: Crash, known: Known): Slot[] {
  const { death, place } = crash;
  if (isContainerMain(crash) && place.container !== null) {
    const slots = [{ slot: containerSlot(place.container.id), window: Number.POSITIVE_INFINITY, by: runtimeName(place.container.runtime) }];
    return place.container.pod === null
      ? slots
      : [...slots, { slot: podSlot(place.container.pod, death), window: Number.POSITIVE_INFINITY, by: 'kubernetes' }];
  }
  if (isUnitMain(crash) && place.unit !== null) return [{ slot: unitSlot(place.unit), window: Number.POSITIVE_INFINITY, by: 'systemd' }];
  return parentSlot(crash, known);
}

const runtimeName = (runtime: string): string => (runtime === 'unknown' ? 'its container runtime' : runtime);

/** The parent started the same program again. Whether that means anything depends on what the parent is. */
function parentSlot(crash: Crash, { restarted, served }: Known): Slot[] {
  const { death, parent, cause } = crash;
  const parentProcess = death.ancestors[0];
  if (parent === null || parentProcess === undefined || isSystemd(parentProcess)) return [];
  const by = who(parentProcess);
  const kind = programClass(parentProcess);
  const service = served || supervisionOf(crash) === 'service';
  // Loops and commands start things again all the time, and health checks are the runtime's: only a service is missed by them.
  if ((kind === 'shell' || kind === 'tool' || kind === 'test-runner' || kind === 'runtime') && !service) return [];
  if (
    isConnectionHandler(crash) &&
    !restarted &&
    !isOwnWorker(crash) &&
    (cause.kind === 'exit' || cause.kind === 'killed' || cause.kind === 'signal')
  )
    return [];
  if (cause.kind === 'exit' && !service && kind !== 'supervisor' && !isOwnWorker(crash)) return strangerSlot(crash, parent, kind, by);
  if (death.forkOnly) return kind === 'shell' ? [] : [{ slot: forkSlot(parent), window: FORK_WINDOW, by }];
  const sameCommand = cause.kind === 'exit' && kind !== 'supervisor';
  return [{ slot: startSlot(parent, death, sameCommand), window: EXEC_WINDOW, by }];
}

/**
 * A script that starts itself again as its own worker and hands connections over: Node's cluster in its usual mode. Nothing
 * starts a copy of itself for each connection.
 */
function isOwnWorker({ death }: Crash): boolean {
  const parent = death.ancestors[0];
  const script = parent === undefined ? null : scriptOf(parent);
  const own = scriptOf(death);
  if (parent === undefined || death.forkOnly || !death.parentListens || death.lifetimeNs < STRANGER_LIFETIME) return false;
  // Node gives the worker the whole path.
  return script !== null && own !== null && parent.exe === death.exe && baseName(script) === baseName(own);
}

/** What the parent must start again. A process that wrote a title over its arguments can only be told by its executable. */
function startSlot(parent: string, death: Named, sameCommand: boolean): string {
  if (isRetitled(death)) return exeSlot(parent, death);
  return sameCommand ? commandSlot(parent, death) : programSlot(parent, death);
}

/** An exit code under a parent that isn't known as a supervisor: only a long-lived child whose very command is run again at once. */
function strangerSlot({ death }: Crash, parent: string, kind: string | null, by: string): Slot[] {
  if (kind !== null || death.lifetimeNs < STRANGER_LIFETIME) return [];
  return [{ slot: death.forkOnly ? forkSlot(parent) : startSlot(parent, death, true), window: STRANGER_WINDOW, by }];
}
