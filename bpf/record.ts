/**
 * The record: what the tracer writes, one JSON object a line (NDJSON). This file mirrors record.c, which is the only C that
 * spells these keys; test/contract/record.test.ts holds the two together.
 *
 * Conventions
 * - Append-only: a key is never renamed or reused. A reader accepts any minor version of its own major version and ignores
 *   keys and record types that it doesn't know.
 * - Times (`at`, `startedAt`) are nanoseconds since the header's `clock.startedAtNs`; a process that ran before the tracer has
 *   a negative `startedAt`. The clock is CLOCK_BOOTTIME, as in the kernel's task->start_boottime.
 * - A process is identified by `pid` and `startedAt` together: a pid alone is reused at will.
 * - 64-bit addresses and ids are hex strings ("0x1234"): a JavaScript number can't hold them.
 * - Names, arguments and paths are bytes. A byte that is not part of valid UTF-8 becomes the lone surrogate U+DC00 + byte
 *   (U+DC80..U+DCFF, Python's "surrogateescape", PEP 383), which valid UTF-8 can't produce: the escape is reversible.
 * - Numbers that come from the kernel keep their raw value (`status`, `code`, `trap`): they are decoded in one place, by the reader.
 */

import type { Ancestor, Death, Identity, Membership } from './death.ts';

export type * from './death.ts';

/** The format that this reader understands; the header's `version` must have the same major. */
export const RECORD_VERSION = '1.2';

export type BpfRecord = Header | Death | End | Start | Listen | Container | Step | Note | Trailer;

/** First line. Written only after the tracer has proven that it sees deaths. */
export interface Header {
  readonly type: 'header';
  /** "major.minor" of the format. */
  readonly version: string;
  /** Version of the tracer's own build. */
  readonly tracer: string;
  /** uname -r. */
  readonly kernel: string;
  /** uname -m: "x86_64" or "aarch64". */
  readonly machine: string;
  readonly bootId: string | null;
  readonly clock: {
    readonly base: 'boottime';
    /** CLOCK_BOOTTIME at the start, decimal nanoseconds. Every other time is relative to it. */
    readonly startedAtNs: string;
    /** The same moment as ISO 8601 UTC. */
    readonly startedAt: string;
  };
  /** The tracer's own process, so that readers can leave it out. */
  readonly pid: number;
  /** The process that everything of the job comes from (`--job`); null: nobody said. Since 1.1. */
  readonly job?: { readonly pid: number; readonly startedAt: number } | null;
  /** Which set of programs watches. Since 1.1. */
  readonly layer?: Layer;
  readonly hooks: readonly Hook[];
  /** The proof of readiness: the known death, and how long it took to be seen. */
  readonly proof: { readonly pid: number; readonly signal: number; readonly faultAddress: string; readonly seenAfterNs: number };
  /** Time from the tracer's first instruction to the proof, in nanoseconds. */
  readonly armedAfterNs: number;
  /** How many processes ran already. */
  readonly snapshot: number;
  /** Who asked for the watch, where that was a process of another container; the numbers of processes that it knows are not the record's. */
  readonly starter?: {
    readonly pid: number;
    /** Its pid inside its own pid namespace, and that namespace's inode number. */
    readonly nsPid: number;
    readonly pidNamespace: number;
    /** Its nearest ancestor outside of that pid namespace; absent where the namespace is the machine's own. */
    readonly outside?: number;
  };
}

export interface Layer {
  /** "typed": with the kernel's types (BTF), all that a record can hold. "floor": without, what stable tracepoints tell. */
  readonly name: string;
  /** Why it isn't a better one. */
  readonly why?: string;
  /**
   * What it can't know, with the reason: keys of records ("death.rusage"), of parts of them ("fault.stackPointer"), or types of records that
   * never come ("listen"). Such keys are missing or null; in their place the reader has what bpf/unknown.ts says.
   */
  readonly unknown: Readonly<Record<string, string>>;
}

export interface Hook {
  /** The kernel hook: "tp_btf/sched_process_exit". */
  readonly name: string;
  readonly attached: boolean;
  /** Why it isn't attached. */
  readonly why?: string;
  /** Present, and false, where the watch is whole without it: this kernel tells the same in another way, or it is an extra. */
  readonly needed?: false;
}

/** The end with status 0 of an ancestor of a process that died: it went on, and ended well; or of what started after such a death. */
export interface End {
  readonly type: 'end';
  readonly at: number;
  readonly pid: number;
  readonly startedAt: number;
  readonly status: number;
  /** Another process had sent it SIGTERM, SIGINT, SIGHUP or SIGQUIT: it was stopped. Absent: it ended by itself. */
  readonly asked?: boolean;
}

/** A start that may be a replacement: same program, and same parent, cgroup or container as a process that died shortly before. */
export interface Start extends Identity, Membership {
  readonly type: 'start';
  readonly at: number;
  /** fork: it runs its parent's program; exec: it loaded a program. A fork is followed by an exec record if it execs after all. */
  readonly how: 'fork' | 'exec';
  /**
   * Of a fork: it has a connection from its birth that its parent had accepted, and so was made to handle it; a worker that accepts
   * by itself has none. Absent: not known.
   */
  readonly hasConnection?: boolean;
  readonly cgroup: string;
  readonly nsPid: number;
  readonly ancestors: readonly Ancestor[];
  /** The death that made the tracer look out for it; for the exec of a process whose fork was recorded, that fork's. */
  readonly after: { readonly pid: number; readonly startedAt: number };
}

/** A port that a dead process listened on is listened on again. */
export interface Listen {
  readonly type: 'listen';
  readonly at: number;
  readonly pid: number;
  readonly startedAt: number;
  readonly port: number;
  /** As of ListeningSocket. */
  readonly networkNamespace?: number;
}

/**
 * A container, as its runtime's own files describe it; a later one of the same id replaces it. It comes as it starts during the watch,
 * milliseconds after the first death in it, and again when something changed. One in which nothing dies may have none. Nothing else of those files is recorded. A text of
 * more than 300 bytes is cut, and ends in "…".
 */
export interface Container {
  readonly type: 'container';
  readonly at: number;
  /** The one in the cgroup's path: 64 hex digits, or what a client of containerd chose. */
  readonly id: string;
  /** Whose files told: "docker", "containerd", "cri-o", "podman"; null when none were found. */
  readonly runtime: string | null;
  /** docker's begins with "/". In Kubernetes the container's name within its pod. */
  readonly name: string | null;
  readonly image: string | null;
  readonly compose: { readonly project: string | null; readonly service: string | null } | null;
  /** docker's restart policy, its MaximumRetryCount (0: no limit), and how often docker has started the container again. */
  readonly restart: { readonly policy: string | null; readonly most: number; readonly count: number } | null;
  /** Kubernetes' pod. */
  readonly pod: { readonly name: string | null; readonly namespace: string | null; readonly uid: string | null } | null;
  /** Why it has no name. */
  readonly missing?: string;
}

/**
 * A process that the job's root started itself and whose environment has GITHUB_ACTION begins, or ends: so long a step of a workflow's
 * job ran. Each begins once and ends once; one that ran when the watch began, or still runs when it ends, is not told in full.
 */
export interface Step {
  readonly type: 'step';
  readonly at: number;
  readonly what: 'begin' | 'end';
  readonly pid: number;
  readonly startedAt: number;
  /** GITHUB_ACTION; null where it ends. */
  readonly id: string | null;
}

/** A line that whoever started the tracer asked it to keep, word for word. */
export interface Note {
  readonly type: 'note';
  readonly at: number;
  readonly text: string;
}

/** Last line: without it, the recording is incomplete. */
export interface Trailer {
  readonly type: 'trailer';
  readonly at: number;
  /** "stopped" (asked to), "write failed: …". */
  readonly why: string;
  /** Processes forked, programs executed and processes ended during the watch. */
  readonly started: number;
  readonly executed: number;
  readonly ended: number;
  /** Ends by class, counted in the kernel; the tracer's own proof is left out. */
  readonly deaths: { readonly clean: number; readonly exit: number; readonly signal: number };
  /** Death records written. */
  readonly recorded: number;
  /** When the tracer's first process had died before its time, and its spare went on. What the first had read and not yet written is missing. */
  readonly takenOverAt?: number;
  /** Events for which a ring buffer had no room. */
  readonly lost: { readonly events: number };
  /** Failures by which more than a detail was lost, by name of the place; and programs that the kernel skipped (recursion). */
  readonly errors: Readonly<Record<string, number>>;
  /** Processes that were dying (dumping core) when the drain's time was over. */
  readonly dying: readonly number[];
  /** Peak resident memory of the tracer. */
  readonly peakRssBytes: number;
}
