import { plural } from '../crash/format.ts';
import type { Level } from '../rules/level.ts';
import type { Verdict, WatchProblem } from './verdict.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** One plain sentence each; never empty. */
  readonly reasons: readonly string[];
}

/** An error fails, and so does an objection (a user's expectation that was not met, rules that can't be read), whatever else; without one, an incomplete watch can't say anything; only a complete one can be clean. */
export function judge(levels: readonly Level[], problems: readonly WatchProblem[], objections: readonly string[] = []): Judgement {
  const count = (level: Level): number => levels.filter(candidate => candidate === level).length;
  const incomplete = problems.map(({ message }) => message);
  const errors = count('error') === 0 ? [] : [plural(count('error'), 'incident counts as an error', 'incidents count as errors')];
  if (errors.length + objections.length > 0) return { verdict: 'failed', reasons: [...errors, ...objections, ...incomplete] };
  if (problems.length > 0) return { verdict: 'inconclusive', reasons: incomplete };
  const shown = (['warning', 'notice'] as const).filter(level => count(level) > 0).map(level => plural(count(level), level));
  if (shown.length > 0) return { verdict: 'tolerated', reasons: [`nothing above a warning: ${shown.join(' and ')}`] };
  return { verdict: 'clean', reasons: ['nothing died that should not, and nothing was missed'] };
}
