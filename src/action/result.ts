/** What a verdict means for the job. */
import type { Report } from '../report/report.ts';
import type { Gate } from '../settings.ts';

export interface Policy {
  readonly gate: Gate;
  readonly onUnsupported: 'fail' | 'warn';
}

/** "Not watched, or not wholly" is a matter of its own: a verdict that isn't there can't fail anything. */
export function isFailing({ verdict }: Report, { gate, onUnsupported }: Policy): boolean {
  if (gate === 'off') return false;
  return verdict === 'inconclusive' ? onUnsupported === 'fail' : verdict === 'failed' && gate === 'fail';
}
