/** Faults: the record of a process that did what the machine or the kernel refuses. */
import { constants } from 'node:os';
import { aCount, childDeath, crashAt1234, death, end, fault, sentBy, whoever, within } from '../expected.ts';
import type { Machine } from '../living.ts';
import { oddity, pageFault } from '../machine.ts';
import { pathOf } from '../programs.ts';
import { isBefore, versionOf, type Way } from '../ran.ts';
import { anAddress, satisfies } from '../satisfies.ts';

const { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP } = constants.signals;
const SI_KERNEL = 0x80;
const SI_TKILL = -6;

/** getppid */
const SYSCALL: Readonly<Record<Machine, number>> = { x86_64: 110, aarch64: 173 };

export const faults: readonly Way[] = [
  {
    name: 'reads address 0',
    program: 'segv-null',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        fault: fault(run, {
          signal: SIGSEGV,
          code: 1,
          address: '0x0',
          instructionPointer: within(run, 'main'),
          ...pageFault(run, 'read'),
          faultRegister: '0x0',
        }),
      }),
    ],
  },
  {
    name: 'writes to 0x1234',
    program: 'segv-write',
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, fault: crashAt1234(run) })],
  },
  {
    name: 'writes to a read-only page',
    program: 'segv-readonly',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        fault: fault(run, {
          signal: SIGSEGV,
          code: 2,
          address: '0x10000000',
          instructionPointer: within(run, 'main'),
          ...pageFault(run, 'write to a read-only page'),
          faultRegister: '0x10000000',
        }),
      }),
    ],
  },
  {
    name: 'reads an address that no pointer can have',
    program: 'segv-noncanonical',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        fault: fault(run, { instructionPointer: within(run, 'main'), ...oddity(run, 'address out of range') }),
      }),
    ],
  },
  {
    name: 'calls through a null pointer',
    program: 'jump-null',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        fault: fault(run, {
          signal: SIGSEGV,
          code: 1,
          address: '0x0',
          instructionPointer: '0x0',
          ...pageFault(run, 'execute'),
          faultRegister: '0x0',
        }),
      }),
    ],
  },
  {
    name: 'overflows its stack',
    program: 'stack-overflow',
    records: (run, recording) => {
      const lowest = BigInt(run.stack.start) - BigInt(run.stack.limitBytes ?? 0);
      const belowTheStack = satisfies('an address at the stack limit', (value: string) => {
        const distance = BigInt(value) - lowest;
        return distance > -0x100000n && distance < 0x100000n;
      });
      return [
        death(run, recording, {
          status: SIGSEGV,
          fault: fault(run, {
            signal: SIGSEGV,
            code: 1,
            address: belowTheStack,
            instructionPointer: within(run, 'deeper'),
            stackPointer: belowTheStack,
            ...pageFault(run, 'write'),
            faultRegister: belowTheStack,
          }),
        }),
      ];
    },
  },
  {
    name: 'reads a mapping past the end of its file',
    program: 'bus-past-end',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGBUS,
        fault: fault(run, {
          signal: SIGBUS,
          code: 2,
          address: '0x10000000',
          instructionPointer: within(run, 'main'),
          ...pageFault(run, 'read'),
          faultRegister: '0x10000000',
        }),
      }),
    ],
  },
  {
    name: 'executes an instruction that is defined to be undefined',
    program: 'ill-ud2',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGILL,
        fault: fault(run, { instructionPointer: within(run, 'main'), ...oddity(run, 'undefined instruction', within(run, 'main')) }),
      }),
    ],
  },
  {
    name: 'divides by zero',
    program: 'fpe-idiv',
    machines: ['x86_64'], // arm64 answers 0
    records: (run, recording) => [
      death(run, recording, {
        status: SIGFPE,
        fault: fault(run, {
          signal: SIGFPE,
          code: 1,
          address: within(run, 'main'),
          instructionPointer: within(run, 'main'),
          trap: 0,
          errorCode: '0x0',
        }),
      }),
    ],
  },
  {
    name: 'executes a breakpoint without a debugger',
    program: 'trap-int3',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGTRAP,
        fault: fault(run, { instructionPointer: within(run, 'main'), ...oddity(run, 'breakpoint', within(run, 'main')) }),
      }),
    ],
  },
  {
    name: 'makes a system call that its seccomp filter forbids',
    program: 'sys-seccomp',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSYS,
        // Before 5.16 seccomp ends the process without a signal, and wait tells of one all the same.
        fault: isBefore(versionOf(recording.header.kernel), [5, 16])
          ? null
          : fault(run, {
              signal: SIGSYS,
              code: 1,
              address: within(run, 'syscall'),
              syscall: SYSCALL[run.machine],
              instructionPointer: within(run, 'syscall'),
            }),
      }),
    ],
  },
  {
    name: 'aborts',
    program: 'abort',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGABRT,
        fault: fault(run, { signal: SIGABRT, code: SI_TKILL, instructionPointer: anAddress }),
        sent: sentBy(run, recording, { signal: SIGABRT, code: SI_TKILL }),
      }),
    ],
  },
  {
    name: 'dumps core: the status word is what wait gave',
    program: 'core-dumped',
    records: (run, recording) => [
      childDeath(run, recording, run.said('child'), {
        status: run.said('status'),
        fault: crashAt1234(run, { tid: run.said('child') }),
      }),
      end(run, recording),
    ],
  },
  {
    name: 'cannot be loaded: dies during exec, when its old program is gone already',
    program: 'clean-lives',
    args: ['1', pathOf('unloadable')],
    records: (run, recording) => [
      childDeath(run, recording, 0, {
        ...whoever,
        forkOnly: false,
        comm: 'unloadable',
        threadName: 'unloadable',
        exe: pathOf('unloadable'),
        argv: null,
        missing: 'its arguments could not be read',
        argvBytes: 0,
        status: SIGSEGV,
        fault: fault(run, { signal: SIGSEGV, code: SI_KERNEL, tid: aCount, threadName: 'unloadable' }),
        stack: { limitBytes: run.stack.limitBytes, start: anAddress },
      }),
      death(run, recording, { status: 2 << 8 }),
    ],
  },
];
