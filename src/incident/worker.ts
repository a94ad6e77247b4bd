import type { Ancestor } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { baseName, exeName, isRetitled, programClass, scriptOf } from '../crash/name.ts';

/**
 * A script that starts itself again as its own worker and hands connections over: Node's cluster in its usual mode. Nothing
 * starts a copy of itself for each connection.
 */
export function isOwnWorker({ death }: Crash): boolean {
  const parent = death.ancestors[0];
  const script = parent === undefined ? null : scriptOf(parent);
  const own = scriptOf(death);
  if (parent === undefined || death.forkOnly || !death.parentListens) return false;
  // Node gives the worker the whole path.
  return script !== null && own !== null && parent.exe === death.exe && baseName(script) === baseName(own);
}

/** A forked child that holds the very sockets that its parent listens on, as the workers of a master do that accept by themselves. */
export const holdsParentsSocket = ({ death }: Crash): boolean =>
  death.forkOnly && death.parentListens && death.listening.length > 0 && death.listening.every(socket => socket.shared);

/** What lived as long was no command that only said no. */
export const STRANGER_LIFETIME = 1e9;

/**
 * It is spoken to by its parent over a socket of their own, as the workers of jest, vitest, Playwright and of any pool from npm are, and
 * no command is. What a test or a script forks to see it fail has that too: but that is the project's own code, and soon done.
 */
export const isPooled = (crash: Crash): boolean => isPoolsOwn(crash) || (isSpokenTo(crash.death) && crash.death.lifetimeNs >= STRANGER_LIFETIME);

/** It runs the pool's code, and not the project's. */
export const isPoolsOwn = ({ death }: Crash): boolean =>
  isSpokenTo(death) && (isRetitled(death) || scriptOf(death)?.includes('/node_modules/') === true);

export const isSpokenTo = ({ parentChannel, forkOnly }: Crash['death']): boolean => parentChannel === true && !forkOnly;

/**
 * Its parent brings it back, whoever else may listen: a supervisor what it executes (it listens for those who command it), and a master its
 * workers. Not what a worker forks: that is the application's own business, and nothing but PostgreSQL forks for each connection.
 */
export function isKept({ death }: Crash): boolean {
  const [parent, grandparent] = death.ancestors;
  const kind = parent === undefined ? null : programClass(parent);
  if (kind !== 'master') return kind === 'supervisor';
  return isForked(death) && exeName(parent!) !== 'postgres' && !isCopy(parent!, grandparent);
}

/** A worker of its parent's own making: a fork, or what Python's multiprocessing has in place of one. */
const isForked = ({ forkOnly, argv }: Crash['death']): boolean =>
  forkOnly || argv?.some(argument => argument.includes('multiprocessing.spawn') || argument === '--multiprocessing-fork') === true;

/** A fork has its parent's arguments, unless it writes a title over them. */
const isCopy = (process: Ancestor, parent: Ancestor | undefined): boolean =>
  parent !== undefined && process.exe === parent.exe && JSON.stringify(process.argv) === JSON.stringify(parent.argv);

/** A shell's, and everybody's, exit codes for a program that could not be executed. */
const CANNOT_EXECUTE = 126;
const NOT_FOUND = 127;

/** A fork that should have become another program, and could not: s6 looks for a finish script in this way. */
export const isFailedExec = ({ death, cause }: Crash): boolean =>
  death.forkOnly && cause.kind === 'exit' && (cause.exitCode === NOT_FOUND || cause.exitCode === CANNOT_EXECUTE);

/** What celery's workers end with when they have done as many tasks as they shall (billiard's EX_RECYCLE). */
const RECYCLE = 155;

export const isRecycled = ({ death, cause }: Crash): boolean =>
  death.forkOnly && cause.kind === 'exit' && cause.exitCode === RECYCLE && programClass(death.ancestors[0] ?? death) === 'master';

/** What Django's and Werkzeug's servers end with to be started again with the changed files. */
const RELOAD = 3;

/** It runs the very command line of its parent, and asks to be started again: a development server that reloads itself. */
export function isReload({ death, cause }: Crash): boolean {
  const parent = death.ancestors[0];
  if (parent === undefined || death.forkOnly || cause.kind !== 'exit' || cause.exitCode !== RELOAD) return false;
  return parent.exe === death.exe && JSON.stringify(parent.argv?.slice(1)) === JSON.stringify(death.argv?.slice(1));
}
