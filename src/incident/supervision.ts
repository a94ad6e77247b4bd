import type { Ancestor } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { programClass } from '../crash/name.ts';

/** What makes a process a service: someone cares that it runs. */
export type Supervision = 'container' | 'unit' | 'service';

const SECOND = 1e9;

/** Container main, systemd main or listener; null when nothing in the record says that it is one. */
export function supervisionOf(crash: Crash): Supervision | null {
  if (isContainerMain(crash)) return 'container';
  if (isUnitMain(crash)) return 'unit';
  return isListener(crash) ? 'service' : null;
}

/** The init of a container's pid namespace. */
export const isContainerMain = ({ death, place }: Crash): boolean => place.container !== null && death.nsPid === 1;

/**
 * systemd's own child in a service unit. Orphans get pid 1 as their parent too: those of a workflow's steps carry a step's
 * name, and a daemon that listens is judged as a listener anyway.
 */
export function isUnitMain({ death, place }: Crash): boolean {
  return place.unit?.endsWith('.service') === true && death.step === null && isSystemd(death.ancestors[0] ?? null);
}

export const isSystemd = (parent: Ancestor | null): boolean => parent !== null && parent.comm === 'systemd';

/**
 * It listened on a socket. A test runner that serves its own pages is no service, and a forked child that was too short-lived
 * for a worker only inherited the socket: it handled one connection.
 */
function isListener(crash: Crash): boolean {
  const { death } = crash;
  if (death.listening.length === 0 || programClass(death) === 'test-runner' || programClass(death) === 'tool') return false;
  const inherited = death.listening.every(socket => socket.shared);
  return !(inherited && death.parentListens && death.forkOnly && death.lifetimeNs < SECOND);
}

/** Its parent listens and it does not: it may be the handler of one connection, and the next one is no replacement. */
export const isConnectionHandler = ({ death }: Crash): boolean => death.parentListens && death.listening.length === 0;
