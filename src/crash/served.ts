import type { Death, ListeningSocket } from 'bpf-linux';
import { isSystemd, programClass } from './name.ts';
import { bringsBack } from './programs.ts';

const SECOND = 1e9;
/** From the close until the end: exit handlers and destructors run, and a traceback is written. */
const UNWINDING_TIME = 2 * SECOND;
/** What listened for less may have been a test's own server. */
const SERVING_TIME = 1 * SECOND;

/**
 * A server that an error ends, which nobody caught, has often closed its socket by then: Python's `with`, Go's `defer`, Rust's drop and PHP's
 * shutdown do so on the way out. It served until its end all the same. One that was asked to end closed its socket because of that.
 */
export function keepServed(death: Death, unwound: boolean): Death {
  if (death.listening.every(({ closedAt }) => closedAt === undefined)) return death;
  return { ...death, listening: death.listening.filter(socket => socket.closedAt === undefined || (unwound && wasServed(socket, death))) };
}

const wasServed = ({ openedAt = null, closedAt = 0 }: ListeningSocket, { at }: Death): boolean =>
  at - closedAt <= UNWINDING_TIME && (openedAt === null || closedAt - openedAt >= SERVING_TIME);

/**
 * Its parent holds the same sockets: a fork may handle one connection, and a command that a server runs has them where they are not closed on
 * exec (grep below `php -S`). Unless the parent is known to share them with workers, or runs itself as one.
 */
export function hasInherited(death: Death): boolean {
  const parent = death.ancestors[0] ?? null;
  if (!death.parentListens || parent === null || bringsBack(programClass(parent)) || isSystemd(parent)) return false;
  return (death.forkOnly || death.exe !== parent.exe) && death.listening.every(socket => socket.shared);
}
