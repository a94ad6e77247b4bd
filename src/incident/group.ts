import { signatureOf } from '../crash/signature.ts';
import { findCrashLoop } from './crash-loop.ts';
import { type Incident, MAX_STORIES } from './incident.ts';
import type { Masked } from './masked.ts';
import type { Story } from './story.ts';
import { append } from './timeline.ts';

/** Stories of the same signature, in the same container and decided alike are one incident. By time of the first. */
export function groupStories<Decision extends { readonly rule: { readonly id: string } }>(
  judged: readonly { readonly story: Story; readonly decision: Decision }[],
): readonly { readonly incident: Incident; readonly decision: Decision }[] {
  const groups = new Map<string, { story: Story; decision: Decision }[]>();
  for (const one of judged) append(groups, groupKey(one.story, one.decision.rule.id), one);
  return [...groups.values()].map(group => ({ incident: toIncident(group.map(({ story }) => story)), decision: group[0]!.decision }));
}

function groupKey({ lead }: Story, rule: string): string {
  const { container } = lead.place;
  return JSON.stringify([signatureOf(lead), container?.pod ?? container?.id ?? null, rule]);
}

const hiding: readonly Masked[] = ['no', 'tests-passed', 'swallowed', 'replaced'];

function toIncident(stories: readonly Story[]): Incident {
  const masks = new Set(stories.map(story => story.masked));
  return {
    signature: signatureOf(stories[0]!.lead),
    stories: stories.slice(0, MAX_STORIES),
    count: stories.length,
    followerCount: stories.reduce((sum, story) => sum + story.followers.length, 0),
    masked: hiding.findLast(masked => masks.has(masked)) ?? 'no',
    darkMs: stories.reduce<number | null>((longest, { darkMs }) => (darkMs === null ? longest : Math.max(longest ?? 0, darkMs)), null),
    replacedCount: stories.reduce((sum, { replacement }) => sum + (replacement === null ? 0 : 1), 0),
    crashLoop: findCrashLoop(stories),
  };
}
