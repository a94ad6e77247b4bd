/**
 * Descriptors above 2 that crash-gate was started with: bash's <(…), a log that a script opened with exec 3>, make's job server.
 * Node marks the low ones close-on-exec as it starts, so they have to be handed to the command by number.
 */
import { readdirSync, readlinkSync } from 'node:fs';

const FIRST = 3;
/** Nobody counts on more, and the list that spawn takes is as long as the highest number. */
const LAST = 1023;

/** To be called before anything is opened: from then on there is no telling ours from theirs. */
export function inheritedDescriptors(environment: NodeJS.ProcessEnv): readonly number[] {
  return foreign(openDescriptors(), jobServer(environment.MAKEFLAGS ?? ''));
}

/** Node's own are anonymous inodes, and pipes of which it holds both ends. make hands on both ends too, and says which they are. */
export function foreign(open: ReadonlyMap<number, string>, named: readonly number[]): readonly number[] {
  const targets = [...open.values()];
  const isOwn = (target: string) =>
    target.startsWith('anon_inode:') || (target.startsWith('pipe:') && targets.indexOf(target) !== targets.lastIndexOf(target));
  return [...open].filter(([number, target]) => named.includes(number) || !isOwn(target)).map(([number]) => number);
}

function openDescriptors(): ReadonlyMap<number, string> {
  const open = new Map<number, string>();
  try {
    for (const name of readdirSync('/proc/self/fd')) {
      const number = Number(name);
      const target = number >= FIRST && number <= LAST ? targetOf(name) : null;
      if (target !== null) open.set(number, target);
    }
  } catch {
    // Without /proc the command gets what every program started by node gets: 0, 1 and 2.
  }
  return open;
}

/** null for the one that the listing itself had open. */
function targetOf(name: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${name}`);
  } catch {
    return null;
  }
}

function jobServer(flags: string): readonly number[] {
  const [, ...numbers] = /--jobserver-(?:auth|fds)=(\d+),(\d+)/.exec(flags) ?? [];
  return numbers.map(Number);
}

/** For spawn, whose list says by its index which descriptor is meant: 0, 1, 2, and those. */
export function stdioWith(descriptors: readonly number[]): ['inherit', 'inherit', 'inherit', ...('inherit' | 'ignore')[]] {
  const last = Math.max(FIRST - 1, ...descriptors);
  const others = Array.from({ length: last + 1 - FIRST }, (_, index) => (descriptors.includes(FIRST + index) ? 'inherit' : 'ignore'));
  return ['inherit', 'inherit', 'inherit', ...others];
}
