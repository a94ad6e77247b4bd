import { displayName } from '../crash/name.ts';
import { endPhrase } from '../crash/sentence.ts';
import type { Story } from '../incident/story.ts';
import type { Decision, Rule } from '../rules/rule.ts';
import type { ReportIgnored } from './report.ts';

const MAX_EXAMPLES = 5;

interface Tally {
  readonly rule: Rule;
  count: number;
  readonly examples: Set<string>;
}

/** Counts what is part of the work, by rule. What followed from an ignored death counts with it. */
export class Ignored {
  readonly #byRule = new Map<string, Tally>();

  add(story: Story, decision: Decision): void {
    const { rule } = decision;
    const tally = this.#byRule.get(rule.id) ?? { rule, count: 0, examples: new Set<string>() };
    this.#byRule.set(rule.id, tally);
    tally.count += 1 + story.followers.length;
    if (tally.examples.size < MAX_EXAMPLES) tally.examples.add(exampleOf(story, decision));
  }

  /** Most first. */
  list(): readonly ReportIgnored[] {
    return [...this.#byRule.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ rule, count, examples }) => ({
        rule: rule.id,
        sentence: rule.sentence,
        counted: rule.counted[count === 1 ? 0 : 1],
        count,
        examples: [...examples],
        userRule: rule.written !== undefined,
      }));
  }
}

const exampleOf = ({ lead }: Story, { because }: Decision): string =>
  `${displayName(lead.death)} ${endPhrase(lead)}${because === undefined ? '' : ` (${because})`}`;
