/** A group in the unified hierarchy, wherever that is mounted. */
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function mountPoint(): string {
  const mount = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map(line => line.split(' '))
    .find(([, , type]) => type === 'cgroup2');
  if (!mount) throw new Error('cgroup2 is not mounted: `mount -t cgroup2 none /sys/fs/cgroup/unified`');
  return mount[1]!;
}

export class UnifiedGroup implements Disposable {
  private readonly folder = join(mountPoint(), `crash-gate-test-${process.pid}-${performance.now().toFixed(0)}`);

  constructor() {
    mkdirSync(this.folder);
  }

  add(pid: number): void {
    writeFileSync(join(this.folder, 'cgroup.procs'), String(pid));
  }

  kill(): void {
    writeFileSync(join(this.folder, 'cgroup.kill'), '1');
  }

  [Symbol.dispose](): void {
    rmdirSync(this.folder);
  }
}
