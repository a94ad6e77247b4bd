import type { Crash } from '../crash/crash.ts';
import { exeName, isSystemd, programClass } from '../crash/name.ts';
import { ociRuntimes } from '../crash/programs.ts';
import { hasInherited } from '../crash/served.ts';

/** What makes a process a service: someone cares that it runs. */
export type Supervision = 'container' | 'unit' | 'service';

/** Container main, systemd main or listener; null when nothing in the record says that it is one. */
export function supervisionOf(crash: Crash): Supervision | null {
  if (isContainerMain(crash)) return 'container';
  if (isUnitMain(crash)) return 'unit';
  return isListener(crash) ? 'service' : null;
}

/** The init of a container's pid namespace; a runtime's own, that never became the program, only shows that a start has failed. */
export const isContainerMain = ({ death, place }: Crash): boolean =>
  place.container !== null && death.nsPid === 1 && !ociRuntimes.has(exeName(death));

/**
 * systemd's own child in a service unit. Orphans get pid 1 as their parent too: those of a workflow's steps carry a step's
 * name, and a daemon that listens is judged as a listener anyway.
 */
export function isUnitMain({ death, place }: Crash): boolean {
  return place.unit?.endsWith('.service') === true && death.step === null && isSystemd(death.ancestors[0] ?? null);
}

/** It listened on a socket. A test runner that serves its own pages is no service, nor is what only inherited the socket. */
function isListener(crash: Crash): boolean {
  const kind = programClass(crash.death);
  return crash.death.listening.length > 0 && kind !== 'test-runner' && kind !== 'tool' && !hasInherited(crash.death);
}

/** Its parent listens and it does not by itself: it may be the handler of one connection, and the next one is no replacement. */
export const isConnectionHandler = (crash: Crash): boolean =>
  crash.death.parentListens && (crash.death.listening.length === 0 || hasInherited(crash.death));

/** What neither listened nor lived for so long may be a command, also as a unit or as a container. */
const SERVICE_LIFETIME = 10e9;

export const hasServed = ({ death }: Crash): boolean => death.listening.length > 0 || death.lifetimeNs >= SERVICE_LIFETIME;
