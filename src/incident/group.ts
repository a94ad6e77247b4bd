import type { Crash } from '../crash/crash.ts';
import { programName } from '../crash/name.ts';
import { rolesOf } from '../crash/place.ts';
import { signatureOf } from '../crash/signature.ts';
import { CrashLoops } from './crash-loop.ts';
import { type Incident, MAX_STORIES } from './incident.ts';
import type { Masked } from './masked.ts';
import { type Dark, longer, type Story } from './story.ts';

interface Ruled {
  readonly rule: { readonly id: string };
  readonly builtin: { readonly id: string };
}

/** An incident, and what was decided on the first of its stories. */
export interface Grouped<Decision> {
  readonly incident: Incident;
  readonly decision: Decision;
}

/**
 * Stories of the same signature, in the same container, of the same sender and decided alike are one incident. They are told one after the other; a few are
 * kept of each, so that memory grows with the incidents and not with their stories.
 */
export class Groups<Decision extends Ruled> {
  readonly #groups = new Map<string, { readonly decision: Decision; readonly group: Group }>();

  add(story: Story, decision: Decision): void {
    const signature = signatureOf(story.lead);
    const key = JSON.stringify([signature, placeKey(story.lead), senderName(story.lead), decision.rule.id, decision.builtin.id]);
    const known = this.#groups.get(key) ?? { decision, group: new Group(signature) };
    this.#groups.set(key, known);
    known.group.add(story);
  }

  /** By time of the first story. */
  incidents(): readonly Grouped<Decision>[] {
    const found = [...this.#groups.values()].map(({ decision, group }) => ({ incident: group.incident(), decision }));
    return found.sort((a, b) => beginOf(a.incident) - beginOf(b.incident));
  }
}

const placeKey = ({ place: { container } }: Crash): string | null =>
  container === null ? null : (container.pod ?? rolesOf(container)[0]?.key ?? container.id);

const senderName = ({ sender }: Crash): string | null => (sender === null ? null : programName(sender));

const beginOf = ({ stories }: Incident): number => stories[0]!.lead.death.at;

const hiding: readonly Masked[] = ['no', 'tests-passed', 'swallowed', 'replaced'];

class Group {
  readonly #signature: string;
  readonly #stories: Story[] = [];
  readonly #masks = new Set<Masked>();
  readonly #loops = new CrashLoops();
  #count = 0;
  #followerCount = 0;
  #replacedCount = 0;
  #dark: Dark | null = null;

  constructor(signature: string) {
    this.#signature = signature;
  }

  add(story: Story): void {
    this.#count++;
    if (this.#stories.length < MAX_STORIES) this.#stories.push(story);
    this.#masks.add(story.masked);
    this.#loops.add(story);
    this.#followerCount += story.followers.length;
    if (story.replacement !== null) this.#replacedCount++;
    this.#dark = longer(this.#dark, story.dark);
  }

  incident(): Incident {
    return {
      signature: this.#signature,
      stories: this.#stories.toSorted((a, b) => a.lead.death.at - b.lead.death.at),
      count: this.#count,
      followerCount: this.#followerCount,
      masked: hiding.findLast(masked => this.#masks.has(masked)) ?? 'no',
      dark: this.#dark,
      replacedCount: this.#replacedCount,
      crashLoop: this.#loops.longest,
    };
  }
}
