/** An incident in the report, and all that is told of it: see report.ts. */
import type { Cause } from '../crash/cause.ts';
import type { Masked } from '../incident/masked.ts';
import type { SenderRelation } from '../incident/sender.ts';
import type { Level } from '../rules/level.ts';
import type { Accepting } from './accept.ts';

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
  /** It ran again what it had been told the end of: a retry. */
  readonly ranAgain: boolean;
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
