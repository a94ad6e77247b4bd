import type { Crash } from '../crash/crash.ts';
import { displayName, programClass } from '../crash/name.ts';
import { belongsTo, type Job } from '../job.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

/** Whose a story is. unknown: nothing in the record tells; it is treated as the job's. */
export type Belonging = { readonly whose: 'job' | 'unknown' } | { readonly whose: 'others'; readonly because: string };

const mine: Belonging = { whose: 'job' };
const unknown: Belonging = { whose: 'unknown' };
const others = (because: string): Belonging => ({ whose: 'others', because });

/**
 * What comes from the job's first process is the job's, and so is a story of which any part does: `docker run` that hands its
 * container's exit code on, a process that the OOM killer took along. Containers of a daemon come from nobody: see `containerOf`.
 */
export function belongingOf(story: Story, timeline: Pick<Timeline, 'job' | 'rootStartedAt' | 'containerStarts'>): Belonging {
  const { job } = timeline;
  if (job === null || job.pid === null) return unknown;
  const known = [story.lead, ...story.followers].map(crash => comesFrom(job, crash));
  if (known.includes(true)) return mine;
  if (story.lead.place.container !== null) return containerOf(story.lead, job, timeline);
  return known[0] === null ? unknown : others(origin(story.lead));
}

/** The kernel side's word, where it was asked; ancestors alone can't tell that something isn't the job's, for it may have detached. */
function comesFrom(job: Job, { death }: Crash): boolean | null {
  if (death.inJob !== undefined) return death.inJob;
  return belongsTo(job, death) === true ? true : null;
}

/**
 * A daemon starts containers for whoever asks, and nobody records who asked. A container is the job's when its first process, as far as
 * the record knows it, started after the job's own first one, while no other CI runner worked on the machine.
 */
function containerOf({ place }: Crash, job: Job, { rootStartedAt, containerStarts }: Pick<Timeline, 'rootStartedAt' | 'containerStarts'>): Belonging {
  const { id, name } = place.container!;
  const label = `container ${name ?? id.slice(0, 12)}`;
  const start = containerStarts.get(id);
  if (start === undefined) return others(`nothing tells when ${label} started`);
  if (start < rootStartedAt) return others(`${label} ran before the job began`);
  if (job.rivals === null) return others(`${label} may be another job's: nobody looked which runners work on this machine`);
  const [rival] = job.rivals;
  if (rival !== undefined) return others(`${label} may be another job's: ${rival.name} (pid ${rival.pid}) works on this machine too`);
  return mine;
}

/** When a container's first process started, or the runtime's that stands before it; null: this crash doesn't tell. */
export function containerStart({ death }: Crash): number | null {
  const runtime = death.ancestors.find(ancestor => programClass(ancestor) === 'runtime');
  return runtime?.startedAt ?? (death.nsPid === 1 ? death.startedAt : null);
}

function origin({ death, place }: Crash): string {
  if (place.unit !== null && !place.unit.endsWith('.scope')) return `part of ${place.unit}`;
  const parent = death.ancestors[0];
  return parent === undefined ? 'not started by the job' : `started by ${displayName(parent)} (pid ${parent.pid}), not by the job`;
}
