/** Builds records for tests: everything has an ordinary value, and a test names only what it is about. */
import type {
  Ancestor,
  BpfRecord,
  Container,
  Death,
  End,
  Fault,
  Header,
  Identity,
  Listen,
  Note,
  Oom,
  Recording,
  Sender,
  SentSignal,
  Start,
  Step,
  Trailer,
} from 'bpf-linux';
import { endedNote, startedNote } from '../src/job.ts';

export const SECOND = 1e9;
export const MS = 1e6;

/** Of the crash-gate process in these recordings. */
export const JOB_PID = 100;

export function header(changes: Partial<Header> = {}): Header {
  return {
    type: 'header',
    version: '1.0',
    tracer: '0.1.0',
    kernel: '6.17.0-1010-azure',
    machine: 'x86_64',
    bootId: '6b0c7f6e-0000-4000-8000-000000000000',
    clock: { base: 'boottime', startedAtNs: '1000000000000', startedAt: '2026-01-02T03:04:05.000Z' },
    pid: 90,
    hooks: [
      { name: 'tp_btf/sched_process_exit', attached: true },
      { name: 'raw_tp/signal_generate', attached: true },
    ],
    proof: { pid: 91, signal: 11, faultAddress: '0x1234', seenAfterNs: 200_000 },
    armedAfterNs: 20_000_000,
    snapshot: 40,
    ...changes,
  };
}

export function trailer(changes: Partial<Trailer> = {}): Trailer {
  return {
    type: 'trailer',
    at: 47.2 * SECOND,
    why: 'stopped',
    started: 1904,
    executed: 1500,
    ended: 1904,
    deaths: { clean: 1900, exit: 0, signal: 0 },
    recorded: 0,
    lost: { events: 0 },
    errors: {},
    dying: [],
    peakRssBytes: 12_000_000,
    ...changes,
  };
}

/** A process: its name, or its path, or its whole command line. */
export function process(pid: number, command: string | readonly string[], changes: Partial<Identity> = {}): Identity {
  const argv = typeof command === 'string' ? command.split(' ') : command;
  const exe = argv[0]!.startsWith('/') ? argv[0]! : `/usr/bin/${argv[0]}`;
  return { pid, startedAt: pid * MS, comm: exe.slice(exe.lastIndexOf('/') + 1, exe.lastIndexOf('/') + 16), exe, argv, ...changes };
}

export const init: Ancestor = process(1, '/usr/lib/systemd/systemd', { startedAt: -1000 * SECOND });
/** What the command of the job hangs on, nearest first: the command, crash-gate, the machine. */
export const jobRoot: readonly Ancestor[] = [process(101, '/usr/bin/bash ./it.sh'), process(JOB_PID, '/usr/bin/node dist/cli.js run'), init];

export function death(changes: Partial<Death> & Pick<Death, 'status'>): Death {
  const self = process(changes.pid ?? 500, '/usr/bin/app --serve');
  return {
    ...self,
    type: 'death',
    at: 10 * SECOND,
    tid: changes.pid ?? 500,
    threadName: changes.comm ?? self.comm,
    argvBytes: 20,
    cwd: '/srv',
    uid: 1000,
    gid: 1000,
    forkOnly: false,
    nsPid: changes.pid ?? 500,
    pidNamespace: 4026531836,
    mountNamespace: 4026531841,
    cgroup: '/',
    ancestors: jobRoot,
    step: null,
    lifetimeNs: 5 * SECOND,
    rusage: { userNs: 5 * MS, systemNs: 2 * MS, maxRssBytes: 4_000_000, minorFaults: 100, majorFaults: 0 },
    listening: [],
    parentListens: false,
    fault: null,
    handledFault: null,
    sent: null,
    oom: null,
    stack: { limitBytes: 8 * 1024 * 1024, start: '0x7ffffffde000' },
    ...changes,
  };
}

/** For helpers of other tests. */
export type DeathRecord = Death;

export const exited = (code: number, changes: Partial<Death> = {}): Death => death({ status: code << 8, ...changes });

/** SIGSEGV at an address, as the kernel raises it. */
export function fault(changes: Partial<Fault> = {}): Fault {
  return {
    at: 10 * SECOND,
    tid: 500,
    threadName: 'app',
    signal: 11,
    code: 1,
    address: '0x8',
    instructionPointer: '0x401136',
    stackPointer: '0x7ffffffdd000',
    trap: 14,
    errorCode: '0x4',
    faultRegister: '0x8',
    ...changes,
  };
}

export const segfaulted = (changes: Partial<Death> = {}): Death => death({ status: 139, fault: fault({ tid: changes.pid ?? 500 }), ...changes });

export function sender(identity: Identity, ancestors: readonly Ancestor[] = jobRoot, changes: Partial<Sender> = {}): Sender {
  return { ...identity, uid: 1000, nsPid: identity.pid, pidNamespace: 4026531836, exiting: false, ancestors, ...changes };
}

export function sent(signal: number, from: Sender, changes: Partial<SentSignal> = {}): SentSignal {
  return { at: 9.9 * SECOND, signal, code: 0, by: 'process', sender: from, ...changes };
}

/** Killed by a signal that dumps no core. */
export const killed = (signal: number, from: Sender, changes: Partial<Death> = {}): Death =>
  death({ status: signal, sent: sent(signal, from), ...changes });

export function oom(trigger: Identity, changes: Partial<Oom> = {}): Oom {
  const MiB = 1024 * 1024;
  return {
    at: 10 * SECOND,
    trigger,
    cgroup: '/system.slice/app.service',
    levels: [
      { usageBytes: 256 * MiB, limitBytes: 256 * MiB },
      { usageBytes: 2048 * MiB, limitBytes: null },
    ],
    anonymousBytes: 251 * MiB,
    fileBytes: 0,
    sharedBytes: 0,
    totalVirtualBytes: 600 * MiB,
    scoreAdjust: 500,
    ...changes,
  };
}

export function start(identity: Identity, after: Identity, changes: Partial<Start> = {}): Start {
  const parents = 'ancestors' in after ? (after.ancestors as readonly Ancestor[]) : jobRoot;
  return {
    ...identity,
    type: 'start',
    at: 10 * SECOND + 3 * MS,
    how: 'exec',
    cgroup: '/',
    nsPid: identity.pid,
    ancestors: parents,
    after: { pid: after.pid, startedAt: after.startedAt },
    ...changes,
  };
}

export const end = (identity: Identity, at: number): End => ({ type: 'end', at, pid: identity.pid, startedAt: identity.startedAt, status: 0 });
export const listen = (identity: Identity, port: number, at: number): Listen => ({
  type: 'listen',
  at,
  pid: identity.pid,
  startedAt: identity.startedAt,
  port,
});
/** By default one that docker runs, and compose started. */
export const container = (id: string, changes: Partial<Container> = {}): Container => ({
  type: 'container',
  at: 10 * SECOND,
  id,
  runtime: 'docker',
  name: '/shop-web-1',
  image: 'nginx:1.27',
  compose: { project: 'shop', service: 'web' },
  restart: { policy: 'on-failure', most: 3, count: 1 },
  pod: null,
  ...changes,
});
/** A step that the job's root runs, from its beginning to its end. */
export function step(id: string, pid: number, from: number, to: number | null): readonly Step[] {
  const begin: Step = { type: 'step', at: from, what: 'begin', pid, startedAt: from - MS, id };
  return to === null ? [begin] : [begin, { ...begin, at: to, what: 'end', id: null }];
}
export const note = (text: string, at = 0): Note => ({ type: 'note', at, text });

/** The job's command: 40 s long. */
export function job(exitCode: number | null = 0, argv: readonly string[] = ['./it.sh'], signal: string | null = null): readonly Note[] {
  return [note(startedNote(JOB_PID, argv), 0.1 * SECOND), note(endedNote(exitCode, signal), 40 * SECOND)];
}

export const listening = (port: number, shared = false): Death['listening'][number] => ({ family: 'inet', address: '0.0.0.0', port, shared });

/** A complete recording: header, the records by time, and a trailer that counts them. */
export function recording(records: readonly BpfRecord[], changes: { header?: Partial<Header>; trailer?: Partial<Trailer> } = {}): Recording {
  const deaths = records.filter(record => record.type === 'death');
  const signal = deaths.filter(record => (record.status & 0x7f) !== 0).length;
  const counted = trailer({ recorded: deaths.length, deaths: { clean: 1900, exit: deaths.length - signal, signal }, ...changes.trailer });
  const first = header(changes.header);
  return { header: first, records: [first, ...records, counted], trailer: counted, problems: [] };
}
