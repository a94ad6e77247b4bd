/**
 * QEMU as Debian 13 has it, on any machine: fetched into .cache like the kernels, never installed. A guest's kernel writes its own code
 * whenever a tracepoint goes on or off. Before QEMU 8.1 (deba78709ae8), one processor that translated code while another wrote it kept what
 * was there before for ever, and the kernel died of a breakpoint that had long been taken back ("Oops: int3"): with tracepoints switched all
 * the time within seconds; here, of one guest in a thousand. In QEMU 10 that takes some two hundred times as long. One thread for all
 * processors (thread=single) would be free of it, but each waits its turn of 100 ms, and the tracer comes too late to short lives.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../tracer/living.ts';
import { fetchWhole } from './kernels.ts';

/** The command, up to its first argument. */
export function emulatorOf(machine: Machine): readonly string[] {
  const folder = fetchWhole('qemu', 'trixie', 'qemu-system-x86', 'qemu-system-arm');
  const libraries = join(folder, 'usr/lib', readdirSync(join(folder, 'usr/lib')).find(name => name.endsWith('-linux-gnu'))!);
  const loader = readdirSync(libraries).find(name => name.startsWith('ld-linux-'))!;
  return [
    ...['env', `QEMU_MODULE_DIR=${join(libraries, 'qemu')}`],
    ...[join(libraries, loader), '--library-path', libraries, join(folder, 'usr/bin', `qemu-system-${machine}`)],
    ...['qemu', 'seabios'].flatMap(name => ['-L', join(folder, 'usr/share', name)]),
  ];
}
