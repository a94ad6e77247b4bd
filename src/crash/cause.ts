/**
 * Why a process ended: one union on `kind`. The report prints a cause as it is, so keys are append-only, and readers must
 * be ready for kinds that they don't know. Names (signals, codes, system calls) are decoded; raw numbers stay in the record.
 */
export type Cause = FaultCause | AbortCause | OomCause | KilledCause | SignalCause | LimitCause | ExitCause | UnknownCause;

export type CauseKind = Cause['kind'];

/** What really ended the process, where that isn't the cause itself: a handler took the fault, then re-raised, aborted or exited. */
export interface FinalEnd {
  readonly signal: string | null;
  readonly exitCode: number | null;
}

/** A fault of its own: raised by the kernel, or one of the fault signals that it sent to itself. */
export interface FaultCause {
  readonly kind: 'fault';
  /** "SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP", "SIGSYS". */
  readonly signal: string;
  /** "SEGV_MAPERR", "SI_KERNEL", "SI_TKILL"; null when the kernel's details were not seen. */
  readonly code: string | null;
  /** Where it touched memory (SEGV, BUS), or the instruction (ILL, FPE, TRAP); null when the kernel gave none. */
  readonly faultAddress: string | null;
  /** From x86's page fault error code; null where that isn't known. */
  readonly access: 'read' | 'write' | 'execute' | null;
  readonly detail: FaultDetail;
  /** The system call that a seccomp filter forbade. */
  readonly syscall: string | null;
  readonly instructionPointer: string | null;
  /** The name of the thread that faulted. */
  readonly thread: string | null;
  /** A handler took the fault; this is how the process ended afterwards. */
  readonly ended: FinalEnd | null;
}

/** What is certain about a fault beyond its signal and code. */
export type FaultDetail =
  | 'null-pointer'
  | 'not-mapped'
  | 'not-allowed'
  | 'stack-overflow'
  | 'general-protection'
  | 'sent-to-itself'
  | 'seccomp'
  | 'other';

/** SIGABRT by itself: an assertion, C++ terminate, a Rust or .NET abort, a heap error that the allocator found. */
export interface AbortCause {
  readonly kind: 'abort';
  readonly signal: 'SIGABRT';
  readonly thread: string | null;
}

/** Chosen by the OOM killer. */
export interface OomCause {
  readonly kind: 'oom';
  readonly signal: 'SIGKILL';
  /**
   * cgroup: a memory cgroup was at its limit; nodes: the memory nodes that a cpuset or a memory policy allows had none left; machine: no limit was
   * reached, the machine had no memory left; unknown: the record doesn't tell which.
   */
  readonly scope: 'cgroup' | 'nodes' | 'machine' | 'unknown';
  /** Levels above the victim's own cgroup at which the limit was hit (0: its own); null: it was no cgroup's, or the record doesn't tell whose. */
  readonly level: number | null;
  readonly cgroup: string;
  readonly limitBytes: number | null;
  readonly usageBytes: number | null;
  /** Resident memory of the victim: anonymous, file and shared; null where the kernel doesn't tell (5.10, 5.15). */
  readonly ownBytes: number | null;
  /** The process whose allocation hit the limit; null when it was the victim itself. */
  readonly trigger: { readonly pid: number; readonly name: string } | null;
}

/** A fatal signal from someone else: a process, or the kernel on behalf of a process that was ending. */
export interface KilledCause {
  readonly kind: 'killed';
  readonly signal: string;
  /** process: someone called kill; kernel: the sender's own end took this process along. */
  readonly by: 'process' | 'kernel';
  /** It handled the request to end and left with this code; null when the signal itself ended it. */
  readonly exitCode: number | null;
}

/** Any other signal: from itself, a timer, the terminal, a closed pipe. */
export interface SignalCause {
  readonly kind: 'signal';
  readonly signal: string;
  readonly by: 'itself' | 'timer' | 'kernel';
  readonly exitCode: number | null;
}

/** A resource limit. */
export interface LimitCause {
  readonly kind: 'limit';
  readonly signal: string;
  readonly limit: 'cpu-time' | 'file-size';
  /** Processor time used, in milliseconds; null where the record doesn't tell. */
  readonly cpuMs: number | null;
}

/** An exit code other than 0 and nothing that explains it. */
export interface ExitCause {
  readonly kind: 'exit';
  readonly exitCode: number;
}

/** The record doesn't say. */
export interface UnknownCause {
  readonly kind: 'unknown';
  readonly signal: string;
  readonly why: string;
}
