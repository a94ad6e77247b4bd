import { describe, expect, test } from 'vitest';
import { death, exited, fault, killed, process, SECOND, segfaulted, sender, sent } from '../../records.ts';
import { cause, explain, self, sentence, shell } from './explained.ts';

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

  test('of a process that met a fault of its own afterwards, it was not the reason', () => {
    const met = fault({ at: 9.9 * SECOND });
    const record = segfaulted({
      at: 10 * SECOND,
      fault: fault({ code: -6, address: null }),
      handledFault: met,
      sent: { ...sent(11, shell), at: 9.8 * SECOND },
    });
    expect(cause(record)).toMatchObject({ kind: 'fault', signal: 'SIGSEGV' });
    expect(cause({ ...record, sent: { ...record.sent!, at: 9.95 * SECOND } })).toMatchObject({ kind: 'killed' });
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

  test('17 at once after a hangup by its parent: uWSGI has its workers loaded anew', () => {
    const master = process(60, '/usr/bin/uwsgi');
    const reloaded = (at: number) => exited(17, { at, ancestors: [master], sent: sent(1, sender(master)) });
    expect(sentence(reloaded(10 * SECOND))).toBe('was asked to end with SIGHUP by uwsgi (pid 60), and exited with 17');
    expect(cause(reloaded(20 * SECOND))).toMatchObject({ kind: 'exit' });
  });

  test('at once after somebody’s SIGABRT or SIGSEGV, of which a handler made an exit', () => {
    for (const signal of [6, 11]) {
      expect(cause(exited(1, { sent: sent(signal, shell) }))).toMatchObject({ kind: 'killed', exitCode: 1 });
      expect(cause(exited(1, { at: 20 * SECOND, sent: sent(signal, shell) }))).toMatchObject({ kind: 'exit' });
    }
  });

  test('after a signal that it sent to itself it is its own', () => {
    expect(cause(exited(1, { sent: sent(15, sender(self)) }))).toMatchObject({ kind: 'exit' });
  });
});
