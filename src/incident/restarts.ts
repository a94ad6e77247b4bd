import type { Crash } from '../crash/crash.ts';
import { isSystemd, processKey } from '../crash/name.ts';
import { candidatesOf, exeSlot, forkSlot, unitSlot } from './slots.ts';
import { append, firstAfter, type Started } from './timeline.ts';

/** When something was started in a place, whoever it was that had left it. */
export class Restarts {
  readonly #times = new Map<string, { readonly at: number }[]>();
  /** Of containers: the death that a start was looked out for after, and its place. */
  readonly #following = new Set<string>();

  constructor(starts: readonly Started[]) {
    for (const start of starts) {
      for (const { slot, at } of candidatesOf(start, [])) {
        append(this.#times, slot, { at });
        if (start.place.container !== null) this.#following.add(following(slot, start.runs.after));
      }
    }
    for (const times of this.#times.values()) times.sort((a, b) => a.at - b.at);
  }

  /** The first start there after that time. */
  after(slot: string, at: number): number | null {
    return firstAfter(this.#times.get(slot) ?? [], at)?.at ?? null;
  }

  /** Whether that very death made the tracer look out for a start there. */
  isFollowed(slot: string, { key }: Crash): boolean {
    return this.#following.has(`${key} ${slot}`);
  }

  /** When its parent first ran the same again after its end, whether that took its place or another one's. */
  of({ death, place }: Crash): number | null {
    const [parent] = death.ancestors;
    if (parent === undefined) return null;
    const key = processKey(parent);
    const slot = isSystemd(parent) && place.unit !== null ? unitSlot(place.unit) : death.forkOnly ? forkSlot(key) : exeSlot(key, death);
    return this.after(slot, death.at);
  }
}

const following = (slot: string, dead: { readonly pid: number; readonly startedAt: number }): string => `${processKey(dead)} ${slot}`;
