/** Jobs for the tests of one file, on this machine. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { ROOT, scratch } from '../cli/harness.ts';
import { NOBODY, prepareUsers } from '../cli/users.ts';
import { Job, type JobOptions, type JobResult } from './runner/job.ts';
import type { Machine } from './runner/machine.ts';

/** A crash that nobody but its parent notices. */
export const CRASH = 'sh -c "kill -SEGV \\$\\$" || true';

const rooted = (command: readonly string[]): readonly string[] => (process.getuid!() === 0 ? command : ['sudo', '-n', ...command]);

export function asRoot(...command: string[]) {
  const [file, ...args] = rooted(command);
  return spawnSync(file!, args, { encoding: 'utf8' });
}

/** Makes jobs, which are closed after each test, whoever ended them. */
export function prepareJobs(): (options?: JobOptions) => Job {
  const machine = thisMachine(scratch());
  const jobs: Job[] = [];
  afterEach(() => {
    for (const job of jobs.splice(0)) job.close();
  });
  return options => {
    const job = new Job(machine, options);
    jobs.push(job);
    return job;
  };
}

/** The steps' user is nobody, in a mount namespace of its own: other sudo rules, and perhaps a small disk. */
function thisMachine(folder: string): Machine {
  const { dist } = prepareUsers(folder);
  const bundled = spawnSync(process.execPath, [join(ROOT, 'scripts/bundle.mjs'), '--outdir', dist], { encoding: 'utf8' });
  if (bundled.status !== 0) throw new Error(bundled.stderr);
  const other = process.env.BPF_LINUX_TRACER;
  if (other !== undefined) copyFileSync(other, join(dist, `bin/linux-${process.arch}/tracer`));
  copyFileSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'));
  cpSync(join(ROOT, 'check'), join(folder, 'check'), { recursive: true });
  const shell = `
    sudoers=$1 temporary=$2 size=$3 && shift 3 &&
    chown -R 0:0 "$sudoers" && mount --bind "$sudoers" /etc/sudoers.d &&
    if [ "$size" != 0 ]; then mount -t tmpfs -o "size=$size"k,mode=1777 none "$temporary"; fi &&
    exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups "$@"`;
  return {
    action: folder,
    folder,
    user: NOBODY,
    enter: (temporary, { rules = 'tracer-in-pty', disk = 0 }) =>
      rooted(['unshare', '--mount', 'sh', '-c', shell, 'sh', join(folder, 'sudoers', rules), temporary, String(disk)]),
  };
}

export const levels = ({ annotations }: Pick<JobResult['post'], 'annotations'>) => annotations.map(({ name }) => name);

/** The report beside the record that the log names. */
export function reportOf({ output }: JobResult['post']): Report {
  return JSON.parse(readFileSync(join(/(\/\S+)\/record\.ndjson/.exec(output)![1]!, 'report.json'), 'utf8')) as Report;
}

/** Tracers that write below the job's folders. */
export function tracersOf(job: Job): readonly string[] {
  const commands = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    });
  return commands.filter(command => command.includes('--control') && command.includes(job.temporary));
}
