/** crash-gate stop: the second half of a watch: its end, and the verdict. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { judge } from '../action/finish.ts';
import { describeJob, resultOf } from '../action/job.ts';
import { EXIT, InputError } from '../errors.ts';
import { stepsEndedNote, stepsStartedNote } from '../job.ts';
import { writeFiles } from '../publish/files.ts';
import { formats } from '../report/formats.ts';
import type { Report } from '../report/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import { noRules } from '../rules/rule.ts';
import type { StopSettings } from '../settings.ts';
import { findState, keepState } from '../state.ts';
import { loadRules } from '../user-rules.ts';
import { gateStatus } from './status.ts';
import { STDOUT, say, sayLost, wantsColour, width, write } from './streams.ts';

export async function stop(settings: StopSettings): Promise<number> {
  const out = resolve(settings.out);
  const state = findState(out);
  if (state === null || state.kind === 'done') {
    if (state !== null) throw new InputError(`the watch in ${out} has been ended already`, 'crash-gate start begins another one.');
    throw new InputError(
      `there is no watch in ${out}: none was begun there, or something removed it since, such as a step that cleans the workspace`,
      'crash-gate start begins one; give both the same --out DIR, one that nothing cleans.',
    );
  }
  const began = stepsStartedNote(null, describeJob(process.env));
  const file = settings.rules ?? (state.kind === 'watching' ? (state.rules ?? null) : null);
  const rules = settings.gate === 'off' ? noRules : await loadRules({ file, inline: '', folder: process.cwd(), absent: 'problem' });
  const judged = await judge(state, rules, [began], [stepsEndedNote(resultOf(settings.jobStatus))]);
  keepState(out, { kind: 'done' });
  if (state.kind === 'watching') rmSync(state.folder, { recursive: true, force: true });
  const lost = judged !== null && judged.recording.header === null;
  const record = state.kind === 'watching' && !lost ? state.record : null;
  if (settings.gate === 'off' || judged === null) {
    say(`recorded, not judged (--gate off): ${record ?? 'nothing'}`);
    return EXIT.ok;
  }
  show(judged.report, settings, out, record);
  if (rules.problems.length > 0) return EXIT.usage;
  if (judged.report.verdict === 'inconclusive' && settings.onUnsupported === 'warn') return EXIT.ok;
  return gateStatus(judged.report.verdict, settings.gate);
}

function show(report: Report, { format }: StopSettings, out: string, record: string | null): void {
  for (const { message } of writeFiles(out, { 'report.json': formats.json(report) }).notices) sayLost(message);
  if (format !== 'terminal') write(STDOUT, formats[format](report));
  else write(STDOUT, renderTerminal(report, { colour: wantsColour(STDOUT, process.env), width: width(), recordPath: record }));
}
