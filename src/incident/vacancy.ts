/** Where the replacement of a dead process would be found: which start would take its place, and how soon. */
import type { Crash } from '../crash/crash.ts';
import { isRetitled, isSystemd, type Named, programClass } from '../crash/name.ts';
import { type Container, rolesOf } from '../crash/place.ts';
import { bringsBack, type ProgramClass } from '../crash/programs.ts';
import { who } from '../crash/sentence.ts';
import { isAnswer, isKeptUp, isStopped, runtimeName } from './container.ts';
import { isOwn, portKey } from './port.ts';
import {
  activatedSlot,
  commandSlot,
  containerSlot,
  exeSlot,
  forkSlot,
  heirSlot,
  podSlot,
  portCommandSlot,
  portSlot,
  programSlot,
  roleSlot,
  unitSlot,
  workerSlot,
} from './slots.ts';
import { hasServed, isConnectionHandler, isContainerMain, isUnitMain, supervisionOf } from './supervision.ts';
import {
  holdsParentsSocket,
  isFailedExec,
  isKept,
  isOwnWorker,
  isPooled,
  isPoolsOwn,
  isRecycled,
  isReload,
  isSpokenTo,
  STRANGER_LIFETIME,
} from './worker.ts';

const SECOND = 1e9;
/** A supervisor that waits longer than this before it starts a child again is not told from one that starts the next job. */
const FORK_WINDOW = 10 * SECOND;
const EXEC_WINDOW = 60 * SECOND;
/** For an exit code under a parent that nothing is known about, the new start must follow at once. */
const STRANGER_WINDOW = 5 * SECOND;
/** A master forks the next worker when the old one is gone, and not when the next connection comes. */
const WORKER_WINDOW = 0.2 * SECOND;

/** A unit that never served may be a command that a timer runs: no timer's turns are closer than this. */
const TURN_WINDOW = 30 * SECOND;

/** What the story says of a crash that the crash itself doesn't. */
export interface Known {
  /** Its parent stopped its other children too, so what it starts next takes their place. */
  readonly restarted: boolean;
  /** What it was wrapped around was a service: the shell around a server is missed as the server is. */
  readonly served: boolean;
  /** What died first crashed: whatever code came of it above is no answer. */
  readonly crashed: boolean;
  /** What died first was run for its answer: bash around grep. */
  readonly answered: boolean;
  /** Somebody listened again where it had; also where that can't be told. */
  readonly servedAgain: boolean;
}

/** A place that a start may take. */
export interface Vacancy {
  readonly slot: string;
  readonly window: number;
  /** Null: whoever started what is found there. */
  readonly by: string | null;
  /** Only where the parent forks for nothing else: one that forks for each connection does so without a death, too. */
  readonly pool?: true;
  /** Only for what goes on: a command that fails is tried again, too, until it has done what it should. */
  readonly lasting?: true;
}

/** Where a replacement of this crash would be found, best first. Nowhere, when a new start would prove nothing. */
export function vacanciesOf(crash: Crash, known: Known): Vacancy[] {
  const { place } = crash;
  if (isFailedExec(crash) || isReload(crash) || isRecycled(crash)) return [];
  if (isContainerMain(crash) && place.container !== null) return containerSlots(crash, place.container, known);
  if (isUnitMain(crash) && place.unit !== null) return [{ slot: unitSlot(place.unit), window: unitWindow(crash), by: 'systemd' }];
  const activated = isInit(crash) ? [{ slot: activatedSlot(crash.death), window: EXEC_WINDOW, by: null }] : [];
  return [...parentSlot(crash, known), ...portSlots(crash), ...activated];
}

function containerSlots(crash: Crash, container: Container, known: Known): Vacancy[] {
  const again = { window: Number.POSITIVE_INFINITY };
  const keptUp = isKeptUp(container);
  const answered = isAnswered(crash, known);
  return [
    ...(answered && keptUp === false ? [] : [{ ...again, slot: containerSlot(container.id), by: runtimeName(container.runtime) }]),
    ...(container.pod === null ? [] : [{ ...again, slot: podSlot(container.pod, crash.death), by: 'kubernetes' }]),
    ...((answered && keptUp !== true) || isStopped(crash) ? [] : rolesOf(container)).map(role => ({
      ...again,
      slot: roleSlot(role),
      by: `a new container of the same ${role.by}`,
    })),
  ];
}

const isAnswered = (crash: Crash, { crashed, served }: Known): boolean => !crashed && isAnswer(crash, served);

/** Where a container that only gave its answer would be run for another one. */
export function answerSlots(crash: Crash, known: Known): string[] {
  const { container } = crash.place;
  if (container === null || !isContainerMain(crash) || isKeptUp(container) === true || !isAnswered(crash, known)) return [];
  return [containerSlot(container.id), ...rolesOf(container).map(roleSlot)];
}

/**
 * A command that a timer runs every minute fails, and the timer runs it again: that is its next turn. A service comes back after
 * RestartSec=, 100 ms unless somebody chose otherwise.
 */
function unitWindow(crash: Crash): number {
  return crash.cause.kind === 'exit' && !hasServed(crash) ? TURN_WINDOW : Number.POSITIVE_INFINITY;
}

/**
 * Who runs the same program and listens next on a port that nobody else held: monitors and heirs bring daemons back that are not their
 * children. And whatever a supervisor has listen there next: a new release of it has another path.
 */
function portSlots(crash: Crash): Vacancy[] {
  const { death, place, cause, parent } = crash;
  // It was asked to end, and did: what comes next is somebody's restart.
  if (cause.kind === 'killed' && cause.exitCode !== null) return [];
  // A test whose own server has a fixed port is tried again all the same.
  if (cause.kind === 'exit' && supervisionOf(crash) === null) return [];
  const own = death.listening.filter(socket => socket.port > 0 && isOwn(socket, death));
  const found = { window: EXEC_WINDOW, by: null };
  const kind = classOfParent(death);
  // A test, or a script, that has seen a server fail as it should starts the next with other arguments.
  const slotOf = cause.kind === 'exit' && runsOnce.has(kind) ? portCommandSlot : portSlot;
  return own.flatMap(socket => [
    { ...found, slot: slotOf(portKey(socket), place, death) },
    ...(kind === 'supervisor' && parent !== null ? [{ ...found, slot: heirSlot(parent, portKey(socket)) }] : []),
  ]);
}

/** Whoever adopts what lost its parent starts nothing by itself. */
const isInit = ({ death }: Crash): boolean => isSystemd(death.ancestors[0] ?? null) || (death.ancestors.length === 1 && death.nsPid === death.pid);

const classOfParent = ({ ancestors: [parent] }: Crash['death']): ProgramClass | null => (parent === undefined ? null : programClass(parent));

/** What they start is started for what comes of it, and need not be there again. */
const runsOnce: ReadonlySet<string | null> = new Set(['shell', 'tool', 'test-runner']);

/** Loops and commands start things again all the time, and a runtime its health checks. */
const runsCommands: ReadonlySet<string | null> = new Set(['shell', 'tool', 'runtime']);

/** The parent started the same program again. Whether that means anything depends on what the parent is. */
function parentSlot(crash: Crash, { restarted, served, answered, servedAgain }: Known): Vacancy[] {
  const { death, parent, cause } = crash;
  const parentProcess = death.ancestors[0];
  if (parent === null || parentProcess === undefined || isInit(crash)) return [];
  const by = who(parentProcess);
  const kind = programClass(parentProcess);
  const service = served || supervisionOf(crash) === 'service';
  // Only a service is missed by them; and a test that had a server of its own, failed and is tried again, is none.
  const missed = service && (cause.kind !== 'exit' || servedAgain);
  if (runsCommands.has(kind) && !missed) return [];
  // A server that a test forks is the test's own, and spoken to all the same.
  if (kind === 'test-runner' && !missed && !(service ? isPoolsOwn(crash) : isSpokenTo(death))) return [];
  const asked = cause.kind === 'exit' || cause.kind === 'killed' || cause.kind === 'signal';
  const kept = isKept(crash) || isOwnWorker(crash);
  if (isConnectionHandler(crash) && !kept && !restarted && !isPooled(crash) && asked) {
    // What handles one connection may end at once with an exit code; nobody kills it in the middle.
    const worker = holdsParentsSocket(crash) && (cause.kind === 'killed' || death.lifetimeNs >= STRANGER_LIFETIME);
    return worker ? poolSlots(parent, by) : [];
  }
  if (cause.kind === 'exit' && !service && !kept) return strangerSlot(crash, parent, kind === null && !answered, by);
  if (death.forkOnly) return kind === 'shell' ? [] : [{ slot: forkSlot(parent), window: FORK_WINDOW, by }];
  // What a script or a tool starts next need not be the same server: the next test's has another port.
  const moment = cause.kind === 'exit' && death.lifetimeNs < STRANGER_LIFETIME;
  const sameCommand = moment || (!bringsBack(kind) && (cause.kind === 'exit' || runsCommands.has(kind)));
  return [{ slot: startSlot(parent, death, sameCommand), window: EXEC_WINDOW, by }];
}

/** A master that was seen to fork for no connection may take its time. */
const poolSlots = (parent: string, by: string): Vacancy[] => [
  { slot: workerSlot(parent), window: STRANGER_WINDOW, by, pool: true },
  { slot: forkSlot(parent), window: WORKER_WINDOW, by, pool: true },
];

/** What the parent must start again. A process that wrote a title over its arguments can only be told by its executable. */
function startSlot(parent: string, death: Named, sameCommand: boolean): string {
  if (isRetitled(death)) return exeSlot(parent, death);
  return sameCommand ? commandSlot(parent, death) : programSlot(parent, death);
}

/**
 * An exit code under a parent that isn't known as a supervisor: only a worker, or a long-lived child, whose very command is run again at once;
 * such a child only where nothing is known of its parent, and it was not run for its answer.
 */
function strangerSlot(crash: Crash, parent: string, mayBeService: boolean, by: string): Vacancy[] {
  const { death } = crash;
  if (!isPooled(crash) && (!mayBeService || death.lifetimeNs < STRANGER_LIFETIME)) return [];
  const slot = death.forkOnly ? forkSlot(parent) : startSlot(parent, death, true);
  return [{ slot, window: STRANGER_WINDOW, by, ...(!isPooled(crash) && { lasting: true }) }];
}
