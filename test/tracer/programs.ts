/** The programs of fixtures/programs: where they are, and how they get there. */
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Machine } from './living.ts';

/** The C compiler for the machine that its first argument names. */
export const CC = resolve(import.meta.dirname, '../../scripts/cc');

const SOURCES = resolve(import.meta.dirname, '../../fixtures/programs');
/** Where they run, on any machine: a guest has them in the same place, so that arguments are the same. */
export const PROGRAMS = join(SOURCES, '.output');

export const pathOf = (program: string): string => join(PROGRAMS, program);

/** Builds them, and answers the folder that they are in. */
export function buildPrograms(machine: Machine): string {
  const folder = machine === 'x86_64' ? PROGRAMS : join(PROGRAMS, machine);
  execFileSync('flock', [join(SOURCES, 'Makefile'), 'make', '-s', '-j2', '-C', SOURCES, `OUT=${folder}`, `CC=${CC} ${machine}`], {
    stdio: 'inherit',
  });
  return folder;
}
