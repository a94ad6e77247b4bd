/** Expected records, whole: every key has a value, or a matcher that says what the value must be. */
import { execFileSync } from 'node:child_process';
import type { Known, Living, Looked } from './living.ts';
import { pageFault, someState } from './machine.ts';
import { anAddress, satisfies } from './satisfies.ts';
import type { Recording } from './watch.ts';

export { anAddress, satisfies };

/** Nanoseconds since the tracer started; times are compared with each other by checkTimes(). */
export const aTime = satisfies('a time, whole nanoseconds', (value: number) => Number.isSafeInteger(value));
export const aCount = satisfies('a count', (value: number) => Number.isSafeInteger(value) && value >= 0);
export const aReason = satisfies('a reason', (why: string) => why.length > 0);

/** A time that is the process's start as /proc has it, in ticks of 10 ms; or later, by as long as its creator waited for a processor, where the layer says that it may be. */
function startOf(living: Known, { header }: Recording): unknown {
  const latest = header.layer?.unknown['process.startedAt'] === undefined ? 0n : 100n;
  return satisfies(`start of pid ${living.pid}, ${living.startTicks} ticks after the boot`, (value: number) => {
    const late = (BigInt(header.clock.startedAtNs) + BigInt(value)) / 10_000_000n - BigInt(living.startTicks);
    return late >= 0n && late <= latest;
  });
}

/** Start of a process that /proc was not asked about: `run` made it. */
export function startAfter(run: Living, recording: Recording): unknown {
  return satisfies(`a start after ${run.startTicks} ticks`, (value: number) => {
    const ticks = (BigInt(recording.header.clock.startedAtNs) + BigInt(value)) / 10_000_000n;
    return ticks >= BigInt(run.startTicks) && value < recording.trailer.at;
  });
}

export type Keys = Record<string, unknown>;

/** Arguments of a process that lives are read from /proc, and no more than these bytes of them are kept. */
const PROC_ARGV_BYTES = 4096;

/** Who ran the tests may have been started with a script for an argument. */
function argumentsOf({ argv, argvBytes }: Known): Keys {
  if (argvBytes <= PROC_ARGV_BYTES) return { argv };
  const whole = argv.join('\0');
  const isStart = (kept: string[]) =>
    kept.join('\0').length > PROC_ARGV_BYTES / 4 && whole.startsWith(kept.join('\0').replace(/[\uDC80-\uDCFF]+$/, ''));
  return {
    argv: satisfies(`the start of ${argvBytes} bytes of arguments`, isStart),
    missing: `arguments cut after ${PROC_ARGV_BYTES} of ${argvBytes} bytes`,
  };
}

function named(of: Known, recording: Recording) {
  const { pid, comm, exe } = of;
  return { pid, startedAt: startOf(of, recording), comm, exe, ...(exe === null && { missing: aReason }) };
}

/** A process that lives on. */
export function identity(of: Known, recording: Recording) {
  return { ...named(of, recording), ...argumentsOf(of) };
}

export function ancestors(of: readonly Known[], recording: Recording) {
  return of.map(ancestor => identity(ancestor, recording));
}

/** The death of a process that was looked at while it lived. `status` and what explains it are the case's to say. */
export function death(run: Living, recording: Recording, keys: Keys & { status: number }): Keys {
  return {
    type: 'death',
    at: aTime,
    ...named(run, recording),
    argv: run.argv,
    tid: run.pid,
    threadName: run.comm,
    argvBytes: run.argvBytes,
    cwd: run.cwd,
    uid: run.uid,
    gid: run.gid,
    forkOnly: false,
    nsPid: run.nsPid,
    pidNamespace: run.pidNamespace,
    mountNamespace: run.mountNamespace,
    inJob: null,
    cgroup: run.cgroup,
    ancestors: ancestors(run.ancestors, recording),
    step: run.step,
    lifetimeNs: aCount,
    rusage: {
      userNs: aCount,
      systemNs: aCount,
      maxRssBytes: satisfies('a whole number of pages', (value: number) => value >= 0 && value % 4096 === 0),
      minorFaults: aCount,
      majorFaults: aCount,
    },
    listening: [],
    parentListens: false,
    fault: null,
    handledFault: null,
    sent: null,
    oom: null,
    stack: run.stack,
    ...keys,
  };
}

/** The death of a process that `run` forked, and that runs its program. */
export function childDeath(run: Looked, recording: Recording, pid: number, keys: Keys & { status: number }): Keys {
  return death(run, recording, {
    pid,
    startedAt: startAfter(run, recording),
    tid: pid,
    nsPid: pid,
    forkOnly: true,
    ancestors: [identity(run, recording), ...ancestors(run.ancestors, recording)].slice(0, 16),
    ...keys,
  });
}

/** Keys of a process whose pid nobody said. */
export const whoever = { pid: aCount, tid: aCount, nsPid: aCount };

/** A fault that the kernel raised in the run's only thread. */
export function fault(run: Looked, keys: Keys & { signal: number; code: number }): Keys {
  return {
    at: aTime,
    tid: run.pid,
    threadName: run.comm,
    address: null,
    instructionPointer: anAddress,
    stackPointer: anAddress,
    ...someState(run),
    ...keys,
  };
}

/** SIGSEGV at 0x1234, as crash() in gate.c makes it. */
export function crashAt1234(run: Looked, keys: Keys = {}): Keys {
  return fault(run, {
    signal: 11,
    code: 1,
    address: '0x1234',
    instructionPointer: within(run, 'crash'),
    ...pageFault(run, 'write'),
    faultRegister: '0x1234',
    ...keys,
  });
}

/** A signal that a process sent. */
export function sentBy(sender: Living, recording: Recording, keys: Keys & { signal: number; code: number }): Keys {
  return {
    at: aTime,
    by: 'process',
    sender: {
      ...identity(sender, recording),
      uid: sender.uid,
      nsPid: sender.nsPid,
      pidNamespace: sender.pidNamespace,
      inJob: null,
      exiting: false,
      ancestors: ancestors(sender.ancestors, recording),
    },
    ...keys,
  };
}

/** The same, where `run` forked the sender, which runs its program. */
export function sentByChild(run: Looked, recording: Recording, pid: number, keys: Keys & { signal: number; code: number }): Keys {
  const { sender, ...sent } = sentBy(run, recording, keys);
  const family = [identity(run, recording), ...ancestors(run.ancestors, recording)].slice(0, 16);
  return { ...sent, sender: { ...(sender as object), pid, nsPid: pid, startedAt: startAfter(run, recording), ancestors: family } };
}

/** The end with 0 of a process whose descendant died. */
export function end(run: Living, recording: Recording): Keys {
  return { type: 'end', at: aTime, pid: run.pid, startedAt: startOf(run, recording), status: 0 };
}

/** A start after a death, of a process that `run` made; the rest is the case's to say. */
export function startOfChild(run: Looked, recording: Recording, pid: number, keys: Keys & { how: 'fork' | 'exec'; after: unknown }): Keys {
  return {
    type: 'start',
    at: aTime,
    ...identity(run, recording),
    pid,
    startedAt: startAfter(run, recording),
    cgroup: run.cgroup,
    nsPid: pid,
    inJob: null,
    ancestors: [identity(run, recording), ...ancestors(run.ancestors, recording)].slice(0, 16),
    ...(keys.how === 'fork' && { hasConnection: false }),
    ...keys,
  };
}

/** An address inside a function of the program. */
export function within(run: Looked, name: string): unknown {
  const [from, size] = symbols(run.image).get(name) ?? [0n, 0n];
  return satisfies(`an address within ${name}() at 0x${from.toString(16)}`, (value: string) => BigInt(value) >= from && BigInt(value) < from + size);
}

const symbolTables = new Map<string, Map<string, [from: bigint, size: bigint]>>();
function symbols(image: string): Map<string, [bigint, bigint]> {
  const known = symbolTables.get(image);
  if (known) return known;
  const table = new Map<string, [bigint, bigint]>();
  for (const line of execFileSync('nm', ['-S', '--defined-only', image], { encoding: 'utf8' }).split('\n')) {
    const [from, size, kind, name] = line.split(' ');
    if (name && /[tTwWi]/.test(kind!)) table.set(name, [BigInt(`0x${from}`), BigInt(`0x${size}`)]);
  }
  symbolTables.set(image, table);
  return table;
}
