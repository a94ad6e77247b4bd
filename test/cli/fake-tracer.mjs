#!/usr/bin/env node
// Stands in for the tracer where a test needs trouble that the real one can't be made to have. It speaks the same protocol:
// "ready" and "+" on stdout, notes on stdin, the end of stdin means stop. FAKE_TRACER holds JSON:
//   fail: {status, stderr}   end like that before being ready        hang: true   never get ready        says: [word, …]   what it is doing meanwhile
//   dieAfterNotes: n         be killed when so many notes have come  ignoreStop: true   don't end when stdin does
//   signalGate: name         send crash-gate that signal just before being ready
import { appendFileSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const { fail, hang, dieAfterNotes, ignoreStop, signalGate, says } = JSON.parse(process.env.FAKE_TRACER ?? '{}');
const out = process.argv[process.argv.indexOf('--out') + 1];

const header = {
  type: 'header',
  version: '1.0',
  tracer: 'fake',
  kernel: '0.0',
  machine: 'x86_64',
  bootId: null,
  clock: { base: 'boottime', startedAtNs: '1', startedAt: '2026-01-01T00:00:00.000Z' },
  pid: process.pid,
  hooks: [{ name: 'fake', attached: true }],
  proof: { pid: 1, signal: 11, faultAddress: '0x0', seenAfterNs: 1 },
  armedAfterNs: 1,
  snapshot: 0,
};
const trailer = {
  type: 'trailer',
  at: 9,
  why: 'stopped',
  started: 0,
  executed: 0,
  ended: 0,
  deaths: { clean: 0, exit: 0, signal: 0 },
  recorded: 0,
  lost: { events: 0 },
  errors: {},
  dying: [],
  peakRssBytes: 1,
};
const add = record => appendFileSync(out, `${JSON.stringify(record)}\n`);

process.on('SIGHUP', () => {});
if (fail !== undefined) {
  process.stderr.write(fail.stderr ?? '');
  process.exit(fail.status);
}
if (hang === true || ignoreStop === true) setInterval(() => {}, 1000);
if (process.argv[2] === 'check') {
  process.stdout.write(`${JSON.stringify(header)}\n`);
  process.exit(0);
}
for (const stage of says ?? []) process.stdout.write(`${stage}\n`);
if (hang !== true) {
  writeFileSync(openSync(out, 'wx', 0o644), '');
  add(header);
  if (signalGate !== undefined) process.kill(findGate(process.ppid), signalGate);
  process.stdout.write('ready\n');
}
let notes = 0;
const lines = createInterface({ input: process.stdin });
lines.on('line', text => {
  add({ type: 'note', at: ++notes, text });
  process.stdout.write('+\n');
  if (notes === dieAfterNotes) process.kill(process.pid, 'SIGKILL');
});
lines.on('close', () => {
  if (ignoreStop === true || hang === true) return;
  add(trailer);
  process.exit(0);
});

/** The parent, or, when that is sudo, its parent. */
function findGate(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return /^Name:\s*sudo$/m.test(status) ? findGate(Number(/^PPid:\s*(\d+)$/m.exec(status)[1])) : pid;
}
