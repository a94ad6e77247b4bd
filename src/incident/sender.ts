import type { Crash } from '../crash/crash.ts';
import { processKey, programClass, scriptOf } from '../crash/name.ts';
import { bringsBack } from '../crash/programs.ts';
import { belongsTo, type Job } from '../job.ts';

/**
 * What the sender of a signal is to the one that died. ancestor: its parent or further up. runtime: a container runtime or systemd.
 * service: part of the same service: a sibling, the same program, a process of the same container. in-job: below the watched
 * command. outside: none of these. unknown: none of these, and the recording doesn't tell what belongs to the job.
 */
export type SenderRelation = 'ancestor' | 'runtime' | 'service' | 'in-job' | 'outside' | 'unknown';

/** Null when nobody else sent it. */
export function relationOf(crash: Crash, job: Job | null): SenderRelation | null {
  const { sender, death } = crash;
  if (sender === null) return null;
  // Before the ancestors: systemd is everybody's, and what it stops is stopped on order.
  if (programClass(sender) === 'runtime') return 'runtime';
  const key = processKey(sender);
  if (death.ancestors.some(ancestor => processKey(ancestor) === key) || isSupervisorsCommand(crash)) return 'ancestor';
  const inJob = belongsTo(job, sender);
  if (inJob === true) return 'in-job';
  if (isSameService(crash)) return 'service';
  return inJob === null ? 'unknown' : 'outside';
}

/** A supervisor may kill what it runs by a command: nodemon's `sh -c "kill -s SIGUSR2 811"`. */
function isSupervisorsCommand({ sender, death }: Crash): boolean {
  const supervisors = sender?.ancestors.slice(0, 2).filter(ancestor => bringsBack(programClass(ancestor))) ?? [];
  return supervisors.some(supervisor => death.ancestors.some(ancestor => processKey(ancestor) === processKey(supervisor)));
}

/** In a pid namespace of its own, or with the same parent or program: nobody from outside. */
function isSameService({ sender, death, parent }: Crash): boolean {
  if (sender === null) return false;
  const contained = death.nsPid !== death.pid && death.pidNamespace === sender.pidNamespace;
  const sibling = parent !== null && sender.ancestors[0] !== undefined && processKey(sender.ancestors[0]) === parent && sender.ancestors[0].pid !== 1;
  return contained || sibling || (death.exe !== null && death.exe === sender.exe && scriptOf(death) === scriptOf(sender));
}
