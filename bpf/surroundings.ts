/** What this process is in: a container, a user namespace, a locked down kernel. Read from /proc and /sys; null where those don't tell. */
import { existsSync, readFileSync, readlinkSync } from 'node:fs';

export interface Surroundings {
  /** Process numbers are the machine's own; false: a container's. */
  readonly machinePids: boolean | null;
  /** User numbers are the machine's own; false: root in here is nobody out there. */
  readonly machineUsers: boolean | null;
  /** The bits of capabilities(7) that this process can have at most, also through sudo. */
  readonly capabilities: bigint | null;
  /** A filter decides which system calls it may use. */
  readonly seccomp: boolean | null;
  readonly lockdown: 'none' | 'integrity' | 'confidentiality' | null;
  readonly cgroups: 'v2' | 'v1' | 'hybrid' | 'none' | null;
  /** "docker", "podman": what left its mark in the root folder. */
  readonly container: string | null;
  /** Value of kernel.unprivileged_bpf_disabled. */
  readonly unprivilegedBpfDisabled: number | null;
  /** How many files a process may have open at most: the hard limit. */
  readonly openFiles: number | null;
}

/** Inode of the machine's own pid namespace (PROC_PID_INIT_INO). */
const MACHINE = 'pid:[4026531836]';

/** The system as far as it is read: for tests, another one. */
export interface Files {
  readonly read: (path: string) => string | null;
  readonly link: (path: string) => string | null;
  readonly exists: (path: string) => boolean;
}

const orNull =
  (ask: (path: string) => string) =>
  (path: string): string | null => {
    try {
      return ask(path);
    } catch {
      return null;
    }
  };

const real: Files = { read: orNull(path => readFileSync(path, 'latin1')), link: orNull(path => readlinkSync(path)), exists: existsSync };

export function readSurroundings({ read, link, exists }: Files = real): Surroundings {
  const status = read('/proc/self/status');
  const value = (key: string): string | null => new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(status ?? '')?.[1] ?? null;
  const bound = value(process.getuid?.() === 0 ? 'CapEff' : 'CapBnd');
  const seccomp = value('Seccomp');
  const pids = link('/proc/self/ns/pid');
  const files = /^Max open files +\S+ +(\d+)/m.exec(read('/proc/self/limits') ?? '')?.[1];
  const disabled = read('/proc/sys/kernel/unprivileged_bpf_disabled');
  return {
    machinePids: pids === null ? null : pids === MACHINE,
    machineUsers: isWhole(read('/proc/self/uid_map')),
    capabilities: bound === null ? null : BigInt(`0x${bound}`),
    seccomp: seccomp === null ? null : seccomp !== '0',
    lockdown: (/\[(none|integrity|confidentiality)\]/.exec(read('/sys/kernel/security/lockdown') ?? '')?.[1] ?? null) as Surroundings['lockdown'],
    cgroups: cgroupsOf(read('/proc/self/mountinfo')),
    container: exists('/.dockerenv') ? 'docker' : exists('/run/.containerenv') ? 'podman' : null,
    unprivilegedBpfDisabled: disabled === null ? null : Number(disabled),
    openFiles: files === undefined ? null : Number(files),
  };
}

/** Every user is mapped to itself: "0 0 4294967295". */
const isWhole = (map: string | null): boolean | null => (map === null ? null : /^\s*0\s+0\s+4294967295\s*$/.test(map));

/** hybrid: v1, with an empty v2 tree beside it. */
function cgroupsOf(mounts: string | null): Surroundings['cgroups'] {
  if (mounts === null) return null;
  const has = (type: string) => mounts.split('\n').some(line => line.includes(` - ${type} `));
  if (has('cgroup')) return has('cgroup2') ? 'hybrid' : 'v1';
  return has('cgroup2') ? 'v2' : 'none';
}

const CAP_SYS_ADMIN = 21n;
const CAP_BPF = 39n;

/** Whether whoever is root here may have what loading eBPF programs needs. */
export const mayLoad = ({ capabilities }: Surroundings): boolean | null =>
  capabilities === null ? null : [CAP_SYS_ADMIN, CAP_BPF].some(bit => ((capabilities >> bit) & 1n) === 1n);
