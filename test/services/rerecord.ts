/**
 * Records the scenarios of supervised.ts anew for fixtures/records: `node test/services/rerecord.ts [NAME…]`, as root or with
 * `sudo -n`. Then look at what `UPDATE_GOLDEN=1` makes of them.
 */
import { buildServices, fetchSupervisors } from './harness.ts';
import { play, scenarios, verdictOf } from './supervised.ts';

process.env.CRASH_GATE_KEEP_RECORDS = '1';
buildServices();
fetchSupervisors();
const wanted = process.argv.slice(2);
for (const scenario of scenarios) {
  if (wanted.length > 0 && !wanted.includes(scenario.name)) continue;
  const { report, output } = await play(scenario);
  console.log([scenario.name, ...(report.command?.exitCode === 0 ? [] : [output.trim()]), ...verdictOf(report)].join('\n  '));
}
