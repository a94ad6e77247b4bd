/**
 * Records the scenes for fixtures/records anew: `node test/judgement/record.ts [NAME…]`, as root or with `sudo -n`. Then look at
 * what `UPDATE_GOLDEN=1` makes of them.
 */
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
];

const wanted = process.argv.slice(2);

for (const [name, script, ...args] of scenes) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const folder = newFolder();
  const outsider = watchdog(folder);
  try {
    const { report } = await gate(name, relative(services, `${import.meta.dirname}/scenes/${script}`), folder, ...args);
    console.log(`${name}: ${report.verdict}`);
  } finally {
    outsider.kill();
    removeFolder(folder);
  }
}
