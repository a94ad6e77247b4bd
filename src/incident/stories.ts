import type { Ancestor, Death } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { isCommand, type Named, processKey, programClass } from '../crash/name.ts';
import type { Job } from '../job.ts';
import { foldCrashes } from './fold.ts';
import type { Masked, Swallower } from './masked.ts';
import { hasOthersBeside, isOwn, portKey } from './port.ts';
import { type Replacement, Replacements } from './replacement.ts';
import { Restarts } from './restarts.ts';
import { commandSlot, exeSlot } from './slots.ts';
import { type Dark, type Draft, longer, type Story } from './story.ts';
import { supervisionOf } from './supervision.ts';
import { firstAfter, type Timeline } from './timeline.ts';
import { answerSlots, type Known } from './vacancy.ts';

/** Crashes in, stories out: what belongs together, what took the dead one's place, and what hid it. By time of the first crash. */
export function tellStories(timeline: Timeline): readonly Story[] {
  const restarts = new Restarts(timeline.starts);
  const drafts = foldCrashes(timeline, restarts);
  const replacements = findReplacements(timeline, drafts);
  const successors = new Set([...replacements.values()].map(processKey));
  const stories = drafts.map(draft => toStory(timeline, draft, replacements.get(draft) ?? null, { successors, restarts }));
  return stories.sort((a, b) => a.lead.death.at - b.lead.death.at);
}

/** The crash itself may be replaced, or an ancestor that it took along: the container around the shell around the program. */
function findReplacements(timeline: Timeline, drafts: readonly Draft[]): ReadonlyMap<Draft, Replacement> {
  const index = new Replacements(timeline);
  const found = new Map<Draft, Replacement>();
  const asked = drafts.flatMap(draft => [draft.lead, ...draft.outer].map(crash => ({ draft, crash })));
  asked.sort((a, b) => a.crash.death.at - b.crash.death.at);
  for (const { draft, crash } of asked) {
    if (found.has(draft)) continue;
    const replacement = index.find(crash, knownOf(timeline, draft, crash));
    if (replacement !== null) found.set(draft, replacement);
  }
  return found;
}

function knownOf(timeline: Timeline, draft: Draft, crash: Crash): Known {
  const { restarted, lead } = draft;
  const served = crash !== lead && supervisionOf(lead) === 'service';
  return { restarted, served, crashed: lead.cause.kind !== 'exit', answered: isCommand(lead.death), servedAgain: isServedAgain(timeline, draft) };
}

function isAskedAgain(timeline: Timeline, draft: Draft, restarts: Restarts): boolean {
  const slots = (crash: Crash) => answerSlots(crash, knownOf(timeline, draft, crash));
  return [draft.lead, ...draft.outer].some(crash => slots(crash).some(slot => restarts.isFollowed(slot, crash)));
}

interface Starts {
  /** What took a dead one's place. */
  readonly successors: ReadonlySet<string>;
  readonly restarts: Restarts;
}

function toStory(timeline: Timeline, draft: Draft, replacement: Replacement | null, { successors, restarts }: Starts): Story {
  const swallowedBy = replacement === null ? findSwallower(timeline, draft, restarts) : null;
  const { death } = draft.lead;
  return {
    lead: draft.lead,
    followers: draft.followers,
    replacement,
    tookPlace: successors.has(draft.lead.key),
    masked: maskOf(timeline, replacement, swallowedBy),
    swallowedBy,
    retried: swallowedBy !== null && restarts.after(exeSlot(processKey(swallowedBy.process), death), death.at) !== null,
    dark: darkness(timeline, draft),
    attended: draft.attended,
    askedAgain: replacement === null && isAskedAgain(timeline, draft, restarts),
  };
}

function maskOf({ job }: Timeline, replacement: Replacement | null, swallowedBy: Swallower | null): Masked {
  if (replacement !== null) return 'replaced';
  if (swallowedBy !== null) return 'swallowed';
  return job?.end?.result === 'passed' ? 'tests-passed' : 'no';
}

/** What waited for the crash, or else for what handed it on: a container comes from a daemon, and its `docker run` from the job. */
function findSwallower(timeline: Timeline, { lead, followers }: Draft, restarts: Restarts): Swallower | null {
  for (const crash of [lead, ...followers]) {
    const found = whoWentOn(timeline, crash);
    if (found === null) continue;
    const { process, at, between } = found;
    return { process, at, direct: crash === lead && between.length === 0, ranAgain: isRunAgain(crash, found, restarts) };
  }
  return null;
}

interface WentOn {
  readonly process: Ancestor;
  readonly at: number;
  /** Its descendants down to the dead one, nearest to that first. */
  readonly between: readonly Ancestor[];
}

function whoWentOn({ job, goodEnds }: Timeline, { death }: Crash): WentOn | null {
  if (job === null) return null;
  const inside = insideJob(job, death);
  for (const [index, process] of inside.entries()) {
    const at = goodEnds.get(processKey(process));
    // A container's shim always ends well.
    if (at !== undefined && at >= death.at && programClass(process) !== 'runtime') return { process, at, between: inside.slice(0, index) };
  }
  return null;
}

/** It ran the command again that it was told the end of, or a fork of its own did: a loop in a subshell. */
function isRunAgain({ death }: Crash, { process, between }: WentOn, restarts: Restarts): boolean {
  const children = [death, ...between];
  const isItself = ({ exe, argv }: Named) => exe === process.exe && JSON.stringify(argv) === JSON.stringify(process.argv);
  return [...between, process].some(
    (parent, index) => isItself(parent) && restarts.after(commandSlot(processKey(parent), children[index]!), death.at) !== null,
  );
}

/** Its ancestors below the job's first process; all of them, where it comes from the job by a way that its ancestors don't show. */
function insideJob(job: Job, death: Death): readonly Ancestor[] {
  const root = death.ancestors.findIndex(ancestor => ancestor.pid === job.pid);
  if (root !== -1) return death.ancestors.slice(0, root);
  return death.inJob === true ? death.ancestors.filter(ancestor => ancestor.pid !== 1) : [];
}

/** A socket that others held was served all the time; and of one without a port nothing is told. */
function isServedAgain(timeline: Timeline, draft: Draft): boolean {
  const { death } = draft.lead;
  return darkness(timeline, draft) !== null || !death.listening.some(socket => socket.port > 0 && isOwn(socket, death));
}

/**
 * From the death until one of the ports was listened on again that it, or what ended with it, had listened on. A socket that others held
 * too was only dark if they ended as well: then whoever listens again is a process that started later, and a master that handed the socket
 * down has died with its worker.
 */
function darkness({ listens }: Timeline, { lead, followers }: Draft): Dark | null {
  const dead = new Set([lead, ...followers].map(({ key }) => key));
  let longest: Dark | null = null;
  for (const { death, parent } of [lead, ...followers]) {
    const isHeld = death.parentListens && !dead.has(parent ?? '');
    for (const socket of death.listening) {
      const { port, shared } = socket;
      const served = (shared && isHeld) || hasOthersBeside(socket, death);
      const again = port > 0 && !served ? firstAfter(listens.get(portKey(socket)) ?? [], death.at) : null;
      if (again !== null && (!shared || again.startedAt > death.at)) longest = longer(longest, { port, ms: (again.at - death.at) / 1e6 });
    }
  }
  return longest;
}
