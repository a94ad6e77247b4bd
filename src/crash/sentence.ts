import type { Identity } from 'bpf-linux';
import type { AbortCause, Cause, CauseKind, FaultCause, FaultDetail, FinalEnd, KilledCause, LimitCause, OomCause, SignalCause } from './cause.ts';
import type { Crash } from './crash.ts';
import { formatBytes, formatDuration, listed } from './format.ts';
import { displayName } from './name.ts';
import { hasInherited } from './served.ts';

/** "nginx: master process (pid 811)". Hostile text: make it inert before printing. */
export const who = (process: Identity): string => `${displayName(process)} (pid ${process.pid})`;

type Sentences = { readonly [Kind in CauseKind]: (cause: Extract<Cause, { kind: Kind }>, crash: Crash) => string };

const sentences: Sentences = {
  fault: faultSentence,
  abort: abortSentence,
  oom: oomSentence,
  killed: killedSentence,
  signal: signalSentence,
  limit: limitSentence,
  exit: ({ exitCode }, crash) => `exited with ${exitCode}${servedAt(crash)}`,
  unknown: ({ signal, why }) => `was ended by ${signal}; ${why}`,
};

/** Why it died, in one plain sentence that says no more than the kernel knows: "read of address 0x8, which is not mapped". */
export function causeSentence(crash: Crash): string {
  const sentence = sentences[crash.cause.kind] as (cause: Cause, crash: Crash) => string;
  return sentence(crash.cause, crash);
}

/** How it ended in a few words, for titles: "died of SIGSEGV", "exited with 3". */
export function endPhrase({ cause }: Pick<Crash, 'cause'>): string {
  switch (cause.kind) {
    case 'exit':
      return `exited with ${cause.exitCode}`;
    case 'oom':
      return 'was killed for lack of memory';
    case 'killed':
      return cause.exitCode === null ? `was killed with ${cause.signal}` : `exited with ${cause.exitCode} after ${cause.signal}`;
    case 'signal':
      return cause.exitCode === null ? `was ended by ${cause.signal}` : `exited with ${cause.exitCode} after ${cause.signal}`;
    case 'limit':
      return `reached its ${limitNames[cause.limit]} limit`;
    case 'unknown':
      return `was ended by ${cause.signal}`;
    default:
      return `died of ${cause.signal}`;
  }
}

function faultSentence(cause: FaultCause, { death }: Crash): string {
  const thread = cause.thread === null ? '' : `, in thread ${cause.thread}`;
  // Its own SIGABRT can't kill the init of a namespace, so abort() goes on to an instruction that is not allowed: hlt on x86, brk on arm64.
  const aborts = cause.detail === 'general-protection' || cause.code === 'TRAP_BRKPT';
  const init = aborts && death.nsPid === 1 ? '; in a process with pid 1, abort() ends like this too' : '';
  return `${faultSentences[cause.detail](cause)}${init}${thread}${handlerPhrase(cause.ended)}`;
}

const at = (address: string | null): string => (address === null ? '' : ` at ${address}`);
const verbs = { read: 'read of', write: 'write to', execute: 'jump to' } as const;
const accessTo = ({ access, faultAddress }: FaultCause): string =>
  `${access === null ? 'access to' : verbs[access]} address ${faultAddress ?? '(not recorded)'}`;

const faultSentences: Readonly<Record<FaultDetail, (cause: FaultCause) => string>> = {
  'null-pointer': cause => `${accessTo(cause)}, which is not mapped (null pointer)`,
  'not-mapped': cause => `${accessTo(cause)}, which is not mapped`,
  'not-allowed': cause => `${accessTo(cause)}, which is mapped but does not allow that`,
  'stack-overflow': cause => `ran out of stack: ${accessTo(cause)}, just below its limit`,
  'general-protection': () => 'general protection fault: an address that no process can have (non-canonical), or an instruction that is not allowed',
  'sent-to-itself': cause => `sent ${cause.signal} to itself`,
  seccomp: cause => `made the system call ${cause.syscall ?? '(not recorded)'}, which its seccomp filter forbids`,
  other: cause =>
    (otherFaults[cause.code ?? ''] ?? (({ signal, code }) => `${signal} raised by the kernel${code === null ? '' : ` (${code})`}`))(cause),
};

/** By si_code: what the kernel says with it, and no more. */
const otherFaults: Readonly<Record<string, (cause: FaultCause) => string>> = {
  ILL_ILLOPC: cause => `executed an invalid instruction${at(cause.faultAddress)}`,
  ILL_ILLOPN: cause => `executed an invalid instruction${at(cause.faultAddress)}`,
  ILL_PRVOPC: cause => `executed an instruction${at(cause.faultAddress)} that only the kernel may use`,
  FPE_INTDIV: cause => `divided an integer by zero${at(cause.faultAddress)}`,
  FPE_INTOVF: cause => `integer overflow${at(cause.faultAddress)}`,
  FPE_FLTDIV: cause => `divided a floating point number by zero${at(cause.faultAddress)}`,
  BUS_ADRALN: cause => `${accessTo(cause)}, which is not aligned`,
  BUS_ADRERR: cause => `${accessTo(cause)}, which no memory stands behind (beyond the end of a mapped file, or no space for it)`,
  BUS_MCEERR_AR: cause => `hardware memory error${at(cause.faultAddress)}`,
  TRAP_BRKPT: cause => `hit a breakpoint or trap instruction${at(cause.faultAddress)}`,
  SEGV_PKUERR: cause => `${accessTo(cause)}, which a memory protection key forbids`,
  SEGV_CPERR: () => 'returned to an address that is not on its shadow stack (control protection)',
  SI_KERNEL: ({ signal }) => kernelFaults[signal] ?? `${signal} raised by the kernel, which gave no address`,
};

/** SI_KERNEL: the kernel has nothing to say about the address. */
const kernelFaults: Readonly<Record<string, string>> = {
  SIGTRAP: 'executed a breakpoint or trap instruction',
  SIGILL: 'executed an invalid instruction',
  SIGSEGV: 'the kernel ended it with SIGSEGV and gave no address: a program that cannot be loaded, or no stack left for a signal handler',
};

function handlerPhrase(ended: FinalEnd | null): string {
  if (ended === null) return '';
  return ended.signal === null ? `; its handler then exited with ${ended.exitCode}` : `; its handler then ended it with ${ended.signal}`;
}

function abortSentence({ thread }: AbortCause): string {
  return `aborted itself (an assertion, an uncaught exception or a detected heap error)${thread === null ? '' : `, in thread ${thread}`}`;
}

function oomSentence(cause: OomCause): string {
  const own = cause.ownBytes === null ? '' : `, with ${formatBytes(cause.ownBytes)} of its own memory`;
  const trigger = cause.trigger === null ? '' : `; it was ${cause.trigger.name} (pid ${cause.trigger.pid}) that asked for more`;
  if (cause.scope === 'unknown') return `ran out of memory: the OOM killer chose it${own}${trigger}`;
  if (cause.scope === 'machine') return `ran out of memory: the machine had none left; the OOM killer chose it${own}${trigger}`;
  if (cause.scope === 'nodes')
    return `ran out of memory: the memory nodes that its cpuset or memory policy allows had none left; the OOM killer chose it${own}${trigger}`;
  const limit = cause.limitBytes === null ? 'its limit' : `the limit of ${formatBytes(cause.limitBytes)}`;
  return `ran out of memory: ${fullCgroup(cause.level)} hit ${limit}${own.replace(',', '')}${trigger}`;
}

function fullCgroup(level: number | null): string {
  if (level === null) return 'a cgroup above its own';
  return level === 0 ? 'its cgroup' : level === 1 ? 'the cgroup above its own' : `the cgroup ${level} levels above its own`;
}

function killedSentence(cause: KilledCause, { sender }: Crash): string {
  const from = sender === null ? 'an unknown process' : who(sender);
  if (cause.by === 'kernel') return `was ended by ${cause.signal} from the kernel, because ${from} was ending`;
  return cause.exitCode === null
    ? `was killed with ${cause.signal} by ${from}`
    : `was asked to end with ${cause.signal} by ${from}, and exited with ${cause.exitCode}`;
}

function signalSentence({ signal, by, exitCode }: SignalCause): string {
  // The kernel sends it as if the process did.
  if (signal === 'SIGPIPE' && by !== 'timer' && exitCode === null) return 'wrote to a closed pipe or connection (SIGPIPE)';
  const from = { itself: 'that it sent to itself', timer: 'from a timer', kernel: 'from the kernel' }[by];
  return exitCode === null ? `was ended by ${signal} ${from}` : `exited with ${exitCode} after ${signal} ${from}`;
}

const limitNames = { 'cpu-time': 'processor time', 'file-size': 'file size' } as const;

function limitSentence({ limit, cpuMs, signal }: LimitCause): string {
  const used = limit === 'cpu-time' && cpuMs !== null ? ` after ${formatDuration(cpuMs)} of it` : '';
  return `reached its ${limitNames[limit]} limit${used}, and the kernel ended it with ${signal}`;
}

/** ", while it served port 8080" */
function servedAt({ death }: Crash): string {
  // What a program inherits over exec is its parent's.
  const ports = death.forkOnly || !hasInherited(death) ? portsOf(death.listening) : [];
  return ports.length === 0 ? '' : ` while it listened on port${ports.length === 1 ? '' : 's'} ${listed(ports.map(String))}`;
}

export const portsOf = (listening: readonly { readonly port: number }[]): readonly number[] =>
  [...new Set(listening.map(socket => socket.port))].filter(port => port > 0).sort((a, b) => a - b);
