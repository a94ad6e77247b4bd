/** What /proc says about a living process: the truth that records are compared with. */
import { readFileSync, readlinkSync, statSync } from 'node:fs';

/** Who a process is. */
export interface Known {
  readonly pid: number;
  /** Since boot, in clock ticks of 10 ms. */
  readonly startTicks: number;
  readonly comm: string;
  /** Null where even root may not ask: an init with more capabilities than ours. */
  readonly exe: string | null;
  readonly argv: readonly string[];
  readonly argvBytes: number;
}

export interface Living extends Known {
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly nsPid: number;
  readonly pidNamespace: number;
  readonly mountNamespace: number;
  readonly cgroup: string;
  readonly stack: { limitBytes: number | null; start: string };
  /** Nearest first, at most 16. */
  readonly ancestors: readonly Known[];
}

export function look(pid: number): Living {
  const stat = statFields(pid);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => (new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/).map(Number);
  return {
    ...identify(pid),
    cwd: readlinkSync(`/proc/${pid}/cwd`),
    uid: field('Uid')[0]!,
    gid: field('Gid')[0]!,
    nsPid: field('NSpid').at(-1)!,
    pidNamespace: statSync(`/proc/${pid}/ns/pid`).ino,
    mountNamespace: statSync(`/proc/${pid}/ns/mnt`).ino,
    cgroup: cgroupOf(pid),
    stack: { limitBytes: stackLimit(pid), start: `0x${BigInt(stat[25]!).toString(16)}` },
    ancestors: ancestorsFrom(Number(stat[1])),
  };
}

/** The process and its ancestors. */
export function ancestorsFrom(pid: number): Known[] {
  const chain: Known[] = [];
  for (let next = pid; next !== 0 && chain.length < 16; next = Number(statFields(next)[1])) chain.push(identify(next));
  return chain;
}

function identify(pid: number): Known {
  const argv = readFileSync(`/proc/${pid}/cmdline`);
  return {
    pid,
    startTicks: Number(statFields(pid)[19]),
    comm: readFileSync(`/proc/${pid}/comm`, 'utf8').replace(/\n$/, ''),
    exe: readExe(pid),
    argv: splitArguments(argv),
    argvBytes: argv.length,
  };
}

function readExe(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '');
  } catch {
    return null;
  }
}

/** Fields of /proc/PID/stat after the name, which may hold anything: [0] is the state. */
function statFields(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A title that is shorter than the arguments it overwrote is padded with NUL: npm's, when npm runs the tests. */
function splitArguments(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .replace(/^([^\0]+)\0{3,}$/, '$1')
    .replace(/\0$/, '')
    .split('\0');
}

function stackLimit(pid: number): number | null {
  const soft = /^Max stack size\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8'))![1]!;
  return soft === 'unlimited' ? null : Number(soft);
}

/** The path in the unified hierarchy; where that has no groups, in v1's memory hierarchy. */
function cgroupOf(pid: number): string {
  const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n');
  const unified = lines.find(line => line.startsWith('0::'))?.slice(3) ?? '/';
  if (unified !== '/') return unified;
  return lines.find(line => line.split(':')[1]!.split(',').includes('memory'))?.replace(/^\d+:[^:]*:/, '') ?? '/';
}
