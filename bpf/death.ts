/** What a death record holds, and what other records share with it. The conventions are in record.ts. */

/** Who a process is. Every text is null when it could not be had; `missing` says why. */
export interface Identity {
  readonly pid: number;
  readonly startedAt: number;
  /** The name of the process's main thread, at most 15 bytes. */
  readonly comm: string;
  /** Path of the executable in its own mount namespace; " (deleted)" is not part of it. */
  readonly exe: string | null;
  readonly argv: readonly string[] | null;
  /** Why exe or argv is null or cut: "gone before it could be read", "it ran another program before it could be read". */
  readonly missing?: string;
}

/** A process up the tree, nearest first. */
export type Ancestor = Identity;

/** What the kernel side knows of a process and the job. */
export interface Membership {
  /**
   * The process comes from the header's `job`, by fork, however it detached since. False also for what had lost its parents before
   * the watch began. Null: no job was named, or more than 32 processes stood in between as the watch began. Since 1.1.
   */
  readonly inJob?: boolean | null;
}

/** One abnormal end of a process: killed by a signal, or an exit code other than 0. Complete by itself. */
export interface Death extends Identity, Membership {
  readonly type: 'death';
  readonly at: number;
  /** The raw status word of wait(2): code = bits 15..8, 0x80 = core dumped, signal = bits 6..0. */
  readonly status: number;
  /** The thread that the fatal signal was delivered to, else the last thread. */
  readonly tid: number;
  /** That thread's own name. */
  readonly threadName: string;
  /** The executable's file was unlinked. */
  readonly exeDeleted?: boolean;
  /** Length of the whole argument area in bytes, also where `argv` was cut. */
  readonly argvBytes: number;
  readonly cwd: string | null;
  readonly uid: number;
  readonly gid: number;
  /** The process never called exec since it was forked: it runs its parent's program. */
  readonly forkOnly: boolean;
  /** pid inside its own pid namespace (1: the namespace's init) and that namespace's inode number. */
  readonly nsPid: number;
  readonly pidNamespace: number;
  /** Inode number of the mount namespace. */
  readonly mountNamespace: number;
  /** Path in the unified hierarchy, or in v1's memory hierarchy where the unified one has no groups. */
  readonly cgroup: string;
  readonly ancestors: readonly Ancestor[];
  /** The GITHUB_ACTION of the process or its nearest ancestor that has one. */
  readonly step: string | null;
  readonly lifetimeNs: number;
  readonly rusage: {
    readonly userNs: number;
    readonly systemNs: number;
    readonly maxRssBytes: number;
    readonly minorFaults: number;
    readonly majorFaults: number;
  };
  /** Sockets that it listened on as it died, and the last one that it had closed. */
  readonly listening: readonly ListeningSocket[];
  /** Its parent listened on a socket as it died: a child of such a parent may be one connection's handler. */
  readonly parentListens: boolean;
  /** Beyond its standard streams it held a unix socket whose other end its parent opened, as the workers of a pool do: they are spoken to. */
  readonly parentChannel?: boolean;
  /** The fatal signal as it was delivered: only for signals that dump core and had no handler. */
  readonly fault: Fault | null;
  /** The last fault that the kernel raised and that a handler took: in the thread that ended the process, else in any of its threads. */
  readonly handledFault: Fault | null;
  /** The last signal sent to the process that explains this end: the fatal one, or, for an exit code, a request to end. */
  readonly sent: SentSignal | null;
  readonly oom: Oom | null;
  /** RLIMIT_STACK (soft) in bytes, null when unlimited, and where the main thread's stack began. */
  readonly stack: { readonly limitBytes: number | null; readonly start: string } | null;
}

export interface ListeningSocket {
  readonly family: 'inet' | 'inet6' | 'unix';
  /** "0.0.0.0", "::1", or the unix socket's path ("@name" when abstract). */
  readonly address: string;
  /** 0 for unix sockets. */
  readonly port: number;
  /** The inode number of the namespace that the port is one of; older recordings don't tell. */
  readonly networkNamespace?: number;
  /** How many sockets took this address's connections by SO_REUSEPORT, this one included; absent without that. */
  readonly group?: number;
  /** Another process held the same socket too (a parent that hands it to its workers). */
  readonly shared: boolean;
  /** Of the TCP socket that it had closed last, and was the last to hold: when it began to listen there, or null: before the watch began. */
  readonly openedAt?: number | null;
  /** When it closed that, be it long before its end; absent for those that were open as it died. */
  readonly closedAt?: number;
}

/** A signal with its machine state, as taken in the thread that got it. */
export interface Fault {
  readonly at: number;
  readonly tid: number;
  readonly threadName: string;
  readonly signal: number;
  /** si_code: > 0 raised by the kernel, <= 0 sent by a process (0 kill, -6 tkill, -1 sigqueue). */
  readonly code: number;
  /** si_addr; null where the siginfo carries none (code <= 0: those bytes are the sender's pid). */
  readonly address: string | null;
  /** The system call of a seccomp SIGSYS. */
  readonly syscall?: number;
  readonly instructionPointer: string | null;
  readonly stackPointer: string | null;
  /** x86: thread.trap_nr (6 invalid opcode, 13 general protection, 14 page fault) and its error code; arm64: null and fault_code. */
  readonly trap: number | null;
  readonly errorCode: string | null;
  /** x86: thread.cr2; arm64: thread.fault_address. */
  readonly faultRegister: string | null;
  /**
   * Of a handledFault: the handler had returned, or had been left by a jump, as the process ended; false: its thread was still at it.
   * Absent where nothing tells (a handler that neither blocks signals nor has a stack of its own). Since 1.2.
   */
  readonly handlerLeft?: boolean;
  /** Of a handledFault: the size of the stack that its handler ran on (sigaltstack(2)); 0: it ran on the thread's own. Since 1.2. */
  readonly handlerStackBytes?: number;
}

/** A signal and who sent it. */
export interface SentSignal {
  readonly at: number;
  readonly signal: number;
  /** si_code; 0x80 (SI_KERNEL) for a signal that the kernel itself sent. */
  readonly code: number;
  /** process: `sender` called kill, tkill, tgkill, pidfd_send_signal or sigqueue (or wrote cgroup.kill). kernel: the kernel sent it while `sender` ran, which may be a bystander. timer: a timer of the process. */
  readonly by: 'process' | 'kernel' | 'timer';
  readonly sender: Sender;
}

export interface Sender extends Identity, Membership {
  readonly uid: number;
  readonly nsPid: number;
  readonly pidNamespace: number;
  /** It was itself exiting: the init of a pid namespace takes the others along. */
  readonly exiting: boolean;
  readonly ancestors: readonly Ancestor[];
}

/** The OOM killer's choice. */
export interface Oom {
  readonly at: number;
  /** The process whose allocation hit the limit; often innocent. */
  readonly trigger: Identity;
  /** The victim's memory cgroup, and usage and limit (null: none) of it and its parents, innermost first; null and "": the layer can't know. */
  readonly cgroup: string;
  readonly levels: readonly { readonly usageBytes: number; readonly limitBytes: number | null }[] | null;
  /**
   * What ran out: a cgroup's memory (`limitLevel`), that of the nodes that a cpuset or a memory policy allows, or the machine's. Absent where no
   * kprobe tells. Since 1.2.
   */
  readonly constraint?: 'machine' | 'cpuset' | 'policy' | 'cgroup';
  /** Whose limit was hit: the index in `levels`. Since 1.2. */
  readonly limitLevel?: number;
  /** Resident memory of the victim; all of them 0 where the kernel tells no more than its number (without kprobes before 6.8, but not in 6.1's stable series). */
  readonly anonymousBytes: number;
  readonly fileBytes: number;
  readonly sharedBytes: number;
  readonly totalVirtualBytes: number;
  readonly scoreAdjust: number;
}
