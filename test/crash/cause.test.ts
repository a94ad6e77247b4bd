import { describe, expect, test } from 'vitest';
import type { Cause } from '../../src/crash/cause.ts';
import { explainDeath } from '../../src/crash/explain.ts';
import { causeSentence } from '../../src/crash/sentence.ts';
import { death, exited, fault, killed, MS, oom, process, SECOND, segfaulted, sender, sent } from '../records.ts';

const explain = (record: Parameters<typeof explainDeath>[0], machine = 'x86_64') => explainDeath(record, machine);
const cause = (record: Parameters<typeof explainDeath>[0], machine?: string): Partial<Cause> => explain(record, machine).cause;
const sentence = (record: Parameters<typeof explainDeath>[0], machine?: string): string => causeSentence(explain(record, machine));

const self = process(500, '/usr/bin/app --serve');
const shell = sender(process(77, 'sh'));
const MiB = 1024 * 1024;

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
  });

  test('sent to itself is a fault too, and its address is the sender in disguise', () => {
    const own = sent(11, sender(self), { code: -6 });
    const record = segfaulted({ fault: fault({ code: -6, address: '0x1f4000003e8', trap: 0, errorCode: null }), sent: own });
    expect(cause(record)).toMatchObject({ kind: 'fault', code: 'SI_TKILL', faultAddress: null, detail: 'sent-to-itself' });
    expect(sentence(record)).toBe('sent SIGSEGV to itself');
  });
});

describe('the status word is not always the cause', () => {
  const handled = fault({ at: 9.5 * SECOND });

  test('a handler that aborts', () => {
    const record = death({
      status: 134,
      fault: fault({ signal: 6, code: -6, address: null }),
      sent: sent(6, sender(self), { code: -6 }),
      handledFault: handled,
    });
    expect(cause(record)).toMatchObject({ kind: 'fault', signal: 'SIGSEGV', faultAddress: '0x8', ended: { signal: 'SIGABRT', exitCode: null } });
    expect(sentence(record)).toBe('read of address 0x8, which is not mapped (null pointer); its handler then ended it with SIGABRT');
  });

  test('a handler that sends the same signal again', () => {
    const record = segfaulted({ fault: fault({ code: -6, address: null }), sent: sent(11, sender(self), { code: -6 }), handledFault: handled });
    expect(cause(record)).toMatchObject({ kind: 'fault', code: 'SEGV_MAPERR', ended: { signal: 'SIGSEGV' } });
  });

  test('a handler that exits', () => {
    expect(cause(exited(1, { handledFault: handled }))).toMatchObject({ kind: 'fault', ended: { signal: null, exitCode: 1 } });
  });

  test('a fault long before, or one of a runtime that handles faults in its ordinary work, is not the cause of an exit code', () => {
    expect(cause(exited(1, { handledFault: fault({ at: 1 * SECOND }) }))).toEqual({ kind: 'exit', exitCode: 1 });
    expect(cause(exited(1, { exe: '/usr/lib/jvm/java-21/bin/java', handledFault: handled }))).toEqual({ kind: 'exit', exitCode: 1 });
  });

  test('a processor probe is no reason for an exit code, and a stop after a survived fault is a stop', () => {
    expect(cause(exited(1, { handledFault: fault({ at: 9.5 * SECOND, signal: 4 }) }))).toEqual({ kind: 'exit', exitCode: 1 });
    expect(cause(exited(143, { handledFault: handled, sent: sent(15, shell) }))).toMatchObject({ kind: 'killed' });
    expect(cause(exited(143, { handledFault: { ...handled, at: 9.95 * SECOND }, sent: sent(15, shell) }))).toMatchObject({ kind: 'fault' });
  });

  test('a kill by someone else after a handled fault is a kill', () => {
    expect(cause(killed(9, shell, { handledFault: handled }))).toMatchObject({ kind: 'killed', signal: 'SIGKILL' });
  });
});

describe('a signal from someone', () => {
  test('a fault signal from another process is a kill', () => {
    const record = segfaulted({ fault: fault({ code: 0, address: null }), sent: sent(11, shell) });
    expect(cause(record)).toEqual({ kind: 'killed', signal: 'SIGSEGV', by: 'process', exitCode: null });
    expect(sentence(record)).toBe('was killed with SIGSEGV by sh (pid 77)');
  });

  test('a forged siginfo changes nothing: the sender is who called', () => {
    // rt_sigqueueinfo lets a sender write any si_pid; the record has none of it.
    const record = killed(9, shell);
    expect(explain({ ...record, sent: { ...record.sent!, code: -1 } }).sender?.pid).toBe(77);
  });

  test('abort', () => {
    const record = death({ status: 134, fault: fault({ signal: 6, code: -6, address: null }), sent: sent(6, sender(self), { code: -6 }) });
    expect(cause(record)).toEqual({ kind: 'abort', signal: 'SIGABRT', thread: null });
  });

  test('a timer', () => {
    expect(cause(death({ status: 14, sent: sent(14, shell, { by: 'timer', code: 128 }) }))).toEqual({
      kind: 'signal',
      signal: 'SIGALRM',
      by: 'timer',
      exitCode: null,
    });
  });

  test('a closed pipe and the terminal', () => {
    expect(cause(death({ status: 13, sent: sent(13, sender(self), { by: 'kernel', code: 128 }) }))).toMatchObject({ kind: 'signal', by: 'kernel' });
    expect(cause(death({ status: 2, sent: sent(2, shell, { by: 'kernel', code: 128 }) }))).toMatchObject({ kind: 'signal', by: 'kernel' });
    expect(cause(death({ status: 131, fault: fault({ signal: 3, code: 128 }), sent: sent(3, shell, { by: 'kernel', code: 128 }) }))).toMatchObject({
      kind: 'signal',
    });
  });

  test('the kernel, because the init of its pid namespace was ending', () => {
    const dying = sender(process(480, 'sh'), [], { exiting: true, nsPid: 1 });
    expect(cause(death({ status: 9, sent: sent(9, dying, { by: 'kernel', code: 128 }) }))).toEqual({
      kind: 'killed',
      signal: 'SIGKILL',
      by: 'kernel',
      exitCode: null,
    });
  });

  test('nobody seen', () => {
    expect(cause(death({ status: 9 }))).toEqual({ kind: 'unknown', signal: 'SIGKILL', why: 'who sent it was not seen' });
    expect(cause(death({ status: 11 }))).toEqual({ kind: 'unknown', signal: 'SIGSEGV', why: 'its delivery was not seen' });
  });
});

describe('an exit code', () => {
  test('by itself', () => {
    expect(cause(exited(3))).toEqual({ kind: 'exit', exitCode: 3 });
    expect(sentence(exited(3, { listening: [{ family: 'inet', address: '::', port: 8080, shared: false }] }))).toBe(
      'exited with 3 while it listened on port 8080',
    );
  });

  test.each([143, 1, 0x55])('%i after a request to end is the same stop', code => {
    const record = exited(code, { sent: sent(15, shell) });
    expect(cause(record)).toEqual({ kind: 'killed', signal: 'SIGTERM', by: 'process', exitCode: code });
    expect(sentence(record)).toBe(`was asked to end with SIGTERM by sh (pid 77), and exited with ${code}`);
  });

  test('long after it, only when the code names the signal', () => {
    const slow = { at: 100 * SECOND, sent: sent(15, shell) };
    expect(cause(exited(143, slow))).toMatchObject({ kind: 'killed' });
    expect(cause(exited(1, slow))).toMatchObject({ kind: 'exit' });
  });

  test('after a hangup, which asks a daemon to read its configuration again, only when the code names it', () => {
    expect(cause(exited(1, { sent: sent(1, shell) }))).toMatchObject({ kind: 'exit' });
    expect(cause(exited(129, { sent: sent(1, shell) }))).toMatchObject({ kind: 'killed', signal: 'SIGHUP' });
  });

  test('after a signal that it sent to itself it is its own', () => {
    expect(cause(exited(1, { sent: sent(15, sender(self)) }))).toMatchObject({ kind: 'exit' });
  });
});

describe('limits', () => {
  const used = (seconds: number) => ({ rusage: { userNs: seconds * SECOND, systemNs: 30 * MS, maxRssBytes: 0, minorFaults: 0, majorFaults: 0 } });

  test('processor time: SIGXCPU, and a bare SIGKILL at the hard limit', () => {
    const xcpu = death({
      status: 152,
      fault: fault({ signal: 24, code: 128 }),
      sent: sent(24, sender(self), { by: 'kernel', code: 128 }),
      ...used(2),
    });
    expect(cause(xcpu)).toMatchObject({ kind: 'limit', signal: 'SIGXCPU', limit: 'cpu-time' });
    expect(sentence(xcpu)).toBe('reached its processor time limit after 2 s of it, and the kernel ended it with SIGXCPU');
    const bare = sent(9, sender(self), { by: 'kernel', code: 128 });
    expect(cause(death({ status: 9, sent: bare, ...used(1) }))).toMatchObject({ kind: 'limit', signal: 'SIGKILL' });
    expect(cause(death({ status: 9, sent: bare, ...used(0.2) }))).toMatchObject({ kind: 'unknown' });
  });

  test('file size, which looks as if the process sent it to itself', () => {
    const record = death({ status: 153, fault: fault({ signal: 25, code: 0, address: null }), sent: sent(25, sender(self)) });
    expect(cause(record)).toMatchObject({ kind: 'limit', limit: 'file-size' });
    expect(sentence(record)).toBe('reached its file size limit, and the kernel ended it with SIGXFSZ');
  });
});

describe('out of memory', () => {
  const other = process(9, 'python3 load.py');
  const killedFor = (changes: Parameters<typeof oom>[1], trigger = self) => death({ status: 9, oom: oom(trigger, changes) });

  test('its own cgroup', () => {
    expect(cause(killedFor({}))).toMatchObject({ kind: 'oom', scope: 'cgroup', level: 0, limitBytes: 256 * MiB, trigger: null });
    expect(sentence(killedFor({}))).toBe('ran out of memory: its cgroup hit the limit of 256 MiB with 251 MiB of its own memory');
  });

  test('a cgroup above, hit by someone else', () => {
    const levels = [
      { usageBytes: 20 * MiB, limitBytes: null },
      { usageBytes: 20 * MiB, limitBytes: 100 * MiB },
      { usageBytes: 255 * MiB, limitBytes: 256 * MiB },
    ];
    expect(sentence(killedFor({ levels }, other))).toBe(
      'ran out of memory: the cgroup 2 levels above its own hit the limit of 256 MiB with 251 MiB of its own memory; it was python3 load.py (pid 9) that asked for more',
    );
  });

  test('the machine, when no limit was reached', () => {
    const levels = [{ usageBytes: 200 * MiB, limitBytes: 256 * MiB }];
    expect(sentence(killedFor({ levels }))).toBe(
      'ran out of memory: the machine had none left; the OOM killer chose it, with 251 MiB of its own memory',
    );
  });

  test('a small cgroup must really be full', () => {
    expect(cause(killedFor({ levels: [{ usageBytes: 1 * MiB, limitBytes: 4 * MiB }] }))).toMatchObject({ scope: 'machine' });
  });

  test('only when it died of SIGKILL', () => {
    expect(cause(segfaulted({ oom: oom(self) }))).toMatchObject({ kind: 'fault' });
  });
});
