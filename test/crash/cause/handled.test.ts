import { describe, expect, test } from 'vitest';
import { death, exited, fault, killed, SECOND, segfaulted, sender, sent } from '../../records.ts';
import { cause, self, sentence, shell } from './explained.ts';

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

  test('a handler that was left has dealt with its fault: what came after has other reasons', () => {
    const left = { ...handled, handlerLeft: true };
    expect(cause(exited(1, { handledFault: left }))).toEqual({ kind: 'exit', exitCode: 1 });
    const aborted = death({
      status: 134,
      fault: fault({ signal: 6, code: -6, address: null }),
      sent: sent(6, sender(self), { code: -6 }),
      handledFault: left,
    });
    expect(cause(aborted)).toMatchObject({ kind: 'abort' });
  });

  test("but Go's returns to a panic, which ends with 2 when nobody recovers from it", () => {
    expect(cause(exited(2, { handledFault: { ...handled, handlerLeft: true } }))).toMatchObject({ kind: 'fault', ended: { exitCode: 2 } });
    const go = { ...handled, handlerLeft: true, handlerStackBytes: 32 << 10 };
    expect(cause(exited(2, { handledFault: go }))).toMatchObject({ kind: 'fault', ended: { exitCode: 2 } });
    // A usage error of something that takes faults in its ordinary work, on the thread's own stack.
    expect(cause(exited(2, { handledFault: { ...go, handlerStackBytes: 0 } }))).toMatchObject({ kind: 'exit', exitCode: 2 });
  });

  test('a handler that is still at work as the process ends is the reason, whatever the runtime and the signal', () => {
    const crashed = { exe: '/usr/lib/jvm/java-21/bin/java', handledFault: { ...handled, handlerLeft: false } };
    expect(cause(exited(1, crashed))).toMatchObject({ kind: 'fault', ended: { signal: null, exitCode: 1 } });
    expect(cause(exited(1, { handledFault: fault({ at: 1, signal: 4, handlerLeft: false }) }))).toMatchObject({ kind: 'fault', signal: 'SIGILL' });
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
