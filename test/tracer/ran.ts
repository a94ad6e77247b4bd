/** A program that has run, here or in a guest, and the one table of how programs die: the same expectations for every kernel. */
import type { Looked, Machine } from './living.ts';
import type { Recording } from './watch.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it said: lines of "name number". */
  readonly said: Said;
}

export type Said = (name: string, which?: number) => number;

export interface Ran extends Looked, Ended {}

/** One way to die: the program, and every record that it must leave, whole. */
export interface Way {
  readonly name: string;
  readonly program: string;
  readonly args?: readonly string[];
  /** The machines that have this way to die; absent: all. */
  readonly machines?: readonly Machine[];
  /** The first kernel on which it goes so. */
  readonly since?: Version;
  /** The memory group that it is in, with a limit; `together`: the OOM killer takes all of the group (version 2 alone). */
  readonly group?: { readonly limitBytes: number; readonly together?: true };
  /** It takes the whole machine's memory. */
  readonly inGuestsOnly?: true;
  readonly records: (run: Ran, recording: Recording) => unknown[];
}

/** Of a kernel: major, minor. */
export type Version = readonly [number, number];

export function versionOf(release: string): Version {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(release)!;
  return [Number(major), Number(minor)];
}

export const isBefore = ([major, minor]: Version, [otherMajor, otherMinor]: Version): boolean =>
  major < otherMajor || (major === otherMajor && minor < otherMinor);

export const existsOn =
  (machine: Machine, kernel: Version) =>
  ({ machines, since }: Way): boolean =>
    (machines?.includes(machine) ?? true) && !(since && isBefore(kernel, since));

export function parseSaid(output: string): Said {
  const words = output
    .trim()
    .split('\n')
    .map(line => line.split(' '));
  return (name, which = 0) => Number(words.filter(word => word[0] === name)[which]?.[1]);
}
