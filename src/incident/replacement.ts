import type { Crash } from '../crash/crash.ts';
import { isRetitled, type Named, processKey, programClass } from '../crash/name.ts';
import { type Container, rolesOf } from '../crash/place.ts';
import { who } from '../crash/sentence.ts';
import {
  type Candidate,
  candidatesOf,
  commandSlot,
  containerSlot,
  exeSlot,
  forkSlot,
  podSlot,
  portSlot,
  programSlot,
  roleSlot,
  unitSlot,
} from './slots.ts';
import { isConnectionHandler, isContainerMain, isSystemd, isUnitMain, supervisionOf } from './supervision.ts';
import { append, type Started, type Timeline } from './timeline.ts';
import { holdsParentsSocket, isFailedExec, isOwnWorker, isPooled, isReload, isSpokenTo, STRANGER_LIFETIME } from './worker.ts';

/** A process started in the place of a dead one. */
export interface Replacement {
  readonly pid: number;
  readonly startedAt: number;
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
/** A master forks the next worker when the old one is gone, and not when the next connection comes. */
const WORKER_WINDOW = 0.2 * SECOND;

/** A unit that neither listened nor lived for so long may be a command that a timer runs: no timer's turns are closer than this. */
const SERVICE_LIFETIME = 10 * SECOND;
const TURN_WINDOW = 30 * SECOND;

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
  readonly #children = new Map<string, Started[]>();
  readonly #job: number | null;

  constructor(timeline: Timeline) {
    this.#job = timeline.job?.pid ?? null;
    const ports = new Map<string, number[]>();
    for (const listens of timeline.listens.values()) for (const listen of listens) append(ports, processKey(listen), listen.port);
    for (const start of timeline.starts) {
      for (const candidate of candidatesOf(start, ports.get(start.key) ?? [])) append(this.#places, candidate.slot, candidate);
      if (start.parent !== null) append(this.#children, processKey(start.parent), start);
    }
    for (const list of this.#places.values()) list.sort((a, b) => a.at - b.at);
  }

  find(crash: Crash, known: Known): Replacement | null {
    for (const { slot, window, by } of slotsOf(crash, known)) {
      const found = this.#next(slot, crash.death.at, window);
      if (found === null || this.#isHelper(crash, found)) continue;
      this.#taken.add(found.start.key);
      return {
        pid: found.start.pid,
        startedAt: found.start.startedAt,
        afterMs: (found.at - crash.death.at) / 1e6,
        by: by ?? starterOf(found.start, crash, this.#job),
      };
    }
    return null;
  }

  /**
   * What runs for a moment between a service's end and its next start, and runs again after its next end: runit's finish script. Of what
   * systemd starts in between, most belongs to other units.
   */
  #isHelper(crash: Crash, found: Candidate): boolean {
    const { death, cause, parent } = crash;
    if (isUnitMain(crash) || cause.kind !== 'exit' || death.listening.length > 0 || death.lifetimeNs >= STRANGER_LIFETIME || parent === null)
      return false;
    const between = this.#children.get(parent)?.filter(start => start.key !== found.start.key && start.at > death.at && start.at < found.at) ?? [];
    return between.some(({ programs }) => programs.some(program => program.exe !== death.exe));
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

interface Slot {
  readonly slot: string;
  readonly window: number;
  /** Null: whoever started what is found there. */
  readonly by: string | null;
}

/**
 * Who started it: helpers and shells in between only did so on somebody's behalf, and what was not there yet when the other died is a part of
 * the replacement (runuser, bwrap). Nobody is looked for above the job, or among adopters.
 */
function starterOf({ programs, parent }: Started, { death }: Crash, job: number | null): string {
  const ancestors = programs[0]?.ancestors ?? [];
  const end = ancestors.findIndex(({ pid }, index) => pid === job || index === ancestors.length - 1);
  const there = ancestors.slice(0, end).filter(({ startedAt }) => startedAt < death.at);
  const starter = there.find(ancestor => !helpers.has(programClass(ancestor))) ?? there[0] ?? ancestors[0] ?? parent;
  return starter === null ? 'an unknown process' : who(starter);
}

const helpers: ReadonlySet<string | null> = new Set(['shell', 'tool']);

/** Where a replacement of this crash would be found, best first. Nowhere, when a new start would prove nothing. */
function slotsOf(crash: Crash, known: Known): Slot[] {
  const { place } = crash;
  if (isFailedExec(crash) || isReload(crash)) return [];
  if (isContainerMain(crash) && place.container !== null) return containerSlots(crash, place.container);
  if (isUnitMain(crash) && place.unit !== null) return [{ slot: unitSlot(place.unit), window: unitWindow(crash), by: 'systemd' }];
  return [...parentSlot(crash, known), ...portSlots(crash)];
}

function containerSlots(crash: Crash, container: Container): Slot[] {
  const again = { window: Number.POSITIVE_INFINITY };
  return [
    { ...again, slot: containerSlot(container.id), by: runtimeName(container.runtime) },
    ...(container.pod === null ? [] : [{ ...again, slot: podSlot(container.pod, crash.death), by: 'kubernetes' }]),
    ...(isRemade(crash, container) ? rolesOf(container) : []).map(role => ({
      ...again,
      slot: roleSlot(role),
      by: `a new container of the same ${role.by}`,
    })),
  ];
}

/**
 * Whether a new container of the same name takes its place. One that was stopped has none to take, and one that gave its exit code
 * as a command does may be run again, as often as somebody wants its answer.
 */
function isRemade(crash: Crash, { compose, restart }: Container): boolean {
  const { cause, sender } = crash;
  if (cause.kind === 'killed') return sender !== null && programClass(sender) !== 'runtime' && cause.exitCode === null;
  return cause.kind !== 'exit' || served(crash) || compose !== null || (restart !== null && restart.policy !== 'no');
}

const served = ({ death }: Crash): boolean => death.listening.length > 0 || death.lifetimeNs >= SERVICE_LIFETIME;

/**
 * A command that a timer runs every minute fails, and the timer runs it again: that is its next turn. A service comes back after
 * RestartSec=, 100 ms unless somebody chose otherwise.
 */
function unitWindow(crash: Crash): number {
  return crash.cause.kind === 'exit' && !served(crash) ? TURN_WINDOW : Number.POSITIVE_INFINITY;
}

/** Who runs the same program and listens next on a port that nobody else held: monitors and heirs bring daemons back that are not their children. */
function portSlots({ death, place, cause }: Crash): Slot[] {
  // It was asked to end, and did: what comes next is somebody's restart.
  if (cause.kind === 'killed' && cause.exitCode !== null) return [];
  const own = death.listening.filter(({ port, shared }) => port > 0 && !shared);
  return own.map(({ port }) => ({ slot: portSlot(port, place, death), window: EXEC_WINDOW, by: null }));
}

const runtimeName = (runtime: string): string => (runtime === 'unknown' ? 'its container runtime' : runtime);

/** Whoever adopts what lost its parent starts nothing by itself. */
const isInit = ({ death }: Crash): boolean => isSystemd(death.ancestors[0] ?? null) || (death.ancestors.length === 1 && death.nsPid === death.pid);

/** Loops and commands start things again all the time, and a runtime its health checks. */
const runsCommands: ReadonlySet<string | null> = new Set(['shell', 'tool', 'runtime']);

/** The parent started the same program again. Whether that means anything depends on what the parent is. */
function parentSlot(crash: Crash, { restarted, served }: Known): Slot[] {
  const { death, parent, cause } = crash;
  const parentProcess = death.ancestors[0];
  if (parent === null || parentProcess === undefined || isInit(crash)) return [];
  const by = who(parentProcess);
  const kind = programClass(parentProcess);
  const service = served || supervisionOf(crash) === 'service';
  // Only a service is missed by them.
  if (runsCommands.has(kind) && !service) return [];
  if (kind === 'test-runner' && !service && !isSpokenTo(death)) return [];
  const asked = cause.kind === 'exit' || cause.kind === 'killed' || cause.kind === 'signal';
  if (isConnectionHandler(crash) && !restarted && !isOwnWorker(crash) && !isPooled(crash) && asked) {
    // What handles one connection may end at once with an exit code; nobody kills it in the middle.
    const worker = holdsParentsSocket(crash) && (cause.kind === 'killed' || death.lifetimeNs >= STRANGER_LIFETIME);
    return worker ? [{ slot: forkSlot(parent), window: WORKER_WINDOW, by }] : [];
  }
  if (cause.kind === 'exit' && !service && kind !== 'supervisor' && !isOwnWorker(crash)) return strangerSlot(crash, parent, kind, by);
  if (death.forkOnly) return kind === 'shell' ? [] : [{ slot: forkSlot(parent), window: FORK_WINDOW, by }];
  // What a script or a tool starts next need not be the same server: the next test's has another port.
  const sameCommand = kind !== 'supervisor' && (cause.kind === 'exit' || runsCommands.has(kind));
  return [{ slot: startSlot(parent, death, sameCommand), window: EXEC_WINDOW, by }];
}

/** What the parent must start again. A process that wrote a title over its arguments can only be told by its executable. */
function startSlot(parent: string, death: Named, sameCommand: boolean): string {
  if (isRetitled(death)) return exeSlot(parent, death);
  return sameCommand ? commandSlot(parent, death) : programSlot(parent, death);
}

/** An exit code under a parent that isn't known as a supervisor: only a worker, or a long-lived child, whose very command is run again at once. */
function strangerSlot(crash: Crash, parent: string, kind: string | null, by: string): Slot[] {
  const { death } = crash;
  if (!isPooled(crash) && (kind !== null || death.lifetimeNs < STRANGER_LIFETIME)) return [];
  return [{ slot: death.forkOnly ? forkSlot(parent) : startSlot(parent, death, true), window: STRANGER_WINDOW, by }];
}
