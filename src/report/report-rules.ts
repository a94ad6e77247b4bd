import type { ExpectationStatus } from '../rules/expectation.ts';
import type { RuleProblem } from '../rules/user/spec.ts';

/** What a report tells of the user's own rules. Keys are append-only, as in report.ts. */
export interface ReportRules {
  /** Where they come from: ".github/crash-gate.yml". */
  readonly files: readonly string[];
  readonly expectations: readonly ReportExpectation[];
  /** Why they could not be used; then none of them was, and the verdict is `failed`. */
  readonly problems: readonly RuleProblem[];
}

/** A rule that says how often something has to happen; what it matches is no incident, unless it happened too often. */
export interface ReportExpectation {
  /** Id of the rule: ".github/crash-gate.yml:4". */
  readonly rule: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
  readonly min: number;
  /** null: as often as it likes. */
  readonly max: number | null;
  /** How often it happened. */
  readonly seen: number;
  /** too-few and too-many fail the gate; open: more may come, or may have been missed. */
  readonly status: ExpectationStatus;
}
