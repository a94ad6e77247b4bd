import type { Death, Fault } from 'bpf-linux';
import { hex } from './address.ts';
import type { FaultCause, FaultDetail, FinalEnd } from './cause.ts';
import { codeName, faultSignals, SIGBUS, SIGSEGV, SIGSYS, signalName } from './signals.ts';
import { syscallName } from './syscalls.ts';

const MAPERR = 1;
const ACCERR = 2;
const SYS_SECCOMP = 1;
const SI_KERNEL = 128;
const GENERAL_PROTECTION = 13;
const PAGE_FAULT = 14;
/** The kernel keeps this gap below a stack free, so a jump over it is seen as far down as this. */
const GUARD_GAP = 1n << 20n;
/** Accesses below this address are through a null pointer: the first page is never mapped. */
const NULL_PAGE = 4096n;

/** What is certain about a fault. `ended`: a handler took it, and this is how the process ended afterwards. */
export function explainFault(death: Death, fault: Fault, machine: string, ended: FinalEnd | null): FaultCause {
  return {
    kind: 'fault',
    signal: signalName(fault.signal),
    code: codeName(fault.signal, fault.code),
    faultAddress: fault.code > 0 ? fault.address : null,
    access: accessOf(fault, machine),
    detail: detailOf(death, fault, machine),
    syscall: fault.signal === SIGSYS && fault.code === SYS_SECCOMP && fault.syscall !== undefined ? callName(machine, fault.syscall) : null,
    instructionPointer: fault.instructionPointer,
    thread: fault.threadName === death.comm ? null : fault.threadName,
    ended,
  };
}

const callName = (machine: string, number: number): string => syscallName(machine, number) ?? `number ${number}`;

function detailOf(death: Death, fault: Fault, machine: string): FaultDetail {
  if (fault.code <= 0 && faultSignals.has(fault.signal)) return 'sent-to-itself';
  if (fault.signal === SIGSYS && fault.code === SYS_SECCOMP) return 'seccomp';
  if (fault.signal !== SIGSEGV) return 'other';
  if (fault.code === MAPERR || fault.code === ACCERR) return memoryDetail(death, fault);
  return machine === 'x86_64' && fault.trap === GENERAL_PROTECTION ? 'general-protection' : 'other';
}

function memoryDetail(death: Death, fault: Fault): FaultDetail {
  const address = hex(fault.address);
  if (address === null) return 'other';
  if (isBelowStack(death, fault, address)) return 'stack-overflow';
  if (fault.code === ACCERR) return 'not-allowed';
  return address < NULL_PAGE ? 'null-pointer' : 'not-mapped';
}

/**
 * Out of stack: the main thread touched an address next to its stack pointer, just below the lowest address that its stack may
 * grow to. The limit counts from the end of the arguments and environment, which lie above `start` and take a quarter of it at most.
 */
function isBelowStack(death: Death, fault: Fault, address: bigint): boolean {
  const start = hex(death.stack?.start ?? null);
  const pointer = hex(fault.stackPointer);
  const limit = death.stack?.limitBytes ?? null;
  if (start === null || pointer === null || limit === null || fault.tid !== death.pid || !Number.isSafeInteger(limit)) return false;
  const used = start - address;
  const distance = address > pointer ? address - pointer : pointer - address;
  return distance <= GUARD_GAP && used >= (BigInt(limit) * 3n) / 4n && used <= BigInt(limit) + GUARD_GAP;
}

/** From the processor's error code: x86's page fault bits, arm64's exception syndrome. With SI_KERNEL it is that of an earlier fault. */
function accessOf(fault: Fault, machine: string): FaultCause['access'] {
  const code = hex(fault.errorCode);
  if (code === null || fault.code <= 0 || fault.code === SI_KERNEL || (fault.signal !== SIGSEGV && fault.signal !== SIGBUS)) return null;
  if (machine === 'x86_64') return fault.trap === PAGE_FAULT ? x86Access(code) : null;
  return machine === 'aarch64' ? arm64Access(code) : null;
}

const x86Access = (code: bigint): FaultCause['access'] => ((code & 16n) !== 0n ? 'execute' : (code & 2n) !== 0n ? 'write' : 'read');

/** Bits 31..26 are the class: 0x20/0x21 an instruction abort, 0x24/0x25 a data abort, whose bit 6 says write. */
function arm64Access(code: bigint): FaultCause['access'] {
  const kind = (code >> 26n) & 0x3fn;
  if (kind === 0x20n || kind === 0x21n) return 'execute';
  if (kind !== 0x24n && kind !== 0x25n) return null;
  return (code & 64n) !== 0n ? 'write' : 'read';
}
