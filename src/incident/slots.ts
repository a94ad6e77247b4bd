import { exeName, isRetitled, isSystemd, type Named, processKey, scriptOf } from '../crash/name.ts';
import { type Place, type Role, rolesOf } from '../crash/place.ts';
import { ociRuntimes } from '../crash/programs.ts';
import type { Started } from './timeline.ts';

/** A start in one of the places that it may fill: a slot is a text that the dead one's place is spelled with too. */
export interface Candidate {
  readonly slot: string;
  readonly at: number;
  readonly start: Started;
}

export const forkSlot = (parent: string): string => `fork ${parent}`;
/** Of a fork that was made for no connection. */
export const workerSlot = (parent: string): string => `worker ${parent}`;
export const programSlot = (parent: string, process: Named): string => `program ${parent} ${programId(process)}`;
export const commandSlot = (parent: string, process: Named): string => `command ${parent} ${commandId(process)}`;
/** Of a service that D-Bus starts for whoever calls it: the fork between it and the daemon lives no longer than the caller waits. */
export const activatedSlot = (process: Named): string => commandSlot('activated', process);
export const exeSlot = (parent: string, process: Named): string => `exe ${parent} ${process.exe ?? process.comm}`;
export const containerSlot = (id: string): string => `container ${id}`;
export const roleSlot = ({ key }: Role): string => `role ${key}`;
export const podSlot = (pod: string, process: Named): string => `pod ${pod} ${programId(process)}`;
export const unitSlot = (unit: string): string => `unit ${unit}`;
/** `port`: its portKey. Recordings without network namespaces tell containers apart by their ids. */
export const portSlot = (port: string, { container }: Place, process: Named): string =>
  `port ${port} ${container?.id ?? ''} ${isRetitled(process) ? exeId(process) : programId(process)}`;
/** The same, with the same arguments. */
export const portCommandSlot = (port: string, place: Place, process: Named): string =>
  isRetitled(process) ? portSlot(port, place, process) : `port ${port} ${place.container?.id ?? ''} command ${commandId(process)}`;
/** Of whatever a supervisor has listen at a port. */
export const heirSlot = (parent: string, port: string): string => `heir ${parent} ${port}`;

/** An interpreter is the program of its script; anything else is its executable. */
const programId = (process: Named): string => `${exeId(process)} ${scriptOf(process) ?? ''}`;
const commandId = (process: Named): string => `${process.exe ?? process.comm} ${JSON.stringify(process.argv?.map(withoutHandles) ?? null)}`;
/** Python's multiprocessing tells each worker the numbers of its descriptors: `spawn_main(tracker_fd=26, pipe_handle=38)`. */
const withoutHandles = (argument: string): string => argument.replace(/\b(tracker_fd|pipe_handle|parent_pid)=\d+/g, '$1');

const exeId = (process: Named): string => process.exe ?? exeName(process);

/** `ports`: those that it listened on soon after a death, as portKeys. */
export function candidatesOf(start: Started, ports: readonly string[]): Candidate[] {
  const parent = start.parent === null ? null : processKey(start.parent);
  if (start.programs.length === 0) {
    const slots = parent === null ? [] : slotsOfFork(start.runs, parent);
    // One that made itself a daemon is only told of as it listens.
    return [
      ...slots.map(slot => ({ slot, at: start.at, start })),
      ...portSlotsOf(start.runs, start.place, ports).map(slot => ({ slot, at: start.startedAt, start })),
    ];
  }
  return start.programs.flatMap(program => slotsOfProgram(program, start, parent, ports).map(slot => ({ slot, at: program.at, start })));
}

/** What was made to handle a connection takes nobody's place; where that isn't known, it may. */
function slotsOfFork({ hasConnection }: Started['runs'], parent: string): string[] {
  if (hasConnection === true) return [];
  return hasConnection === false ? [forkSlot(parent), workerSlot(parent)] : [forkSlot(parent)];
}

function slotsOfProgram(program: Named, start: Started, parent: string | null, ports: readonly string[]): string[] {
  const { place } = start;
  const slots: string[] = [];
  if (parent !== null) slots.push(exeSlot(parent, program), programSlot(parent, program), commandSlot(parent, program));
  if (parent !== null) slots.push(...ports.map(port => heirSlot(parent, port)));
  if (start.parent !== null && exeName(start.parent) === 'dbus-daemon') slots.push(activatedSlot(program));
  // The runtime's own init comes first in a new container; what counts is the program that it becomes.
  if (place.container !== null && start.nsPid === 1 && !ociRuntimes.has(exeName(program)))
    slots.push(containerSlot(place.container.id), ...rolesOf(place.container).map(roleSlot));
  if (place.container?.pod && start.nsPid === 1) slots.push(podSlot(place.container.pod, program));
  if (place.unit !== null && isSystemd(start.parent)) slots.push(unitSlot(place.unit));
  return [...slots, ...portSlotsOf(program, place, ports)];
}

/** A process that has given itself a title can only be told by its executable, whatever its successor is called yet. */
const portSlotsOf = (program: Named, place: Place, ports: readonly string[]): string[] =>
  ports.flatMap(port => [portSlot(port, place, program), portCommandSlot(port, place, program), portSlot(port, place, { ...program, argv: [': '] })]);
