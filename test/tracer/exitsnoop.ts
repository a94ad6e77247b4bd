/** bcc's exitsnoop, as Debian's libbpf-tools has it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

export class Exitsnoop {
  readonly process: ChildProcess;
  private readonly output: Promise<string>;

  private constructor(options: readonly string[]) {
    // Its classic tracepoint needs tracefs, which not every machine has mounted: a private mount troubles nobody.
    const script = 'mount -t tracefs none /sys/kernel/tracing 2>/dev/null; exec stdbuf -oL exitsnoop "$@"';
    this.process = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    });
    this.output = text(this.process.stdout!);
  }

  static async start(options: readonly string[] = []): Promise<Exitsnoop> {
    const exitsnoop = new Exitsnoop(options);
    const header = once(createInterface(exitsnoop.process.stdout!), 'line');
    await Promise.race([header, once(exitsnoop.process, 'exit').then(([status]) => Promise.reject(new Error(`exitsnoop ended with ${status}`)))]);
    return exitsnoop;
  }

  /** Stops it; answers the pids whose ends it printed. */
  async stop(): Promise<number[]> {
    this.process.kill('SIGINT');
    return parsePids(await this.output);
  }
}

/** Lines of "COMM PID PPID TID AGE EXIT_CODE"; the name may hold anything. */
function parsePids(output: string): number[] {
  return output.split('\n').flatMap(line => {
    const columns = /\s(\d+)\s+\d+\s+\d+\s+[\d.]+\s+(?:code|signal) .*$/.exec(line);
    return columns ? [Number(columns[1])] : [];
  });
}
