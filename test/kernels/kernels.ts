/** The kernels that the tracer is tried on besides the machine's own (test/tracer/ways.test.ts), as Debian has them: fetched by package name into
 * .cache, never installed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Machine } from '../tracer/living.ts';
import type { Version } from '../tracer/ran.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** CRASH_GATE_CACHE keeps downloads between checkouts. */
const CACHE = process.env.CRASH_GATE_CACHE ?? join(ROOT, '.cache');

export interface Kernel {
  readonly name: string;
  readonly suite: string;
  readonly machine: Machine;
  readonly version: Version;
}

/** sid moves: its version is the least that it has. */
export const kernels: readonly Kernel[] = [
  { name: '5.10, x64', suite: 'bullseye', machine: 'x86_64', version: [5, 10] },
  { name: '6.1, x64', suite: 'bookworm', machine: 'x86_64', version: [6, 1] },
  { name: '6.12, x64', suite: 'trixie', machine: 'x86_64', version: [6, 12] },
  { name: 'the newest, x64', suite: 'sid', machine: 'x86_64', version: [7, 0] },
  { name: '5.10, arm64', suite: 'bullseye', machine: 'aarch64', version: [5, 10] },
  { name: '6.12, arm64', suite: 'trixie', machine: 'aarch64', version: [6, 12] },
  { name: 'the newest, arm64', suite: 'sid', machine: 'aarch64', version: [7, 0] },
];

const debianNames: Readonly<Record<Machine, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

function unpack(folder: string, suite: string, architecture: string, ...packages: readonly string[]): void {
  execFileSync(join(ROOT, 'scripts/unpack'), [join(CACHE, folder), suite, architecture, ...packages], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** A file of a Debian package, fetched when it isn't there yet. */
function fetch(folder: string, file: string, suite: string, machine: Machine, ...packages: readonly string[]): string {
  const path = join(CACHE, folder, file);
  if (!existsSync(path)) unpack(folder, suite, debianNames[machine], ...packages);
  return path;
}

/** The folder of programs for this machine, with all that they depend on. */
export function fetchWhole(name: string, suite: string, ...packages: readonly string[]): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  unpack(`${name}-${suite}-${architecture}`, suite, architecture, '--whole', ...packages);
  return join(CACHE, `${name}-${suite}-${architecture}`);
}

export function fetchKernel({ suite, machine }: Kernel): string {
  const name = debianNames[machine];
  return fetch(`kernels/${suite}-${name}`, 'vmlinuz', suite, machine, '--kernel', `linux-image-cloud-${name}`);
}

export const fetchBusybox = (machine: Machine): Buffer =>
  readFileSync(fetch(`busybox-${debianNames[machine]}`, 'bin/busybox', 'bookworm', machine, 'busybox-static'));
