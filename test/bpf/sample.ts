/** A small recording with every record type, written by hand against the types. */
import type { BpfRecord, Death, Fault, Identity, Oom, SentSignal } from 'bpf-linux';

const process: Identity = {
  pid: 812,
  startedAt: 5_000_000,
  comm: 'nginx',
  exe: '/usr/sbin/nginx',
  argv: ['nginx: worker process', 'naïve "quoted"\n', '\udcff\udc80'],
};
const parent: Identity = { pid: 811, startedAt: -7, comm: 'nginx', exe: '/usr/sbin/nginx', argv: null, missing: 'gone before it could be read' };

const fault: Fault = {
  at: 9_000_000,
  tid: 812,
  threadName: 'nginx',
  signal: 11,
  code: 1,
  address: '0x8',
  instructionPointer: '0x55d0c0de0000',
  stackPointer: '0x7ffc0de00000',
  trap: 14,
  errorCode: '0x6',
  faultRegister: '0x8',
};

const sent: SentSignal = {
  at: 8_000_000,
  signal: 15,
  code: 0,
  by: 'process',
  sender: { ...parent, uid: 0, nsPid: 811, pidNamespace: 4026531836, exiting: false, ancestors: [parent] },
};

const oom: Oom = {
  at: 8_500_000,
  trigger: parent,
  cgroup: '/docker/abc',
  levels: [
    { usageBytes: 31_457_280, limitBytes: 31_457_280 },
    { usageBytes: 99, limitBytes: null },
  ],
  anonymousBytes: 1,
  fileBytes: 2,
  sharedBytes: 3,
  totalVirtualBytes: 4,
  scoreAdjust: 500,
};

export const death: Death = {
  type: 'death',
  ...process,
  at: 10_000_000,
  status: 139,
  tid: 812,
  threadName: 'nginx',
  argvBytes: 40,
  cwd: '/',
  uid: 33,
  gid: 33,
  forkOnly: true,
  nsPid: 812,
  pidNamespace: 4026531836,
  mountNamespace: 4026531840,
  cgroup: '/',
  ancestors: [parent],
  step: null,
  lifetimeNs: 5_000_000,
  rusage: { userNs: 1, systemNs: 2, maxRssBytes: 3, minorFaults: 4, majorFaults: 5 },
  listening: [{ family: 'inet', address: '0.0.0.0', port: 80, shared: true }],
  parentListens: true,
  fault,
  handledFault: { ...fault, syscall: 101, address: null, handlerLeft: true, handlerStackBytes: 32768 },
  sent,
  oom,
  stack: { limitBytes: null, start: '0x7ffc0de01000' },
};

export const sample: readonly BpfRecord[] = [
  {
    type: 'header',
    version: '1.0',
    tracer: '0.1.0',
    kernel: '6.18.0',
    machine: 'x86_64',
    bootId: null,
    clock: { base: 'boottime', startedAtNs: '123456789', startedAt: '2026-01-02T03:04:05.678Z' },
    pid: 700,
    hooks: [
      { name: 'tp_btf/sched_process_exit', attached: true },
      { name: 'fentry/vfs_coredump', attached: false, needed: false, why: 'not permitted here' },
    ],
    proof: { pid: 701, signal: 11, faultAddress: '0xc0de', seenAfterNs: 1_000_000 },
    armedAfterNs: 20_000_000,
    snapshot: 42,
  },
  { type: 'note', at: 1_000_000, text: '{"crashGate":"started","job":1,"argv":["true"]}' },
  death,
  {
    type: 'start',
    ...process,
    pid: 813,
    at: 11_000_000,
    how: 'fork',
    cgroup: '/',
    nsPid: 813,
    ancestors: [parent],
    after: { pid: 812, startedAt: 5_000_000 },
  },
  { type: 'listen', at: 12_000_000, pid: 813, startedAt: 11_000_000, port: 80 },
  { type: 'end', at: 13_000_000, pid: 811, startedAt: -7, status: 0 },
  {
    type: 'trailer',
    at: 14_000_000,
    why: 'stopped',
    started: 2,
    executed: 1,
    ended: 2,
    deaths: { clean: 1, exit: 0, signal: 1 },
    recorded: 1,
    lost: { events: 0 },
    errors: { 'read argv': 1 },
    dying: [99],
    peakRssBytes: 12_000_000,
  },
];

/** As the tracer writes it: lone surrogates spelled as \udcXX, a newline after each line. */
export const linesOf = (records: readonly unknown[]): string => records.map(record => `${JSON.stringify(record)}\n`).join('');

export const sampleText = linesOf(sample);
