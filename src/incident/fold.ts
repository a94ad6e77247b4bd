import type { Crash } from '../crash/crash.ts';
import { exeName, isSystemd, processKey, programClass } from '../crash/name.ts';
import { containerClients } from '../crash/programs.ts';
import { SIGKILL } from '../crash/signals.ts';
import { findChosen } from './oom-group.ts';
import type { Restarts } from './restarts.ts';
import type { Draft } from './story.ts';
import { isContainerMain, supervisionOf } from './supervision.ts';
import type { Timeline } from './timeline.ts';

const SECOND = 1e9;
/** A waiting ancestor hands the end on at once; a slow one writes its logs first. */
export const CHAIN_TIME = 10 * SECOND;
/** The same for an ancestor whose exit code doesn't say what it waited for. */
const LOOSE_CHAIN_TIME = 1 * SECOND;
/** A parent asks its other children to end as soon as it learns of a crash; some look once a second. */
const ASK_TIME = 2 * SECOND;
/** PostgreSQL gives them 5 s before it kills them. */
const SIBLING_TIME = 10 * SECOND;
const CLIENT_TIME = 3 * SECOND;

const commanders: ReadonlySet<string | null> = new Set(['shell', 'tool', 'test-runner']);

/** Puts crashes that are one story together, in one pass by time. */
export function foldCrashes(timeline: Timeline, restarts: Restarts): readonly Draft[] {
  const fold = new Fold(findChosen(timeline.crashes), restarts);
  const taken: Crash[] = [];
  for (const crash of timeline.crashes) {
    // Those that the end of another process took along wait until that one has its story.
    if (takenAlong(crash) !== null) taken.push(crash);
    else fold.add(crash);
  }
  for (const crash of taken) fold.addTaken(crash);
  return fold.drafts;
}

/** Who took it along: the kernel killed it because that process was ending. */
const takenAlong = ({ cause, sender }: Crash): string | null =>
  cause.kind === 'killed' && cause.by === 'kernel' && sender !== null ? processKey(sender) : null;

class Fold {
  readonly drafts: Draft[] = [];
  readonly #storyOf = new Map<string, Draft>();
  /** What an ancestor would end with, if it ended because of a crash: "<ancestor> <exit code>" → the crash. */
  readonly #expected = new Map<string, Expected>();
  /** The last end of a story that a process was told of as its parent: sh's 139, to make. */
  readonly #told = new Map<string, Expected>();
  /** The last crash of a child, by family. */
  readonly #crashedChild = new Map<string, Expected>();
  /** The last end of a container's main process, by its exit code as clients hand it on. */
  readonly #containers = new Map<number, Expected>();
  /** What the OOM killer chose, by what it killed. */
  readonly #chosen: ReadonlyMap<string, Crash>;
  readonly #restarts: Restarts;

  constructor(chosen: ReadonlyMap<string, Crash>, restarts: Restarts) {
    this.#chosen = chosen;
    this.#restarts = restarts;
  }

  add(crash: Crash): void {
    const leader = this.#oomGroup(crash) ?? this.#siblings(crash) ?? this.#chain(crash) ?? this.#client(crash);
    const draft = leader ?? this.#begin(crash);
    if (draft.lead !== crash) draft.followers.push(crash);
    this.#storyOf.set(crash.key, draft);
    this.#expect(crash, draft);
  }

  addTaken(crash: Crash): void {
    const leader = this.#storyOf.get(takenAlong(crash) ?? '') ?? null;
    const draft = leader ?? this.#begin(crash);
    if (leader !== null) draft.followers.push(crash);
    this.#storyOf.set(crash.key, draft);
  }

  #begin(crash: Crash): Draft {
    const draft: Draft = { lead: crash, followers: [], outer: [], restarted: false, attended: false };
    this.drafts.push(draft);
    return draft;
  }

  /** What was chosen may be the last to die. */
  #oomGroup(crash: Crash): Draft | null {
    const chosen = this.#chosen.get(crash.key);
    if (chosen === undefined) return null;
    const draft = this.#storyOf.get(chosen.key) ?? this.#begin(chosen);
    this.#storyOf.set(chosen.key, draft);
    return draft;
  }

  /** A parent that stops its other children because one has crashed. What runs commands has other reasons: one took too long. */
  #siblings(crash: Crash): Draft | null {
    const { cause, sender, parent, death } = crash;
    if (cause.kind !== 'killed' || cause.by !== 'process' || sender === null || parent === null || processKey(sender) !== parent) return null;
    if (commanders.has(programClass(sender))) return null;
    const draft = recent(this.#crashedChild.get(familyOf(crash, parent)), death.at, SIBLING_TIME);
    // What was started since is no sibling but the one that took its place.
    if (draft === null || death.startedAt > draft.lead.death.at || !this.#stoppedFor(draft.lead, crash)) return null;
    draft.restarted = true;
    return draft;
  }

  /**
   * It was asked to end at once, and before its parent ran again what had crashed: who goes on with that one and stops another later has a
   * reason of its own, a teardown. Unless it runs this one again as well: some start all of them over in turn.
   */
  #stoppedFor(lead: Crash, crash: Crash): boolean {
    const { sent, at } = crash.death;
    const asked = sent?.at ?? at;
    const wait = asked - lead.death.at;
    if (wait < 0 || wait > (sent?.signal === SIGKILL ? SIBLING_TIME : ASK_TIME)) return false;
    const [back, again] = [this.#restarts.of(lead), this.#restarts.of(crash)];
    return back === null || asked <= back || (again !== null && again - asked <= SIBLING_TIME);
  }

  /**
   * An ancestor that ends with what its descendant's end stands for, the shell's 139, the container's 139; and one that fails in its own
   * way right after its child did, make's 2 and npm's 1.
   */
  #chain(crash: Crash): Draft | null {
    const code = handedOn(crash);
    if (code === null) return null;
    const expected = this.#expected.get(`${crash.key} ${code}`);
    // Many programs exit with 1 or 2 for reasons of their own.
    const exact = recent(expected, crash.death.at, expected?.draft.lead.cause.kind === 'exit' ? LOOSE_CHAIN_TIME : CHAIN_TIME);
    // A signal that it sends to itself is its handler's way to obey one: that is a stop, whatever its child did.
    const loose = crash.cause.kind === 'exit' ? [this.#told.get(crash.key), this.#failed(crash)] : [];
    const draft = exact ?? loose.map(one => recent(one, crash.death.at, LOOSE_CHAIN_TIME)).find(one => one !== null) ?? null;
    draft?.outer.push(crash);
    return draft;
  }

  #failed(crash: Crash): Expected | undefined {
    return supervisionOf(crash) === null ? undefined : this.#expected.get(`${crash.key} any`);
  }

  /** `docker run` ends with its container's exit code. */
  #client(crash: Crash): Draft | null {
    if (crash.cause.kind !== 'exit' || !containerClients.has(exeName(crash.death))) return null;
    const draft = recent(this.#containers.get(crash.cause.exitCode), crash.death.at, CLIENT_TIME);
    if (draft !== null) draft.attended = true;
    return draft;
  }

  /** Notes what may follow from a crash. */
  #expect(crash: Crash, draft: Draft): void {
    const { death, end, cause } = crash;
    const expected: Expected = { draft, at: death.at };
    if (isContainerMain(crash)) this.#containers.set(end.exitCode ?? 128 + (end.signal ?? 0), expected);
    if (!beginsChain(draft.lead)) return;
    // A child that left with an exit code when asked to is no crash to its parent.
    if (crash === draft.lead && crash.parent !== null && isOwnFailure(crash) && (cause.kind !== 'killed' || cause.exitCode === null)) {
      this.#crashedChild.set(familyOf(crash, crash.parent), expected);
    }
    // A follower's ancestors wait for the follower: make's 2 after the shell's 139.
    for (const key of expectedOf(crash)) this.#expected.set(key, expected);
    if (!isOwnFailure(draft.lead)) return;
    if (crash.parent !== null) this.#told.set(crash.parent, expected);
    for (const ancestor of death.ancestors) this.#expected.set(`${processKey(ancestor)} any`, expected);
  }
}

/** What one parent starts belongs together; systemd starts everything, and what it stops has to do with its own unit alone. */
const familyOf = ({ death, place }: Crash, parent: string): string =>
  isSystemd(death.ancestors[0] ?? null) ? `${parent} ${place.unit ?? ''}` : parent;

interface Expected {
  readonly draft: Draft;
  readonly at: number;
}

const recent = (expected: Expected | undefined, at: number, within: number): Draft | null =>
  expected !== undefined && at - expected.at <= within ? expected.draft : null;

/** The exit code that this end amounts to, when it may be another's: an exit, or a signal sent to itself as timeout, npm and sudo do. */
export function handedOn({ cause, end, death }: Crash): number | null {
  if (cause.kind === 'exit') return cause.exitCode;
  const own = cause.kind === 'fault' && cause.ended !== null;
  const itself = death.sent?.by === 'process' && death.sent.sender.pid === death.pid;
  return itself && !own && end.signal !== null ? 128 + end.signal : null;
}

/** What ancestors end with that hand this end on: "<ancestor> <exit code>". A shell adds 128 to a signal, others count from 256 down. */
export function expectedOf({ end, death }: Crash): readonly string[] {
  const codes = end.signal === null ? [end.exitCode ?? 0] : [128 + end.signal, 256 - end.signal];
  return death.ancestors.flatMap(ancestor => codes.map(code => `${processKey(ancestor)} ${code}`));
}

/** It died of itself: nobody asked it to end. Something killed from outside counts too where its parent reacts to that. */
const isOwnFailure = ({ cause, sender, parent }: Crash): boolean =>
  ['fault', 'abort', 'oom', 'limit'].includes(cause.kind) || (cause.kind === 'killed' && sender !== null && processKey(sender) !== parent);

/** An exit code of a command is not handed on but simply is its parent's own failure. */
const beginsChain = (lead: Crash): boolean =>
  isOwnFailure(lead) || lead.cause.kind === 'killed' || (lead.cause.kind === 'exit' && supervisionOf(lead) === 'service');
