/** What the processor says of a fault: each architecture has words of its own. */
import { constants } from 'node:os';
import type { Looked, Machine } from './living.ts';
import { anAddress, satisfies } from './satisfies.ts';

const { SIGILL, SIGSEGV, SIGTRAP } = constants.signals;
const [SEGV_MAPERR, ILL_ILLOPC, ILL_ILLOPN, TRAP_BRKPT, SI_KERNEL] = [1, 1, 2, 1, 0x80];

export type Access = 'read' | 'write' | 'write to a read-only page' | 'execute';

/** arm64's exception syndrome (ESR_EL1): the class in bits 31..26, bit 6 for a write, the reason in bits 5..0. */
const syndrome = (exceptionClass: number, write: boolean, reasons: readonly number[]) =>
  satisfies(`a syndrome of class 0x${exceptionClass.toString(16)}`, (value: string) => {
    const bits = Number(value);
    return bits >>> 26 === exceptionClass && Boolean(bits & 0x40) === write && reasons.includes(bits & 0x3f);
  });
const [INSTRUCTION_ABORT, DATA_ABORT] = [0x20, 0x24];
/** Nothing is mapped, at any level of the page tables; or something is, but not for this. */
const TRANSLATION = [4, 5, 6, 7];
const PERMISSION = [13, 14, 15];

const pageFaults: Readonly<Record<Machine, Readonly<Record<Access, unknown>>>> = {
  x86_64: { read: '0x4', write: '0x6', 'write to a read-only page': '0x7', execute: '0x14' },
  aarch64: {
    read: syndrome(DATA_ABORT, false, TRANSLATION),
    write: syndrome(DATA_ABORT, true, TRANSLATION),
    'write to a read-only page': syndrome(DATA_ABORT, true, PERMISSION),
    execute: syndrome(INSTRUCTION_ABORT, false, TRANSLATION),
  },
};

/** Keys of a page fault by user code. */
export const pageFault = (run: Looked, access: Access) => ({
  trap: run.machine === 'x86_64' ? 14 : null,
  errorCode: pageFaults[run.machine][access],
});

/** Keys of a signal that has nothing to do with the state that they show. */
export const someState = (run: Looked) => ({
  trap: run.machine === 'x86_64' ? satisfies('a trap number', (value: number) => value >= 0) : null,
  errorCode: anAddress,
  faultRegister: anAddress,
});

/** What a program does with an instruction or an address that one architecture answers in its own way. */
type Oddity = 'undefined instruction' | 'breakpoint' | 'instruction that aborts' | 'address out of range';

/** Keys of the fault; "here" stands for the instruction's own address. */
const oddities: Readonly<Record<Machine, Readonly<Record<Oddity, object>>>> = {
  x86_64: {
    'undefined instruction': { signal: SIGILL, code: ILL_ILLOPN, address: 'here', trap: 6, errorCode: '0x0' },
    breakpoint: { signal: SIGTRAP, code: SI_KERNEL, trap: 3, errorCode: '0x0' },
    'instruction that aborts': { signal: SIGSEGV, code: SI_KERNEL, trap: 13 },
    'address out of range': { signal: SIGSEGV, code: SI_KERNEL, trap: 13, errorCode: '0x0' },
  },
  aarch64: {
    'undefined instruction': { signal: SIGILL, code: ILL_ILLOPC, address: 'here', errorCode: '0x0' },
    breakpoint: { signal: SIGTRAP, code: TRAP_BRKPT, address: 'here' },
    'instruction that aborts': { signal: SIGTRAP, code: TRAP_BRKPT, address: anAddress },
    'address out of range': { signal: SIGSEGV, code: SEGV_MAPERR, address: anAddress, errorCode: syndrome(DATA_ABORT, false, TRANSLATION) },
  },
};

export function oddity(run: Looked, which: Oddity, here: unknown = anAddress) {
  const keys = oddities[run.machine][which] as { signal: number; code: number; address?: unknown };
  return keys.address === 'here' ? { ...keys, address: here } : keys;
}
