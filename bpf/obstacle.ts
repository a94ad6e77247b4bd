/** Which of its surroundings kept the tracer from watching: a table, the first that applies. */
import type { FailureKind } from './failure.ts';
import { mayLoad, type Surroundings } from './surroundings.ts';

/** Where docker engines listen. */
export const SOCKET = '/var/run/docker.sock';

export interface Obstacle {
  readonly message: string;
  readonly remedy: string;
}

interface Row extends Obstacle {
  /** What the tracer said about it. */
  readonly kinds: readonly FailureKind[];
  readonly applies: (surroundings: Surroundings) => boolean;
}

const OUTSIDE = `Mount the docker socket into the container ("-v ${SOCKET}:${SOCKET}"), or run outside of it`;

const UNFILTERED = `${OUTSIDE}, or start it with "--security-opt seccomp=unconfined"; for a systemd service, leave bpf out of SystemCallFilter=.`;

/** What SIGSYS says by itself, without any look at the surroundings. */
export const killedBySeccomp: Obstacle = { message: 'a seccomp filter kills every process that calls bpf()', remedy: UNFILTERED };

/** The tracer has some forty programs, maps and links. */
const OPEN_FILES = 64;

/** The tracer's own word, or already the system's when it was to be started. */
export const tooFewFiles: Obstacle = {
  message: 'this process may hold too few open files for the tracer (the hard limit of "ulimit -n")',
  remedy: 'Allow 256 or more: "ulimit -Hn" shows the limit; docker takes "--ulimit nofile=1024", systemd LimitNOFILE=.',
};

const rows: readonly Row[] = [
  {
    kinds: ['no-privilege', 'no-bpf'],
    applies: ({ machineUsers }) => machineUsers === false,
    message: 'this process lives in a user namespace, and eBPF needs the root of the machine',
    remedy: `${OUTSIDE}: rights in a user namespace (rootless docker or podman, userns-remap, "unshare --user") end at its border.`,
  },
  {
    kinds: ['no-privilege'],
    applies: surroundings => mayLoad(surroundings) === false,
    message: 'this process is root, but without the capabilities that eBPF needs (a container, most likely)',
    remedy: `${OUTSIDE}, or start it with "--privileged --pid=host --cgroupns=host".`,
  },
  {
    kinds: ['no-privilege', 'cannot-attach'],
    applies: ({ lockdown }) => lockdown === 'confidentiality',
    message: 'the kernel is locked down (confidentiality): nobody may look into it with eBPF, not even root',
    remedy: 'Boot with "lockdown=integrity" or "lockdown=none" on the kernel command line.',
  },
  {
    kinds: ['no-privilege', 'no-bpf'],
    applies: ({ seccomp }) => seccomp === true,
    message: 'a seccomp filter keeps this process from bpf()',
    remedy: UNFILTERED,
  },
  {
    kinds: ['no-bpf', 'cannot-attach'],
    applies: ({ openFiles }) => openFiles !== null && openFiles < OPEN_FILES,
    ...tooFewFiles,
  },
  {
    kinds: ['proof-missed'],
    applies: ({ machinePids }) => machinePids === false,
    message: 'this process is in a container with process numbers of its own, and those that the kernel tells are others',
    remedy: `${OUTSIDE}, or start it with "--pid=host".`,
  },
];

/** null: nothing of what is known explains it. */
export const findObstacle = (kind: FailureKind, surroundings: Surroundings): Obstacle | null =>
  rows.find(row => row.kinds.includes(kind) && row.applies(surroundings)) ?? null;
