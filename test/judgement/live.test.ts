import type { BpfRecord } from 'bpf-linux';
import { expect, test } from 'vitest';
import { createLive } from '../../src/live.ts';
import { readRules } from '../../src/rules/user/read.ts';
import * as r from '../records.ts';

function follow(records: readonly BpfRecord[], rules = ''): string[] {
  const live = createLive(readRules(`rules: [${rules}]`, 'x.yml').rules);
  return r.recording([...r.job(), ...records]).records.flatMap(record => live(record) ?? []);
}

const worker = (pid: number) => r.segfaulted(r.process(pid, ['nginx: worker process'], { exe: '/usr/sbin/nginx', comm: 'nginx' }));

test('one line for a crash, none for what only the end can tell', () => {
  expect(
    follow([
      r.exited(3, { listening: [r.listening(80)] }),
      worker(812),
      r.killed(15, r.sender(r.process(7, 'sh'))),
      r.segfaulted({ exe: '/b/conftest' }),
    ]),
  ).toEqual(['crash-gate: nginx: worker process (pid 812) died of SIGSEGV: read of address 0x8, which is not mapped (null pointer), in thread app']);
});

test('timeout, which sends itself the signal that its child died of, is no crash of its own', () => {
  const timeout = r.process(60, 'timeout 20 app');
  const child = r.segfaulted({ ancestors: [timeout, ...r.jobRoot] });
  const itself = r.segfaulted({ ...timeout, fault: r.fault({ code: 0 }), sent: r.sent(11, r.sender(timeout)) });
  expect(follow([child, itself])).toHaveLength(1);
  expect(follow([itself])).toHaveLength(1);
});

test('nor is strace, whose child is none either', () => {
  const strace = r.process(60, 'strace app');
  const itself = r.segfaulted({ ...strace, fault: r.fault({ code: 0 }), sent: r.sent(11, r.sender(strace)) });
  expect(follow([r.segfaulted({ ancestors: [strace, ...r.jobRoot] }), itself])).toEqual([]);
});

test('a storm does not bury the output of the command', () => {
  const lines = follow(Array.from({ length: 1000 }, (_, index) => worker(1000 + index)));
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/ \(again; no more lines for this one\)$/);
  const letters = (index: number) => String.fromCharCode(97 + (index % 26)) + String.fromCharCode(97 + (Math.floor(index / 26) % 26));
  const many = follow(Array.from({ length: 500 }, (_, index) => r.segfaulted(r.process(1000 + index, `/usr/bin/${letters(index)}`))));
  expect(many).toHaveLength(50);
  expect(many.at(-1)).toMatch(/ \(no more lines: see the report\)$/);
});

test('a line is short, however long the names', () => {
  const [line] = follow([r.segfaulted({ exe: `/${'x'.repeat(5000)}`, threadName: 'y'.repeat(5000) })]);
  expect(line!.length).toBeLessThan(300);
});

test('what hides a crash comes after it: rules that ask for that decide at the end', () => {
  const sure = /thread app$/;
  const open = / \(your rules decide at the end whether it counts\)$/;
  const lineWith = (match: string, level: string) => follow([worker(812)], `{match: ${match}, level: ${level}, reason: r}`)[0];
  expect(lineWith('{exe: nginx}', 'ignored')).toBeUndefined();
  expect(lineWith('{exe: nginx, masked: replaced}', 'ignored')).toMatch(open);
  expect(lineWith('{masked: "no"}', 'ignored')).toMatch(open);
  expect(lineWith('{exe: redis, masked: replaced}', 'ignored')).toMatch(sure);
  // No line for each grep that finds nothing.
  expect(follow([r.exited(1)], '{match: {masked: replaced}, level: error, reason: r}')).toEqual([]);
});

test("an end is its child's for some seconds, and then its own", () => {
  const timeout = r.process(60, 'timeout 20 app');
  const child = r.segfaulted({ ancestors: [timeout, ...r.jobRoot] });
  const itself = (at: number) => r.segfaulted({ ...timeout, at, fault: r.fault({ code: 0 }), sent: r.sent(11, r.sender(timeout)) });
  expect(follow([child, itself(child.at + 9 * r.SECOND)])).toHaveLength(1);
  expect(follow([child, itself(child.at + 11 * r.SECOND)])).toHaveLength(2);
});
