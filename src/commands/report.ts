/** crash-gate report: judge recordings again, with the same code as in the run. */
import { analyse } from '../analyse.ts';
import { EXIT } from '../errors.ts';
import { formats } from '../report/formats.ts';
import { renderTerminal } from '../report/terminal.ts';
import { noRules, type UserRules } from '../rules/rule.ts';
import type { ReportSettings } from '../settings.ts';
import { loadRules, requireRules } from '../user-rules.ts';
import { readSaying } from './recording.ts';
import { gateStatus, worst } from './status.ts';
import { STDOUT, say, wantsColour, width, write } from './streams.ts';

export async function report(settings: ReportSettings): Promise<number> {
  const rules =
    settings.gate === 'off' ? noRules : requireRules(await loadRules({ file: settings.rules, inline: '', folder: process.cwd(), absent: 'problem' }));
  const statuses: number[] = [];
  for (const file of settings.files) statuses.push(await reportFile(file, settings, rules));
  return worst(statuses);
}

async function reportFile(file: string, settings: ReportSettings, rules: UserRules): Promise<number> {
  const recording = await readSaying(file);
  if (recording === null) return EXIT.usage;
  if (settings.gate === 'off') {
    // Not on stdout, where a report in some format would stand.
    say(`${file}: can be read, and is not judged, as --gate off asks; for its report leave that out, or write --gate annotate`);
    return EXIT.ok;
  }
  const judged = analyse(recording, rules, 'after', settings.scope);
  if (settings.format !== 'terminal') write(STDOUT, formats[settings.format](judged));
  else write(STDOUT, renderTerminal(judged, { colour: wantsColour(STDOUT, process.env), width: width(), recordPath: file }));
  return gateStatus(judged.verdict, settings.gate);
}
