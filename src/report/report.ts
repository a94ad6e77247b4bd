import type { Cause } from '../crash/cause.ts';
import type { Masked } from '../incident/masked.ts';
import type { SenderRelation } from '../incident/sender.ts';
import type { Scope } from '../job.ts';
import type { Level } from '../rules/level.ts';
import type { Verdict, WatchProblem } from '../verdict/verdict.ts';
import type { Accepting } from './accept.ts';
import type { ReportRules } from './report-rules.ts';

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
  readonly hooks: readonly { readonly name: string; readonly attached: boolean; readonly why: string | null }[];
  readonly problems: readonly WatchProblem[];
}

export interface ReportCommand {
  readonly argv: readonly string[];
  /** null: it was ended by `signal`, or its end was not seen. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** In the CI system's own words; null where it didn't say. */
export interface ReportJob {
  /** "github", or "other". */
  readonly system: string;
  /** "octo/shop" */
  readonly repository: string | null;
  /** The workflow's name. */
  readonly workflow: string | null;
  /** The job's id in the workflow. */
  readonly name: string | null;
  readonly runId: string | null;
  readonly attempt: string | null;
  readonly sha: string | null;
  readonly ref: string | null;
  /** The page of this run. */
  readonly url: string | null;
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

export interface ReportIncident {
  /** Short, unique in this report, and the same in another run of the same story, whatever the user's rules say of it by then. */
  readonly id: string;
  /** Readable; the same in every run: no pids, addresses, container ids or temporary paths. */
  readonly signature: string;
  readonly level: Level;
  /** Id of the rule that set the level, and the sentence that goes with it. */
  readonly rule: string;
  readonly ruleSentence: string;
  /** "nginx: worker process died of SIGSEGV" */
  readonly title: string;
  /** One plain sentence on the cause: "read of address 0x8, which is not mapped (null pointer)". */
  readonly explanation: string;
  /** One plain sentence on what became of it: "replaced by nginx: master process (pid 811) after 3.1 ms". */
  readonly outcome: string;
  readonly masked: Masked;
  /** How often it happened; `crashes` may hold fewer. */
  readonly count: number;
  readonly cause: Cause;
  readonly process: ReportProcess;
  /** Who sent the fatal signal; null when nobody did. */
  readonly sender: ReportSender | null;
  readonly replacements: readonly ReportReplacement[];
  /** Who went on, where `masked` is "swallowed", as far as `crashes` goes; empty otherwise. */
  readonly swallowers: readonly ReportSwallower[];
  /** The GitHub step (GITHUB_ACTION) that started it (`stepBy`: ancestor), else the one that ran as it died (running). Of the first crash. */
  readonly step: string | null;
  readonly stepBy: 'ancestor' | 'running' | null;
  /** The step that ran as it died: a service may outlive the one that started it. */
  readonly during: string | null;
  /** How many of the `count` were replaced; `replacements` may hold fewer. */
  readonly replacedCount: number;
  /** What took the dead one's place died as well, at least three in a row, none of which lived for a minute; null: not so. */
  readonly crashLoop: { readonly times: number; readonly overMs: number } | null;
  /**
   * How long nobody listened on the port of the dead process, or of one that ended with it, in milliseconds; the longest of all crashes.
   */
  readonly darkMs: number | null;
  readonly frames: readonly string[];
  readonly lastWords: string | null;
  /** The first crashes of this incident, at most 20: `count` less these were left out. */
  readonly crashes: readonly ReportCrash[];
  /** Ends that followed from it: the shell's 139, siblings that the parent stopped. At most 20; `followerCount` is exact. */
  readonly followers: readonly ReportFollower[];
  readonly followerCount: number;
  /** `match` of the narrowest rule that accepts this incident and no other: keys and values for .github/crash-gate.yml. */
  readonly accept: Accepting;
  /** Why something above is null or empty, by its key. */
  readonly absent: Readonly<Record<string, string>>;
}

export interface ReportProcess {
  /** What a person calls it: "nginx: worker process", "node server.js". */
  readonly name: string;
  readonly exe: string | null;
  readonly argv: readonly string[] | null;
  readonly comm: string;
  readonly cwd: string | null;
  readonly uid: number;
  readonly container: ReportContainer | null;
  /** systemd unit. */
  readonly unit: string | null;
  readonly cgroup: string;
  /** Ports that it listened on. */
  readonly ports: readonly number[];
  /** Nearest first. */
  readonly ancestors: readonly { readonly pid: number; readonly name: string }[];
  /** It or one of its ancestors is the watched command or job; null when the recording doesn't tell. */
  readonly inJob: boolean | null;
}

export interface ReportContainer {
  readonly id: string;
  /** "docker", "containerd", "cri-o", "podman"; "unknown" when the cgroup path only holds the id. */
  readonly runtime: string;
  /** Kubernetes pod uid. */
  readonly pod: string | null;
  /** docker's name ("shop-web-1"), in Kubernetes the container's name within its pod. */
  readonly name: string | null;
  /** As it was asked for: "nginx:1.27". */
  readonly image: string | null;
  readonly compose: { readonly project: string; readonly service: string | null } | null;
  /** docker's restart policy, how often it starts the container again at most (null: no limit), and had done when last looked at. */
  readonly restart: { readonly policy: string | null; readonly most: number | null; readonly count: number } | null;
  /** Kubernetes' names of the pod and of its namespace. */
  readonly podName: string | null;
  readonly namespace: string | null;
  /** The container that it runs in, as a cluster's node does. */
  readonly inside: ReportContainer | null;
}

export interface ReportSender {
  readonly pid: number;
  readonly name: string;
  readonly exe: string | null;
  readonly argv: readonly string[] | null;
  readonly comm: string;
  readonly uid: number;
  readonly ancestors: readonly { readonly pid: number; readonly name: string }[];
  /** What it is to the dead process. */
  readonly relation: SenderRelation;
}

export interface ReportReplacement {
  readonly pid: number;
  readonly afterMs: number;
  /** Who started it: "nginx: master process (pid 811)", "docker". */
  readonly by: string;
}

/** An ancestor inside the job that outlived a crash and ended with 0. */
export interface ReportSwallower {
  readonly pid: number;
  readonly name: string;
  readonly argv: readonly string[] | null;
  /** It was the dead one's parent. */
  readonly direct: boolean;
  /** Always 0, so far. */
  readonly exitCode: number;
  /** When it ended: ISO 8601, UTC; null without a header line. */
  readonly at: string | null;
  /** From the death to its end. */
  readonly afterMs: number;
}

export interface ReportCrash {
  readonly pid: number;
  readonly tid: number;
  /** ISO 8601, UTC; null without a header line. */
  readonly at: string | null;
  /** Milliseconds since the watch began. */
  readonly atMs: number;
  /** The raw status word of wait(2). */
  readonly status: number;
  readonly lifetimeMs: number;
  /** The step that this one belonged to, and how that is known. */
  readonly step: string | null;
  readonly stepBy: 'ancestor' | 'running' | null;
  /** What took its place. */
  readonly replacement: ReportReplacement | null;
}

export interface ReportFollower {
  readonly pid: number;
  readonly name: string;
  /** "exited with 139", "was killed with SIGQUIT by postgres (pid 7)". */
  readonly how: string;
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
