/** Faults: the record of a process that did what the machine or the kernel refuses. */
import { constants } from 'node:os';
import { describe } from 'vitest';
import { leaves } from './about.ts';
import { aCount, anAddress, childDeath, crashAt1234, death, end, fault, satisfies, sentBy, whoever, within } from './expected.ts';
import { pathOf } from './program.ts';

const { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP } = constants.signals;
const SI_KERNEL = 0x80;
const SI_TKILL = -6;
const SYS_GETPPID = 110;

describe('a fault with the default action', () => {
  leaves([
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
            trap: 14,
            errorCode: '0x4',
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
            trap: 14,
            errorCode: '0x7',
            faultRegister: '0x10000000',
          }),
        }),
      ],
    },
    {
      name: 'reads a non-canonical address: general protection, no address',
      program: 'segv-noncanonical',
      records: (run, recording) => [
        death(run, recording, {
          status: SIGSEGV,
          fault: fault(run, { signal: SIGSEGV, code: SI_KERNEL, instructionPointer: within(run, 'main'), trap: 13, errorCode: '0x0' }),
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
            trap: 14,
            errorCode: '0x14',
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
              trap: 14,
              errorCode: '0x6',
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
            trap: 14,
            errorCode: '0x4',
            faultRegister: '0x10000000',
          }),
        }),
      ],
    },
    {
      name: 'executes ud2',
      program: 'ill-ud2',
      records: (run, recording) => [
        death(run, recording, {
          status: SIGILL,
          fault: fault(run, {
            signal: SIGILL,
            code: 2,
            address: within(run, 'main'),
            instructionPointer: within(run, 'main'),
            trap: 6,
            errorCode: '0x0',
          }),
        }),
      ],
    },
    {
      name: 'divides by zero',
      program: 'fpe-idiv',
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
          fault: fault(run, { signal: SIGTRAP, code: SI_KERNEL, instructionPointer: within(run, 'main'), trap: 3, errorCode: '0x0' }),
        }),
      ],
    },
    {
      name: 'makes a system call that its seccomp filter forbids',
      program: 'sys-seccomp',
      records: (run, recording) => [
        death(run, recording, {
          status: SIGSYS,
          fault: fault(run, {
            signal: SIGSYS,
            code: 1,
            address: within(run, 'syscall'),
            syscall: SYS_GETPPID,
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
  ]);
});

describe('other ways to fault', () => {
  leaves([
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
  ]);
});
