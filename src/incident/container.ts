/** What a container's end means to whoever would start it again, or make another of its name. */
import type { Crash } from '../crash/crash.ts';
import { programClass } from '../crash/name.ts';
import type { Container } from '../crash/place.ts';
import { hasServed } from './supervision.ts';

export const runtimeName = (runtime: string): string => (runtime === 'unknown' ? 'its container runtime' : runtime);

/**
 * Whether docker was told to start it again. A migration, or a job that a script waits for, is run anew by who wants another answer. Null:
 * nobody knows; a pod's containers are Kubernetes' business. docker's own files tell names and policies, and compose leaves a policy empty.
 */
export function isKeptUp({ runtime, name, pod, restart }: Container): boolean | null {
  if (pod !== null) return null;
  if (restart !== null) return restart.policy !== 'no';
  return runtime === 'docker' && name !== null ? false : null;
}

/** A shell adds this to the signal that has ended what it ran, and its container ends with the same. */
const BY_SIGNAL = 128;
const LAST_SIGNAL = 64;
const isSignalsCode = (exitCode: number): boolean => exitCode > BY_SIGNAL && exitCode <= BY_SIGNAL + LAST_SIGNAL;

/** It never served, nor did what it was wrapped around, and it ended with a code that no crash stands behind: so do commands. */
export const isAnswer = (crash: Crash, served: boolean): boolean =>
  crash.cause.kind === 'exit' && !isSignalsCode(crash.cause.exitCode) && !served && !hasServed(crash);

/** A container that was stopped has no place for a new one of its name to take. */
export const isStopped = ({ cause, sender }: Crash): boolean =>
  cause.kind === 'killed' && (sender === null || programClass(sender) === 'runtime' || cause.exitCode !== null);
