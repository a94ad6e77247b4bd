/** What /proc says about a living process: the truth that records are compared with. */
import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
  readonly networkNamespace: number;
  readonly cgroup: string;
  /** GITHUB_ACTION of the process or of its nearest ancestor that has one. */
  readonly step: string | null;
  readonly stack: { limitBytes: number | null; start: string };
  /** Nearest first, at most 16. */
  readonly ancestors: readonly Known[];
}

/** A running program of ours. */
export interface Looked extends Living {
  readonly program: string;
  /** The program's file on this machine, for its symbols: where it ran, it may have had another place. */
  readonly image: string;
  readonly machine: Machine;
}

/** As uname -m has it. */
export type Machine = 'x86_64' | 'aarch64';
export const MACHINE: Machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

/** Where processes are looked up: this machine's /proc, or a copy of another machine's. */
export interface Proc {
  read(pid: number, file: string): Buffer;
  /** Throws where even root may not ask. */
  link(pid: number, name: 'exe' | 'cwd'): string;
  inode(pid: number, namespace: 'pid' | 'mnt' | 'net'): number;
}

const here: Proc = {
  read: (pid, file) => readFileSync(`/proc/${pid}/${file}`),
  link: (pid, name) => readlinkSync(`/proc/${pid}/${name}`),
  inode: (pid, namespace) => statSync(`/proc/${pid}/ns/${namespace}`).ino,
};

/** A copy of /proc as test/kernels/guest/run-way.c makes it: a folder a process, the targets of links in files. */
export const copiedProc = (folder: string): Proc => ({
  read: (pid, file) => readFileSync(join(folder, String(pid), file)),
  link: (pid, name) => readFileSync(join(folder, String(pid), name), 'utf8'),
  inode: (pid, namespace) => Number(/\d+/.exec(readFileSync(join(folder, String(pid), `ns-${namespace}`), 'utf8'))![0]),
});

export function look(pid: number, proc: Proc = here): Living {
  const stat = statFields(pid, proc);
  const status = proc.read(pid, 'status').toString();
  const field = (name: string) => (new RegExp(`^${name}:\\s+(.*)$`, 'm').exec(status)?.[1] ?? '').split(/\s+/).map(Number);
  return {
    ...identify(pid, proc),
    cwd: proc.link(pid, 'cwd'),
    uid: field('Uid')[0]!,
    gid: field('Gid')[0]!,
    nsPid: field('NSpid').at(-1)!,
    pidNamespace: proc.inode(pid, 'pid'),
    mountNamespace: proc.inode(pid, 'mnt'),
    networkNamespace: proc.inode(pid, 'net'),
    cgroup: cgroupOf(pid, proc),
    step: stepOf(pid, proc),
    stack: { limitBytes: stackLimit(pid, proc), start: `0x${BigInt(stat[25]!).toString(16)}` },
    ancestors: family(Number(stat[1]), proc).map(ancestor => identify(ancestor, proc)),
  };
}

/** The process and its ancestors, at most 16. */
function family(pid: number, proc: Proc): number[] {
  const chain: number[] = [];
  for (let next = pid; next !== 0 && chain.length < 16; next = Number(statFields(next, proc)[1])) chain.push(next);
  return chain;
}

/** One of a process's ancestors, and those above it. */
export function ancestorsFrom(living: Living, pid: number): readonly Known[] {
  const index = living.ancestors.findIndex(ancestor => ancestor.pid === pid);
  if (index < 0) throw new Error(`${pid} is no ancestor of ${living.pid}`);
  return living.ancestors.slice(index);
}

function identify(pid: number, proc: Proc): Known {
  const argv = proc.read(pid, 'cmdline');
  return {
    pid,
    startTicks: Number(statFields(pid, proc)[19]),
    comm: proc.read(pid, 'comm').toString().replace(/\n$/, ''),
    exe: readExe(pid, proc),
    argv: splitArguments(argv),
    argvBytes: argv.length,
  };
}

function readExe(pid: number, proc: Proc): string | null {
  try {
    return proc.link(pid, 'exe').replace(/ \(deleted\)$/, '');
  } catch {
    return null;
  }
}

/** Fields of /proc/PID/stat after the name, which may hold anything: [0] is the state. */
function statFields(pid: number, proc: Proc): string[] {
  const text = proc.read(pid, 'stat').toString('latin1');
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

function stackLimit(pid: number, proc: Proc): number | null {
  const soft = /^Max stack size\s+(\S+)/m.exec(proc.read(pid, 'limits').toString())![1]!;
  return soft === 'unlimited' ? null : Number(soft);
}

/** The path in the unified hierarchy; where that has no groups, in v1's memory hierarchy. */
function cgroupOf(pid: number, proc: Proc): string {
  const lines = proc.read(pid, 'cgroup').toString().trim().split('\n');
  const unified = lines.find(line => line.startsWith('0::'))?.slice(3) ?? '/';
  if (unified !== '/') return unified;
  return lines.find(line => line.split(':')[1]!.split(',').includes('memory'))?.replace(/^\d+:[^:]*:/, '') ?? '/';
}

function stepOf(pid: number, proc: Proc): string | null {
  for (const one of family(pid, proc)) {
    const value = readEnvironment(one, proc).find(variable => variable.startsWith('GITHUB_ACTION='));
    if (value !== undefined) return value.slice('GITHUB_ACTION='.length);
  }
  return null;
}

function readEnvironment(pid: number, proc: Proc): string[] {
  try {
    return proc.read(pid, 'environ').toString().split('\0');
  } catch {
    return [];
  }
}
