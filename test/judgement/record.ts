/**
 * Records the scenes for fixtures/records anew: `node test/judgement/record.ts [NAME…]`, as root or with `sudo -n`. Then look at
 * what `UPDATE_GOLDEN=1` makes of them.
 */
import { spawn } from 'node:child_process';
import { relative } from 'node:path';
import { gate, newFolder, removeFolder, services, watchdog } from '../services/harness.ts';
import { PROGRAMS } from '../tracer/program.ts';

process.env.CRASH_GATE_KEEP_RECORDS = '1';
process.env.PROGRAMS = PROGRAMS;

const scenes: readonly (readonly [name: string, script: string, ...args: readonly string[]])[] = [
  ['causes', 'causes.sh'],
  ['part-of-the-work', 'part-of-the-work.sh'],
  ['killed-by-the-job', 'killed.sh', 'job'],
  ['killed-from-outside', 'killed.sh', 'outside'],
  ['service-exits', 'served.sh'],
  // On a self-hosted runner only what is the job's own counts.
  ['neighbours', 'neighbour.sh'],
];

/** Somebody who has nothing to do with the job, and crashes. */
const neighbour = (folder: string) =>
  spawn('bash', ['-c', `until [ -e ${folder}/neighbour ]; do sleep 0.02; done; sh -c 'kill -SEGV $$'; touch ${folder}/crashed`], { stdio: 'ignore' });

const wanted = process.argv.slice(2);

for (const [name, script, ...args] of scenes) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const folder = newFolder();
  const isShared = name === 'neighbours';
  const env = isShared ? { RUNNER_ENVIRONMENT: 'self-hosted' } : {};
  const outsider = isShared ? neighbour(folder) : watchdog(folder);
  try {
    const { report } = await gate(name, { script: relative(services, `${import.meta.dirname}/scenes/${script}`), env }, folder, ...args);
    console.log(`${name}: ${report.verdict}`);
  } finally {
    outsider.kill();
    removeFolder(folder);
  }
}
