import { findObstacle, killedBySeccomp, SOCKET, tooFewFiles } from './obstacle.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';

/**
 * Why the tracer can't watch, as a closed set: each kind has a sentence for what happened and one for what to change.
 * The exit statuses are tracer.c's.
 */
export interface TracerFailure {
  readonly kind: FailureKind;
  /** What happened, one sentence without a full stop. */
  readonly message: string;
  /** What to change, one or two sentences. */
  readonly remedy: string;
  /** The exit status that said so; null when no process said it. */
  readonly exitStatus: number | null;
  /** What the tracer (or sudo) wrote on stderr, line by line. */
  readonly output: readonly string[];
}

export type FailureKind =
  | 'not-linux'
  | 'wrong-arch'
  | 'not-found'
  | 'not-executable'
  | 'no-privilege'
  | 'no-btf'
  | 'no-bpf'
  | 'cannot-attach'
  | 'proof-missed'
  | 'output'
  | 'lost'
  | 'usage'
  | 'too-slow'
  | 'died'
  | 'no-socket'
  | 'socket-forbidden'
  | 'docker-silent'
  | 'docker-remote'
  | 'not-docker'
  | 'docker-refused'
  | 'docker-rootless'
  | 'elsewhere';

/** How a process of ours ended, with what it said. */
export interface Ending {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The system's refusal to start it at all. */
  readonly refused: NodeJS.ErrnoException | null;
  readonly output: readonly string[];
}

const kindByStatus: Readonly<Record<number, FailureKind>> = {
  2: 'usage',
  10: 'no-privilege',
  11: 'no-btf',
  12: 'no-bpf',
  13: 'cannot-attach',
  14: 'proof-missed',
  15: 'output',
  16: 'elsewhere',
};

const kindByRefusal: Readonly<Record<string, FailureKind>> = {
  ENOENT: 'not-found',
  EACCES: 'not-executable',
  ENOEXEC: 'not-executable',
  EPERM: 'not-executable',
};

const said: Readonly<Record<FailureKind, string>> = {
  'not-linux': 'this is not Linux, and eBPF exists on Linux only',
  'wrong-arch': 'the tracer is built for another processor than this one',
  'not-found': 'the tracer executable is missing',
  'not-executable': 'the tracer executable may not be run',
  'no-privilege': 'loading eBPF programs needs root, and neither this process nor "sudo -n" has it',
  'no-btf': 'this kernel does not describe its types (no BTF at /sys/kernel/btf/vmlinux), and watching without them failed',
  'no-bpf': 'this kernel has no usable bpf() system call',
  'cannot-attach': 'the eBPF programs could not be loaded or attached',
  'proof-missed': 'the tracer was loaded but did not see the death that it staged to prove itself',
  output: 'the record file could not be written',
  lost: 'the record is there no more',
  usage: 'the tracer did not understand how it was called: it and this program are of different versions',
  'too-slow': 'the tracer did not get ready in time',
  died: 'the tracer ended unexpectedly',
  'no-socket': 'there is no docker socket',
  'socket-forbidden': 'this user may not use the docker socket',
  'docker-silent': 'nobody answers at the docker socket',
  'docker-remote': "DOCKER_HOST names an engine reached over the network, which can't help",
  'not-docker': 'what answers at the docker socket is no docker',
  'docker-refused': 'docker refuses to run the tracer with the capabilities that it needs',
  'docker-rootless': 'docker runs without root (rootless) and has no rights to give',
  elsewhere: 'docker runs on another machine than this process, or inside of a container (Docker Desktop, docker-in-docker)',
};

const remedies: Readonly<Record<FailureKind, string>> = {
  'not-linux': 'Run on Linux; recordings made there can be judged anywhere.',
  'wrong-arch': 'Use the executable for this machine, or build it with "make -C bpf" and point BPF_LINUX_TRACER at it.',
  'not-found': 'Restore the file (it is committed under dist/bin), build it with "make -C bpf", or point BPF_LINUX_TRACER at one.',
  'not-executable': 'Set its bit again with "chmod +x", and see that the file system is not mounted noexec.',
  'no-privilege': 'Run as root, or let this user run the tracer with sudo and without a password.',
  'no-btf': 'Use a kernel built with CONFIG_DEBUG_INFO_BTF=y: every current distribution kernel is; in a container, mount /sys.',
  'no-bpf': 'Use a kernel built with CONFIG_BPF_SYSCALL=y, and a sandbox that lets bpf() through (gVisor and some seccomp profiles do not).',
  'cannot-attach': 'Use Linux 5.10 or newer. If this kernel is newer, please report these lines with the output of "uname -a".',
  'proof-missed':
    'Run again. If it stays so, this is a sandbox that only looks like Linux (gVisor): use another runner; or report it, with the output of "uname -a".',
  output: 'Choose a directory on a local file system with free space, in which no record is yet, and mind "ulimit -f".',
  lost: 'Something removed it during the watch, such as a step that cleans the workspace: name a directory that nothing cleans.',
  usage: 'Take dist/ as a whole from one version; if BPF_LINUX_TRACER is set, unset it.',
  'too-slow': 'Run again when less is going on, or take a bigger machine. If it stays so, please report it with the output of "uname -a".',
  died: 'The record up to that moment is kept. "dmesg" tells if the OOM killer did it.',
  'no-socket': `Mount it into the container: "-v ${SOCKET}:${SOCKET}".`,
  'socket-forbidden': 'Add this user to the group that owns the socket: "sudo usermod -aG docker USER", or "--group-add" for a container.',
  'docker-silent': 'Start docker, or unset DOCKER_HOST.',
  'docker-remote': `The engine of this very machine is needed: mount its socket into the container ("-v ${SOCKET}:${SOCKET}"), whatever DOCKER_HOST names.`,
  'not-docker': 'See what listens there ("sudo ss -xlp"), and mount the engine\'s own socket, or let DOCKER_HOST name it.',
  'docker-refused': 'Its words say why: an authorization plugin, a proxy before the socket, or an engine that is a container itself.',
  'docker-rootless': "Mount the socket of an engine that runs as root, or give this process root's rights.",
  elsewhere: "Mount the socket of the engine that runs this container itself, or give this process root's rights.",
};

export function failure(kind: FailureKind, details: Partial<TracerFailure> = {}): TracerFailure {
  return { kind, message: said[kind], remedy: remedies[kind], exitStatus: null, output: [], ...details };
}

/** Several ways failed: the first one's reason is the machine's, and of the others only docker's counts, where there is one. */
export function combine(failures: readonly TracerFailure[]): TracerFailure {
  const [first, ...others] = failures;
  const docker = others.at(-1);
  if (docker === undefined || docker.kind === 'no-socket') return first!;
  return {
    ...first!,
    message: `${first!.message}; and ${docker.message}`,
    remedy: `${docker.remedy} Or: ${first!.remedy}`,
    output: [...first!.output, ...docker.output],
  };
}

/** Explains a tracer that ended before it was ready, or that didn't end well. */
export function explainEnding(ending: Ending, path: string, surroundings: Surroundings | null = readSurroundings()): TracerFailure {
  const { status, signal, refused, output } = ending;
  const details = { exitStatus: status, output };
  if (refused !== null) return explainRefusal(refused, path);
  if (signal === 'SIGSYS') return failure('no-bpf', { ...details, ...killedBySeccomp });
  if (signal !== null) return failure('died', { ...details, message: `the tracer was ended by ${signal}` });
  const sudo = status === 1 ? output.filter(line => line.startsWith('sudo: ')) : [];
  // In a user namespace no right that sudo could give is enough, and what it says of its own bits is the namespace's doing.
  if (sudo.length > 0 && surroundings?.machineUsers !== false) return explainSudo(sudo, path, details);
  const kind = sudo.length > 0 ? 'no-privilege' : kindByStatus[status ?? -1];
  if (kind === undefined) return failure('died', { ...details, message: `the tracer ended with status ${status}` });
  const obstacle = surroundings === null ? null : findObstacle(kind, surroundings);
  return failure(kind, { ...details, ...(obstacle ?? (kind === 'no-privilege' ? explainPrivilege(path) : {})) });
}

function explainRefusal(refused: NodeJS.ErrnoException, path: string): TracerFailure {
  const message = `${refused.path ?? path} could not be started (${refused.code})`;
  if (refused.code === 'EMFILE') return failure('cannot-attach', { ...tooFewFiles, output: [message] });
  if (refused.path === 'sudo') return failure('no-privilege', { ...explainNoSudo(refused.code ?? '', path), output: [message] });
  return failure(kindByRefusal[refused.code ?? ''] ?? 'died', { message });
}

/** Why there is no process of sudo, by the system's error. */
const noSudo: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  EAGAIN: [
    'this user may not have more processes',
    'Allow more: "ulimit -u" and the pids limit of its cgroup (docker: --pids-limit, systemd: TasksMax=) tell.',
  ],
  ENOMEM: ['there is not enough memory', 'Free some, or raise the limit of the container or service.'],
  EACCES: [
    'it may not be run',
    'See "ls -l $(which sudo)", whether its file system is mounted noexec, and whether every folder in PATH may be entered.',
  ],
  EPERM: ['it may not be run', 'A sandbox or security module forbids it; run as root.'],
};

function explainNoSudo(code: string, path: string): Pick<TracerFailure, 'message' | 'remedy'> {
  const { remedy: otherwise } = explainPrivilege(path);
  if (code === 'ENOENT') return { message: 'this process is not root, and there is no sudo', remedy: otherwise };
  const [why, remedy] = noSudo[code] ?? [`the system says ${code}`, otherwise];
  return { message: `this process is not root, and sudo could not be started: ${why}`, remedy };
}

/** What sudo (1.8 and 1.9, LC_ALL=C) says when it doesn't start the tracer, and what that means. The first that fits. */
const sudoRefusals: readonly {
  readonly says: RegExp;
  readonly explain: (path: string) => readonly [FailureKind, message: string, remedy?: string];
}[] = [
  // sudo itself was allowed, and exec failed: a noexec mount, or a directory that root may not enter.
  { says: /: (command not found|Permission denied|Exec format error)$/, explain: path => ['not-executable', `root may not run ${path}`] },
  {
    says: /no new privileges/,
    explain: () => [
      'no-privilege',
      'this process may never get other rights, not even through sudo (it has the "no new privileges" flag)',
      'Start the container without "--security-opt no-new-privileges" (Kubernetes: allowPrivilegeEscalation: true), the systemd service with NoNewPrivileges=no, or run as root.',
    ],
  },
  {
    says: /setuid root|nosuid|must be owned by uid 0 and have the setuid bit/,
    explain: () => [
      'no-privilege',
      'sudo can not become root here (it lies on a file system that is mounted nosuid, or has lost its setuid bit)',
      'Mount it without nosuid, give sudo its bit again with "chmod u+s", or run as root.',
    ],
  },
  {
    // Before it looks at any rule.
    says: /you do not exist in the passwd database|unknown uid/,
    explain: () => [
      'no-privilege',
      `this process is not root, and sudo does not know its user: the number ${process.getuid?.()} has no entry in /etc/passwd (OpenShift, "docker run --user")`,
      'Run as root, or as a user whom /etc/passwd has (docker: --user, Kubernetes: runAsUser), or give the number a line there when the image is built; no rule for sudo helps before that.',
    ],
  },
  {
    says: /: unable to (?:fork|create pipe|open pty|allocate)|Resource temporarily unavailable|Cannot allocate memory|Too many open files/,
    explain: () => [
      'no-privilege',
      'this process is not root, and sudo ran out of processes, files or memory, as its words below say',
      'Allow more: "ulimit -a" and the limits of the container (docker: --pids-limit, --memory) or service (systemd: TasksMax=, MemoryMax=) tell.',
    ],
  },
  {
    says: /must have a tty/,
    explain: () => [
      'no-privilege',
      'sudo wants a terminal (requiretty), and the tracer gets none',
      `Put "Defaults:${userName()} !requiretty" into /etc/sudoers.d/bpf-linux, or run as root.`,
    ],
  },
];

function explainSudo(said: readonly string[], path: string, details: Partial<TracerFailure>): TracerFailure {
  const refusal = sudoRefusals.find(({ says }) => said.some(line => says.test(line)));
  if (refusal === undefined) {
    const message = 'this process is not root, and "sudo -n" is not allowed without a password';
    return failure('no-privilege', { ...details, message, remedy: explainPrivilege(path).remedy });
  }
  const [kind, message, remedy] = refusal.explain(path);
  return failure(kind, { ...details, message, ...(remedy !== undefined && { remedy }) });
}

/** Where the surroundings don't explain it. */
function explainPrivilege(path: string): Pick<TracerFailure, 'message' | 'remedy'> {
  if (process.getuid?.() === 0) {
    return {
      message: 'this process is root, and the kernel does not let it use bpf() all the same',
      remedy: 'A security module (SELinux, AppArmor, a BPF policy) may forbid it: "dmesg" and "journalctl -k" tell.',
    };
  }
  return {
    message: said['no-privilege'],
    // Never the path as it is: whoever can write to a checkout could put any program there and have it run by root.
    remedy:
      `Run as root, or give root a copy that only root can change: sudo install -o root -m 755 '${path}' ${ROOTS_COPY}; ` +
      `allow that with "${userName()} ALL=(root) NOPASSWD: ${ROOTS_COPY}" in /etc/sudoers.d/bpf-linux; and set BPF_LINUX_TRACER=${ROOTS_COPY}.`,
  };
}

const ROOTS_COPY = '/usr/local/sbin/bpf-linux-tracer';

const userName = (): string => (/^[a-z_][a-z0-9_-]*$/i.test(process.env.USER ?? '') ? process.env.USER! : `#${process.getuid?.()}`);
