/** The ways to run the tracer with the rights that it needs, the shortest first. */
import { explainInDocker, launchInDocker } from './container.ts';
import { combine, type Ending, explainEnding, type FailureKind, type TracerFailure } from './failure.ts';
import { launchProcess, type Order, type TracerProcess } from './process.ts';

export interface Way {
  readonly name: 'root' | 'sudo' | 'docker';
  /** For whom it is. */
  readonly isFor: (uid: number) => boolean;
  readonly launch: (order: Order) => TracerProcess | Promise<TracerProcess | TracerFailure>;
  readonly explain: (ending: Ending, order: Order) => TracerFailure | Promise<TracerFailure>;
}

export type WayName = Way['name'];

const explain = (ending: Ending, { path }: Order): TracerFailure => explainEnding(ending, path);

export const ways: readonly Way[] = [
  { name: 'root', isFor: uid => uid === 0, launch: order => launchProcess([], order), explain },
  { name: 'sudo', isFor: uid => uid !== 0, launch: order => launchProcess(['sudo', '-n', '--'], order), explain },
  { name: 'docker', isFor: () => true, launch: launchInDocker, explain: explainInDocker },
];

/** What another way may change: rights, and what a container hides. A machine without eBPF is the same by any way. */
const passesOn: ReadonlySet<FailureKind> = new Set(['not-executable', 'no-privilege', 'no-btf', 'no-bpf', 'proof-missed']);

/** Tries one way after the other until one works, or fails in a manner that the next would, too. */
export async function climb<T extends object>(attempt: (way: Way) => Promise<T | TracerFailure>): Promise<T | TracerFailure> {
  const failures: TracerFailure[] = [];
  for (const way of ways.filter(({ isFor }) => isFor(process.getuid!()))) {
    const outcome = await attempt(way);
    if (!isFailure(outcome)) return outcome;
    failures.push(outcome);
    if (!passesOn.has(outcome.kind)) break;
  }
  return combine(failures);
}

export const isFailure = (outcome: object): outcome is TracerFailure => 'remedy' in outcome;
