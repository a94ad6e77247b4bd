/** Verdict and gate → exit status. */
import { EXIT } from '../errors.ts';
import type { Gate } from '../settings.ts';
import type { Verdict } from '../verdict/verdict.ts';

const statuses: Readonly<Record<Verdict, number>> = { clean: EXIT.ok, tolerated: EXIT.ok, failed: EXIT.gateFailed, inconclusive: EXIT.inconclusive };

/** Only `--gate fail` lets a verdict decide. */
export const gateStatus = (verdict: Verdict, gate: Gate): number => (gate === 'fail' ? statuses[verdict] : EXIT.ok);

/** The worst of several: unusable input, then a failed gate, then an inconclusive one. */
export function worst(statuses: readonly number[]): number {
  return [EXIT.usage, EXIT.gateFailed, EXIT.inconclusive].find(status => statuses.includes(status)) ?? EXIT.ok;
}
