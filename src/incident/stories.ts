import type { Ancestor, Death } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { isCommand, processKey, programClass } from '../crash/name.ts';
import type { Job } from '../job.ts';
import { foldCrashes } from './fold.ts';
import type { Masked, Swallower } from './masked.ts';
import { hasOthersBeside, isOwn, portKey } from './port.ts';
import { type Replacement, Replacements } from './replacement.ts';
import { Restarts } from './restarts.ts';
import { exeSlot } from './slots.ts';
import { type Dark, type Draft, longer, type Story } from './story.ts';
import { supervisionOf } from './supervision.ts';
import { firstAfter, type Timeline } from './timeline.ts';

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
    const served = crash !== draft.lead && supervisionOf(draft.lead) === 'service';
    const { restarted, lead } = draft;
    const answered = isCommand(lead.death);
    const known = { restarted, served, crashed: lead.cause.kind !== 'exit', answered, servedAgain: isServedAgain(timeline, draft) };
    const replacement = index.find(crash, known);
    if (replacement !== null) found.set(draft, replacement);
  }
  return found;
}

interface Starts {
  /** What took a dead one's place. */
  readonly successors: ReadonlySet<string>;
  readonly restarts: Restarts;
}

function toStory(timeline: Timeline, draft: Draft, replacement: Replacement | null, { successors, restarts }: Starts): Story {
  const swallowedBy = replacement === null ? findSwallower(timeline, draft) : null;
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
  };
}

function maskOf({ job }: Timeline, replacement: Replacement | null, swallowedBy: Swallower | null): Masked {
  if (replacement !== null) return 'replaced';
  if (swallowedBy !== null) return 'swallowed';
  return job?.end?.result === 'passed' ? 'tests-passed' : 'no';
}

/** What waited for the crash, or else for what handed it on: a container comes from a daemon, and its `docker run` from the job. */
function findSwallower(timeline: Timeline, { lead, followers }: Draft): Swallower | null {
  return [lead, ...followers].reduce<Swallower | null>((found, crash) => found ?? whoWentOn(timeline, crash, crash === lead), null);
}

function whoWentOn({ job, goodEnds }: Timeline, { death }: Crash, isLead: boolean): Swallower | null {
  if (job === null) return null;
  for (const [index, process] of insideJob(job, death).entries()) {
    const at = goodEnds.get(processKey(process));
    // A container's shim always ends well.
    if (at !== undefined && at >= death.at && programClass(process) !== 'runtime') return { process, at, direct: isLead && index === 0 };
  }
  return null;
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
