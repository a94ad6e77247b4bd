/** Many globs at once: which of them match a text, without asking each. */
import type { Glob } from './glob.ts';

/** One bit for each of a list of rules. */
export type Bits = Uint32Array;

export const newBits = (size: number): Bits => new Uint32Array(Math.ceil(size / 32));
export function setBit(bits: Bits, index: number): void {
  bits[index >> 5]! |= 1 << (index & 31);
}
export const hasBit = (bits: Bits, index: number): boolean => (bits[index >> 5]! & (1 << (index & 31))) !== 0;

/** A glob, and whose it is. */
interface Entry {
  readonly glob: Glob;
  readonly bit: number;
}

const PIECE = 3;
const BUCKETS = 4096;

/**
 * Texts without stars are looked up. Of every other glob three characters in a row are known that each match must hold; those that
 * the fewest others share. So one walk over a text finds the few globs that are worth asking, however many there are.
 */
export class GlobSet {
  readonly #literals = new Map<string, number[]>();
  readonly #buckets = new Array<readonly Entry[] | undefined>(BUCKETS).fill(undefined);
  /** Nothing is known of what these match. */
  readonly #vague: readonly Entry[];
  readonly #scans: boolean;

  constructor(entries: readonly Entry[]) {
    const globs = entries.filter(({ glob: { literal }, bit }) => literal === null || !this.#remember(literal, bit));
    const usage = new Uint32Array(BUCKETS);
    for (const { glob } of globs) for (const bucket of bucketsOf(glob)) usage[bucket]!++;
    const placed = globs.map(entry => ({ entry, bucket: rarest(bucketsOf(entry.glob), usage) }));
    this.#vague = placed.flatMap(({ entry, bucket }) => (bucket === null ? [entry] : []));
    for (const { entry, bucket } of placed) if (bucket !== null) this.#buckets[bucket] = [...(this.#buckets[bucket] ?? []), entry];
    this.#scans = this.#vague.length < globs.length;
  }

  /** Sets the bits of those that match. */
  match(text: string, found: Bits): void {
    for (const bit of this.#literals.get(text) ?? []) setBit(found, bit);
    for (const entry of this.#vague) ask(entry, text, found);
    if (!this.#scans) return;
    const asked = new Set<readonly Entry[]>();
    for (let index = 0; index + PIECE <= text.length; index++) {
      const bucket = this.#buckets[bucketAt(text, index)];
      if (bucket === undefined || asked.has(bucket)) continue;
      asked.add(bucket);
      for (const entry of bucket) ask(entry, text, found);
    }
  }

  #remember(literal: string, bit: number): true {
    this.#literals.set(literal, [...(this.#literals.get(literal) ?? []), bit]);
    return true;
  }
}

function ask({ glob, bit }: Entry, text: string, found: Bits): void {
  if (!hasBit(found, bit) && glob.matches(text)) setBit(found, bit);
}

const bucketAt = (text: string, index: number): number =>
  ((text.charCodeAt(index) * 31 + text.charCodeAt(index + 1)) * 31 + text.charCodeAt(index + 2)) % BUCKETS;

const bucketsOf = ({ pieces }: Glob): readonly number[] =>
  pieces.flatMap(piece => Array.from({ length: Math.max(0, piece.length - PIECE + 1) }, (_, index) => bucketAt(piece, index)));

const rarest = (buckets: readonly number[], usage: Uint32Array): number | null =>
  buckets.reduce<number | null>((best, bucket) => (best === null || usage[bucket]! < usage[best]! ? bucket : best), null);
