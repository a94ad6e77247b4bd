import type { CiJob, Scope } from '../job.ts';
import type { Verdict, WatchProblem } from '../verdict/verdict.ts';
import type { ReportIncident } from './report-incident.ts';
import type { ReportRules } from './report-rules.ts';

export type * from './report-incident.ts';

export const REPORT_SCHEMA = 'crash-gate/report/1';

/**
 * What `--format json` prints: one object that scripts can rely on. Keys are append-only within "crash-gate/report/1"; new
 * values may appear in every enumeration. Texts are as the tracer recorded them and may hold anything: a byte that is not
 * UTF-8 is the lone surrogate U+DC00 + byte.
 */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly verdict: Verdict;
  /** One plain sentence each: why this verdict. Never empty. */
  readonly reasons: readonly string[];
  readonly watch: ReportWatch;
  /** The watched command; null when the recording names none. */
  readonly command: ReportCommand | null;
  /** The CI job whose steps were watched; null when a command was, or when the recording names none. */
  readonly job: ReportJob | null;
  /** What ran of that job, by time: each run of a step; where the recording has none, steps that started something which died. */
  readonly steps: readonly ReportStep[];
  /** Worst first, then by time. Never at level `ignored`. */
  readonly incidents: readonly ReportIncident[];
  /** Deaths that are part of the work, counted by the rule that says so. */
  readonly ignored: readonly ReportIgnored[];
  /** The user's own rules, and what became of them. */
  readonly rules: ReportRules;
}

/** How much of the machine was watched. */
export interface ReportWatch {
  /** Nothing is known to be missed. */
  readonly complete: boolean;
  /** Which crashes count. machine: all but those of the machine's own services. job: those of the job's processes and containers. */
  readonly scope: Scope;
  /** uname -r; null without a header line. */
  readonly kernel: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly seconds: number | null;
  /** Processes that ended during the watch; null without a trailer line. */
  readonly processes: number | null;
  /** Death records read, whatever became of them. */
  readonly deaths: number;
  /** Events that were lost; null when that isn't known. */
  readonly lost: number | null;
  /** How the tracer got its rights: "root", "sudo", or "docker" (a container of its own). Null when the recording doesn't tell. */
  readonly privilege: string | null;
  /** The set of programs that watched, where it was not the best one: why, and what it can't know, with the reason (keys as in the record's header). */
  readonly layer?: { readonly name: string; readonly why: string | null; readonly unknown: Readonly<Record<string, string>> };
  readonly hooks: readonly { readonly name: string; readonly attached: boolean; readonly why: string | null }[];
  readonly problems: readonly WatchProblem[];
}

export interface ReportCommand {
  readonly argv: readonly string[];
  /** null: it was ended by `signal`, or its end was not seen. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** In the CI system's own words. */
export interface ReportJob extends CiJob {
  /** How the job itself was going when the watch ended; unknown: it still ran, or nobody told. */
  readonly result: 'passed' | 'failed' | 'cancelled' | 'unknown';
}

/**
 * A run of a step (`measured`: an action's main and its post are two), else what a step started, as far as deaths tell: from the start
 * of the first process of it that died to the end of the last one. That isn't how long the step took: a service outlives the step that
 * started it.
 */
export interface ReportStep {
  /** GITHUB_ACTION: the step's id, or what the runner calls a step without one ("__run_2"). */
  readonly id: string;
  /** Milliseconds since the watch began; never negative. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly measured: boolean;
}

export interface ReportIgnored {
  readonly rule: string;
  readonly sentence: string;
  /** What they are called: "exit codes of commands". */
  readonly counted: string;
  readonly count: number;
  /** "grep exited with 1", at most 5. */
  readonly examples: readonly string[];
  /** A user's rule says so, and no built-in one. */
  readonly userRule: boolean;
}
