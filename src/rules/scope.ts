import type { Crash } from '../crash/crash.ts';
import { belongingOf } from '../incident/belonging.ts';
import type { Story } from '../incident/story.ts';
import type { Timeline } from '../incident/timeline.ts';
import type { Job, Scope } from '../job.ts';
import { builtinRules } from './builtin.ts';
import { isHostService } from './host-services.ts';
import type { Decision, Rule } from './rule.ts';

/** What would count, but is none of the job's business. They match nothing by themselves: `confine` puts them in a rule's place. */
export const scopeRules = {
  others: {
    id: 'outside-job',
    level: 'ignored',
    sentence: "with the scope job only the job's own processes count, and the containers that run for it",
    counted: ['crash outside the job', 'crashes outside the job'],
    matches: () => false,
  },
  host: {
    id: 'host-service',
    level: 'ignored',
    sentence: "the machine's own services have nothing to do with the job",
    counted: ["crash of the machine's own services", "crashes of the machine's own services"],
    matches: () => false,
  },
} as const satisfies Readonly<Record<string, Rule>>;

const ids: ReadonlySet<string> = new Set(Object.values(scopeRules).map(({ id }) => id));

/** Whether this rule speaks of something that is not the job's. */
export const isElsewhere = (rule: string): boolean => ids.has(rule);

/** The scope that a judgement can have: without a job that is known, everything counts. */
export const scopeOf = (job: Job | null, wanted: Scope): Scope => (job === null || job.pid === null ? 'machine' : wanted);

/** A decision that counts for something stands only within the scope. A user's own rule knows about the host's services. */
export function confine(
  decision: Decision,
  story: Story,
  timeline: Pick<Timeline, 'job' | 'rootStartedAt' | 'containerStarts'>,
  scope: Scope,
): Decision {
  // What is expected counts, although nobody is told.
  if (decision.rule.level === 'ignored' && decision.rule.written?.expected == null) return decision;
  if (scope === 'job') {
    const belonging = belongingOf(story, timeline);
    return belonging.whose === 'others' ? { ...decision, rule: scopeRules.others, because: belonging.because } : decision;
  }
  const builtin = builtinRules.includes(decision.rule);
  return builtin && isHostService(story.lead) && !isJobsDoing(story.lead)
    ? { ...decision, rule: scopeRules.host, because: `part of ${story.lead.place.unit}` }
    : decision;
}

/** The job itself ended it. */
const isJobsDoing = ({ death, sender }: Crash): boolean => death.inJob === true || sender?.inJob === true;
