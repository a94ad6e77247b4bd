import type { Death, Fault, Oom, Sender, SentSignal } from 'bpf-linux';
import type { Cause } from './cause.ts';
import type { Crash } from './crash.ts';
import { explainFault } from './fault.ts';
import { processKey } from './name.ts';
import { explainOom } from './oom.ts';
import { type KnownContainers, placeOf } from './place.ts';
import { isEmulator } from './programs.ts';
import { keepServed } from './served.ts';
import {
  faultSignals,
  SIGABRT,
  SIGBUS,
  SIGFPE,
  SIGHUP,
  SIGINT,
  SIGKILL,
  SIGQUIT,
  SIGSEGV,
  SIGSYS,
  SIGTERM,
  SIGXCPU,
  SIGXFSZ,
  signalName,
} from './signals.ts';
import { type End, explainStatus } from './status.ts';
import { type StepRun, stepOf } from './step.ts';

const SECOND = 1e9;
/** A process that was asked to end and does so within this time, whatever its exit code, made the same stop. */
const STOP_TIME = 30 * SECOND;
/** When the exit code itself names the signal (143), a slow stop is still that stop. */
const SLOW_STOP_TIME = 600 * SECOND;
/** Any other signal is over by then: what a handler makes of it, it makes at once. */
const ANSWER_TIME = 5 * SECOND;
/** A handler that reports a crash (writes a dump, symbolises, tests memory) needs this long at most before it ends the process. */
const HANDLER_TIME = 30 * SECOND;
/** An exit code says less than a signal, so the fault must be nearer. */
const HANDLER_EXIT_TIME = 5 * SECOND;
/**
 * Where the record doesn't tell whether the handler was left, its fault may be the reason for an exit code, or long over: programs probe
 * the processor with SIGILL, and sandboxes emulate system calls in a SIGSYS handler.
 */
const exitingFaults: ReadonlySet<number> = new Set([SIGSEGV, SIGBUS, SIGFPE]);
/**
 * Go's handler, which runs on a stack of this size (runtime.mpreinit), has the fault become a panic, and a panic that nobody recovers from
 * ends the process with this code, as soon as it is written. Others leave their handlers to go on: javac takes null pointers so.
 */
const PANICKED = 2;
const PANIC_TIME = 1 * SECOND;
const GO_HANDLER_STACK = 32 << 10;

/**
 * For want of a better sign, too: runtimes that take faults in their ordinary work (null checks, safepoints, guard pages; valgrind's tools
 * grow stacks by them).
 */
const ordinaryFaults =
  /^(?:wasmtime|wasmer|wasmedge|javaw?|javac|javadoc|javap|jar|jarsigner|jaotc|j(?:cmd|console|db|deprscan|deps|fr|hsdb|image|info|link|map|mod|package|ps|runscript|shell|stack|statd?|webserver)|keytool|native-image|dotnet|mono(?:-sgen)?|node|nodejs|deno|bun|julia|chrome|chromium|firefox|sbcl|qemu-system-.*|wine.*|stress-ng.*)$/;

const faultsAreOrdinary = (name: string): boolean => isEmulator(name) || ordinaryFaults.test(name);

/** What a recording says beside its deaths. */
export interface Surroundings {
  readonly containers: KnownContainers;
  readonly steps: readonly StepRun[];
}

const nothingKnown: Surroundings = { containers: new Map(), steps: [] };

/** A death in, a crash out: the cause in one place. `machine` is the header's uname -m. */
export function explainDeath(death: Death, machine: string, { containers, steps } = nothingKnown): Crash {
  const end = explainStatus(death.status);
  const { cause, sender } = end.signal === null ? explainExit(death, end.exitCode ?? 0, machine) : explainSignal(death, end, machine);
  const parent = death.ancestors[0];
  const parentKey = parent === undefined ? null : processKey(parent);
  const [place, step] = [placeOf(death.cgroup, containers), stepOf(death, steps)];
  const served = keepServed(death, end.signal === null && sender === null);
  return { death: served, recorded: death, key: processKey(death), parent: parentKey, end, cause, sender, place, step };
}

interface Explained {
  readonly cause: Cause;
  readonly sender: Sender | null;
}

const alone = (cause: Cause): Explained => ({ cause, sender: null });

function explainSignal(death: Death, end: End, machine: string): Explained {
  const signal = end.signal as number;
  const sent = death.sent?.signal === signal ? death.sent : null;
  if (signal === SIGKILL && death.oom !== null && !isKilledBefore(sent, death.oom)) return alone(explainOom(death, death.oom));
  const fault = death.fault?.signal === signal ? death.fault : null;
  // Raised by the kernel for what the process did: nobody sent it.
  if (fault !== null && fault.code > 0 && faultSignals.has(signal)) return alone(explainFault(death, fault, machine, null));
  if (sent !== null && (isFromItself(death, sent) || isOvertaken(death, sent))) return alone(explainOwnSignal(death, signal, machine));
  if (isCpuLimit(death, signal, fault, sent) || isFileLimit(signal, fault, sent)) return alone(explainLimit(death, signal));
  if (sent !== null) return explainSent(death, sent, null);
  return alone(explainUnsent(signal, fault));
}

/** It sent the signal to itself; si_code and who sent it are the kernel's word, so a forged si_pid changes nothing. */
function explainOwnSignal(death: Death, signal: number, machine: string): Cause {
  const name = signalName(signal);
  const handled = handledShortlyBefore(death, HANDLER_TIME);
  if (handled !== null && handled.handlerLeft !== true && (handled.signal !== SIGSYS || signal === SIGSYS))
    return explainFault(death, handled, machine, { signal: name, exitCode: null });
  if (signal === SIGABRT) return { kind: 'abort', signal: 'SIGABRT', thread: threadOf(death) };
  if (signal === SIGXFSZ) return explainLimit(death, signal);
  if (!faultSignals.has(signal)) return { kind: 'signal', signal: name, by: 'itself', exitCode: null };
  const sent = death.fault ?? { ...noFault, signal, code: death.sent?.code ?? 0, threadName: death.threadName };
  return explainFault(death, sent, machine, null);
}

/** The OOM killer chooses who is dying already first of all, and sends it nothing: then it is not the reason. */
const isKilledBefore = (sent: SentSignal | null, oom: Oom): boolean => sent !== null && sent.by === 'process' && sent.at < oom.at;

const noFault = { at: 0, tid: 0, address: null, instructionPointer: null, stackPointer: null, trap: null, errorCode: null, faultRegister: null };

/** Someone else's signal, or the kernel's on behalf of someone: who it was decides. */
function explainSent(death: Death, sent: SentSignal, exitCode: number | null): Explained {
  const signal = signalName(sent.signal);
  if (sent.by === 'timer') return alone({ kind: 'signal', signal, by: 'timer', exitCode });
  if (sent.by === 'process') return { cause: { kind: 'killed', signal, by: 'process', exitCode }, sender: sent.sender };
  // The kernel sends in the name of a process that ends: the init of a pid namespace, a session's leader, a tracer.
  if (sent.sender.exiting && sent.sender.pid !== death.pid) return { cause: { kind: 'killed', signal, by: 'kernel', exitCode }, sender: sent.sender };
  if (sent.signal !== SIGKILL) return alone({ kind: 'signal', signal, by: 'kernel', exitCode });
  return alone({ kind: 'unknown', signal, why: 'the kernel itself sent the signal, and the record does not say why' });
}

function explainUnsent(signal: number, fault: Fault | null): Cause {
  const name = signalName(signal);
  if (fault !== null && fault.code > 0 && signal !== SIGABRT) return { kind: 'signal', signal: name, by: 'kernel', exitCode: null };
  return {
    kind: 'unknown',
    signal: name,
    why: faultSignals.has(signal) && fault === null ? 'its delivery was not seen' : 'who sent it was not seen',
  };
}

function explainExit(death: Death, exitCode: number, machine: string): Explained {
  const handled = exitingFault(death, exitCode);
  const sent = death.sent !== null && !isFromItself(death, death.sent) && isSameStop(death, death.sent, exitCode) ? death.sent : null;
  // The later of the two is the reason: a fault while it was stopping, or a stop of something that survives its faults.
  if (handled !== null && (sent === null || handled.at > sent.at)) return alone(explainFault(death, handled, machine, { signal: null, exitCode }));
  return sent === null ? alone({ kind: 'exit', exitCode }) : explainSent(death, sent, exitCode);
}

/** The fault that a handler took and ended the process for. A handler that returned, or jumped away, has dealt with it. */
function exitingFault(death: Death, exitCode: number): Fault | null {
  const inHandler = handledShortlyBefore(death, HANDLER_TIME);
  if (inHandler?.handlerLeft === false) return inHandler;
  const handled = handledShortlyBefore(death, HANDLER_EXIT_TIME);
  if (handled === null || !exitingFaults.has(handled.signal) || faultsAreOrdinary(exeBase(death))) return null;
  return handled.handlerLeft === undefined || isPanic(handled, death, exitCode) ? handled : null;
}

const isPanic = ({ handlerStackBytes = GO_HANDLER_STACK, at }: Fault, death: Death, exitCode: number): boolean =>
  handlerStackBytes === GO_HANDLER_STACK && exitCode === PANICKED && death.at - at <= PANIC_TIME;

function isSameStop(death: Death, sent: SentSignal, exitCode: number): boolean {
  const after = death.at - sent.at;
  if (exitCode === 128 + sent.signal) return after <= SLOW_STOP_TIME;
  if ([SIGTERM, SIGINT, SIGQUIT].includes(sent.signal)) return after <= STOP_TIME;
  // SIGHUP asks a daemon to read its configuration again, which may fail. Masters end workers by it, and those with a code of their own.
  return after <= ANSWER_TIME && (sent.signal !== SIGHUP || isParent(sent.sender, death));
}

const isParent = ({ pid, startedAt }: Sender, { ancestors: [parent] }: Death): boolean => parent?.pid === pid && parent.startedAt === startedAt;

/** The last fault that a handler took, when it is near enough to be the reason for the end. */
function handledShortlyBefore(death: Death, within: number): Fault | null {
  const fault = death.handledFault;
  return fault !== null && faultSignals.has(fault.signal) && fault.code > 0 && death.at - fault.at <= within ? fault : null;
}

/** It had been asked to end when it met a fault of its own, and its handler for that sends the same signal. */
function isOvertaken(death: Death, sent: SentSignal): boolean {
  const handled = handledShortlyBefore(death, HANDLER_TIME);
  return (
    sent.by === 'process' &&
    (faultSignals.has(sent.signal) || sent.signal === SIGABRT) &&
    handled !== null &&
    handled.at > sent.at &&
    handled.handlerLeft !== true
  );
}

/** Both were alive when the signal was sent, so the same pid is the same process. */
const isFromItself = (death: Death, sent: SentSignal): boolean => sent.by === 'process' && sent.sender.pid === death.pid;

/** SIGXCPU comes from the kernel; at the hard limit it is a bare SIGKILL, sent while the process itself ran. */
function isCpuLimit(death: Death, signal: number, fault: Fault | null, sent: SentSignal | null): boolean {
  if (signal === SIGXCPU) return (sent === null && fault !== null && fault.code > 0) || sent?.by === 'kernel';
  const itselfRan = sent?.by === 'kernel' && sent.sender.pid === death.pid && !sent.sender.exiting;
  // The limit counts whole seconds, so less processor time than one can't have reached it.
  return signal === SIGKILL && itselfRan && death.rusage.userNs + death.rusage.systemNs >= 0.9 * SECOND;
}

/** The kernel sends SIGXFSZ so that it looks as if the process did. */
const isFileLimit = (signal: number, fault: Fault | null, sent: SentSignal | null): boolean =>
  signal === SIGXFSZ && (sent === null ? fault !== null : sent.by === 'kernel');

function explainLimit(death: Death, signal: number): Cause {
  const used = death.rusage.userNs + death.rusage.systemNs;
  // Whoever reached a limit has run: 0 stands for not known.
  const cpuMs = used === 0 ? null : used / 1e6;
  return { kind: 'limit', signal: signalName(signal), limit: signal === SIGXFSZ ? 'file-size' : 'cpu-time', cpuMs };
}

/** The thread's name where it isn't just the process's own. */
export const threadOf = (death: Death): string | null => (death.threadName === death.comm ? null : death.threadName);

const exeBase = (death: Death): string => (death.exe === null ? death.comm : death.exe.slice(death.exe.lastIndexOf('/') + 1));
