import type { Death } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { processKey, programClass } from '../crash/name.ts';
import { who } from '../crash/sentence.ts';
import { runtimeName } from './container.ts';
import { type Candidate, candidatesOf } from './slots.ts';
import { isUnitMain } from './supervision.ts';
import { append, type Started, type Timeline } from './timeline.ts';
import { type Known, vacanciesOf } from './vacancy.ts';
import { STRANGER_LIFETIME } from './worker.ts';

/** A process started in the place of a dead one. */
export interface Replacement {
  readonly pid: number;
  readonly startedAt: number;
  /** From the death to the start of the program, in milliseconds. */
  readonly afterMs: number;
  /** Who started it: "nginx: master process (pid 811)", "docker", "systemd". */
  readonly by: string;
}

/** A pool that is whole again forks no more for a while. */
const POOL_TIME = 5e9;
/** Among so many starts of the same place is the next after a death. */
const NEAR = 8;

/** Finds replacements. Each start replaces one process, so crashes must be asked for in the order of their deaths. */
export class Replacements {
  readonly #places = new Map<string, Candidate[]>();
  readonly #heads = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly #children = new Map<string, Started[]>();
  /** By parent. */
  readonly #crashes = new Map<string, Death[]>();
  readonly #tries = new Map<string, ReadonlySet<string>>();
  readonly #timeline: Timeline;
  readonly #job: number | null;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#job = timeline.job?.pid ?? null;
    const ports = new Map<string, string[]>();
    for (const [port, listens] of timeline.listens) for (const listen of listens) append(ports, processKey(listen), port);
    for (const start of timeline.starts) {
      for (const candidate of candidatesOf(start, ports.get(start.key) ?? [])) append(this.#places, candidate.slot, candidate);
      if (start.parent !== null) append(this.#children, processKey(start.parent), start);
    }
    for (const { parent, death } of timeline.crashes) if (parent !== null) append(this.#crashes, parent, death);
    for (const list of this.#places.values()) list.sort((a, b) => a.at - b.at);
  }

  find(crash: Crash, known: Known): Replacement | null {
    for (const { slot, window, by, pool, lasting } of vacanciesOf(crash, known)) {
      const found = this.#next(slot, crash.death.at, window);
      if (
        found === null ||
        this.#isHelper(crash, found) ||
        (pool && this.#forksAnyway(crash)) ||
        (lasting && this.#triesIn(slot).has(found.start.key))
      )
        continue;
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
   * systemd starts in between, most belongs to other units; and what lived beside it is a service of its own, which fails as it starts, too.
   */
  #isHelper(crash: Crash, found: Candidate): boolean {
    const { death, cause, parent } = crash;
    if (isUnitMain(crash) || cause.kind !== 'exit' || death.listening.length > 0 || death.lifetimeNs >= STRANGER_LIFETIME || parent === null)
      return false;
    const between = this.#children.get(parent)?.filter(start => start.key !== found.start.key && start.at > death.at && start.at < found.at) ?? [];
    const others = new Set(between.flatMap(({ programs }) => programs.map(({ exe }) => exe)).filter(exe => exe !== death.exe));
    if (others.size === 0) return false;
    const beside = this.#crashes.get(parent)?.filter(other => other.startedAt < death.at && other.at > death.startedAt) ?? [];
    return !beside.some(({ exe }) => others.has(exe));
  }

  /** What was started again until it ended well by itself: a command that was tried again. No service ends like that. By slot, whole: loops are long. */
  #triesIn(slot: string): ReadonlySet<string> {
    const known = this.#tries.get(slot);
    if (known !== undefined) return known;
    const tries = new Set<string>();
    const list = this.#places.get(slot) ?? [];
    for (let index = list.length - 1; index >= 0; index--) {
      const { key } = list[index]!.start;
      const crash = this.#timeline.byKey.get(key);
      const next = crash?.cause.kind === 'exit' ? list.slice(index + 1, index + 1 + NEAR).find(({ at }) => at > crash.death.at) : undefined;
      if (this.#timeline.finished.has(key) || (next !== undefined && tries.has(next.start.key))) tries.add(key);
    }
    this.#tries.set(slot, tries);
    return tries;
  }

  /** More forks than deaths: the next one was for the next connection, or for whatever else it forks. */
  #forksAnyway({ death: { at }, parent }: Crash): boolean {
    if (parent === null) return false;
    const soon = (of: { readonly at: number }) => of.at > at && of.at - at <= POOL_TIME;
    const forks = this.#children.get(parent)?.filter(start => start.programs.length === 0 && start.runs.hasConnection !== true && soon(start)) ?? [];
    const deaths = this.#crashes.get(parent)?.filter(soon) ?? [];
    return forks.length > deaths.length + 1;
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

/**
 * Who started it: helpers and shells in between only did so on somebody's behalf, and what was not there yet when the other died is a part of
 * the replacement (runuser, bwrap). Nobody is looked for above the job; and the first process only adopted what a daemon's starter has left.
 * Where all of a container is new, down to its shell or its init, the runtime has made it.
 */
function starterOf({ programs, parent, place }: Started, { death }: Crash, job: number | null): string {
  const ancestors = programs[0]?.ancestors ?? [];
  const end = ancestors.findIndex(({ pid }, index) => pid === job || index === ancestors.length - 1);
  const there = ancestors.slice(0, end).filter(({ startedAt }) => startedAt < death.at);
  const isNew = there.length === 0 && end > 0 && ancestors[end]!.pid !== job;
  if (isNew && place.container !== null) return runtimeName(place.container.runtime);
  const starter = there.find(ancestor => !helpers.has(programClass(ancestor))) ?? there[0] ?? ancestors[0] ?? parent;
  return starter === null || starter.pid === 1 ? 'an unknown process' : who(starter);
}

const helpers: ReadonlySet<string | null> = new Set(['shell', 'tool']);
