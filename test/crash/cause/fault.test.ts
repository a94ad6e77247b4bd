import { describe, expect, test } from 'vitest';
import { death, fault, segfaulted, sender, sent } from '../../records.ts';
import { cause, MiB, self, sentence } from './explained.ts';

describe('a fault', () => {
  const stack = { limitBytes: 8 * MiB, start: '0x7ffffffde000' };
  const table: readonly [name: string, changes: Parameters<typeof fault>[0], sentence: string][] = [
    ['reads near zero', {}, 'read of address 0x8, which is not mapped (null pointer)'],
    ['writes to zero', { address: '0x0', errorCode: '0x6' }, 'write to address 0x0, which is not mapped (null pointer)'],
    ['the last address of the null page', { address: '0xfff' }, 'read of address 0xfff, which is not mapped (null pointer)'],
    ['the first address above it', { address: '0x1000' }, 'read of address 0x1000, which is not mapped'],
    ['jumps', { address: '0x1234', errorCode: '0x14' }, 'jump to address 0x1234, which is not mapped'],
    [
      'writes to read-only memory',
      { code: 2, address: '0x401000', errorCode: '0x7' },
      'write to address 0x401000, which is mapped but does not allow that',
    ],
    [
      'no permission at zero is no null pointer',
      { code: 2, address: '0x0', errorCode: '0x7' },
      'write to address 0x0, which is mapped but does not allow that',
    ],
    ['without an error code', { trap: null, errorCode: null }, 'access to address 0x8, which is not mapped (null pointer)'],
    ['in a named thread', { threadName: 'worker-7' }, 'read of address 0x8, which is not mapped (null pointer), in thread worker-7'],
    [
      'general protection',
      { code: 128, address: '0x0', trap: 13, errorCode: '0x0' },
      'general protection fault: an address that no process can have (non-canonical), or an instruction that is not allowed',
    ],
    [
      'a program that cannot be loaded',
      { code: 128, address: null, trap: 0, errorCode: null },
      'the kernel ended it with SIGSEGV and gave no address: a program that cannot be loaded, or no stack left for a signal handler',
    ],
    ['a protection key', { code: 4, address: '0x7f0000000000' }, 'read of address 0x7f0000000000, which a memory protection key forbids'],
  ];
  test.each(table)('%s', (_, changes, expected) => {
    expect(sentence(segfaulted({ fault: fault(changes) }))).toBe(expected);
  });

  test('just below the stack limit is out of stack', () => {
    const low = { address: '0x7ffffffde000', stackPointer: '0x7ffffffde010' };
    expect(sentence(segfaulted({ stack, fault: fault({ address: '0x7fffff7ddff8', stackPointer: '0x7fffff7de000', errorCode: '0x6' }) }))).toBe(
      'ran out of stack: write to address 0x7fffff7ddff8, just below its limit',
    );
    // Near the stack's beginning, in another thread, far from the stack pointer, or with no limit, it is not.
    for (const record of [
      segfaulted({ stack, fault: fault(low) }),
      segfaulted({ stack, fault: fault({ tid: 501, address: '0x7fffff7ddff8', stackPointer: '0x7fffff7de000' }) }),
      segfaulted({ stack, fault: fault({ address: '0x7fffff7ddff8', stackPointer: '0x7ffffffdd000' }) }),
      segfaulted({ stack: { ...stack, limitBytes: null }, fault: fault({ address: '0x7fffff7ddff8', stackPointer: '0x7fffff7de000' }) }),
    ]) {
      expect(sentence(record)).toMatch(/^read of address 0x7f\w+, which is not mapped$/);
    }
  });

  const others: readonly [signal: number, changes: Parameters<typeof fault>[0], sentence: string][] = [
    [4, { code: 2, address: '0x401136', trap: 6 }, 'executed an invalid instruction at 0x401136'],
    [8, { code: 1, address: '0x401136', trap: 0 }, 'divided an integer by zero at 0x401136'],
    [
      7,
      { code: 2, address: '0x7f00000ff000', errorCode: '0x6' },
      'write to address 0x7f00000ff000, which no memory stands behind (beyond the end of a mapped file, or no space for it)',
    ],
    [5, { code: 128, address: '0x0', trap: 3 }, 'executed a breakpoint or trap instruction'],
    [31, { code: 1, address: '0x401136', syscall: 101 }, 'made the system call ptrace, which its seccomp filter forbids'],
    [31, { code: 1, address: '0x401136', syscall: 99999 }, 'made the system call number 99999, which its seccomp filter forbids'],
  ];
  test.each(others)('signal %i', (signal, changes, expected) => {
    expect(sentence(death({ status: signal | 0x80, fault: fault({ ...changes, signal }) }))).toBe(expected);
  });

  test('the system call is named as on the machine that ran it', () => {
    const record = death({ status: 31, fault: fault({ signal: 31, code: 1, syscall: 117 }) });
    expect(cause(record, 'aarch64')).toMatchObject({ syscall: 'ptrace' });
    expect(cause(record, 'x86_64')).toMatchObject({ syscall: 'setresuid' });
    expect(cause(record, 'riscv64')).toMatchObject({ syscall: 'number 117' });
  });

  test('arm64 tells the access by its syndrome', () => {
    const access = (errorCode: string) => cause(segfaulted({ fault: fault({ trap: null, errorCode }) }), 'aarch64');
    expect(access('0x92000046')).toMatchObject({ access: 'write' });
    expect(access('0x92000006')).toMatchObject({ access: 'read' });
    expect(access('0x82000006')).toMatchObject({ access: 'execute' });
    expect(access('0x0')).toMatchObject({ access: null });
    const byKernel = segfaulted({ fault: fault({ code: 128, trap: null, errorCode: '0x92000046' }) });
    expect(cause(byKernel, 'aarch64'), 'what an earlier fault left').toMatchObject({ access: null });
  });

  test('abort() in the init of a namespace', () => {
    const like = 'in a process with pid 1, abort() ends like this too';
    expect(sentence(segfaulted({ nsPid: 1, fault: fault({ code: 128, trap: 13 }) }))).toContain(like);
    expect(sentence(death({ status: 5, nsPid: 1, fault: fault({ signal: 5, code: 1, trap: null }) }))).toContain(like);
    expect(sentence(death({ status: 5, fault: fault({ signal: 5, code: 1, trap: null }) }))).not.toContain(like);
  });

  test('sent to itself is a fault too, and its address is the sender in disguise', () => {
    const own = sent(11, sender(self), { code: -6 });
    const record = segfaulted({ fault: fault({ code: -6, address: '0x1f4000003e8', trap: 0, errorCode: null }), sent: own });
    expect(cause(record)).toMatchObject({ kind: 'fault', code: 'SI_TKILL', faultAddress: null, detail: 'sent-to-itself' });
    expect(sentence(record)).toBe('sent SIGSEGV to itself');
  });
});
