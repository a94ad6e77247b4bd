/** A memory cgroup with a limit, in version 1's or 2's hierarchy, below the group of the test itself. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Hierarchy {
  readonly version: 1 | 2;
  readonly root: string;
  /** The test's own group in it. */
  readonly own: string;
  readonly limit: string;
}

function findHierarchy(): Hierarchy {
  const lines = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  const memory = lines.find(line => line.split(':')[1]!.split(',').includes('memory'));
  if (memory) return { version: 1, root: '/sys/fs/cgroup/memory', own: memory.replace(/^\d+:[^:]*:/, ''), limit: 'memory.limit_in_bytes' };
  // Version 2 allows no processes in a group whose children have controllers: the new group goes under the root.
  writeFileSync('/sys/fs/cgroup/cgroup.subtree_control', '+memory');
  return { version: 2, root: '/sys/fs/cgroup', own: '/', limit: 'memory.max' };
}

/** Of the hierarchy that limits memory on this machine. */
export const memoryVersion = (): 1 | 2 => findHierarchy().version;

export class MemoryGroup implements Disposable {
  /** As a record gives it. */
  readonly path: string;
  private readonly folder: string;

  constructor({ limitBytes, together = false }: { readonly limitBytes: number; readonly together?: boolean }) {
    const { root, own, limit } = findHierarchy();
    this.path = join(own, `crash-gate-test-${process.pid}-${performance.now().toFixed(0)}`);
    this.folder = join(root, this.path);
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, limit), String(limitBytes));
    if (together) writeFileSync(join(this.folder, 'memory.oom.group'), '1');
    // Without this, a machine that swaps would not run out of memory.
    for (const [file, value] of [
      ['memory.swappiness', '0'],
      ['memory.swap.max', '0'],
    ] as const)
      if (existsSync(join(this.folder, file))) writeFileSync(join(this.folder, file), value);
  }

  add(pid: number): void {
    writeFileSync(join(this.folder, 'cgroup.procs'), String(pid));
  }

  [Symbol.dispose](): void {
    rmdirSync(this.folder);
  }
}
