/** crash-gate run: watch while a command runs, then judge. */
import type { Recording, Tracer, TracerFailure } from 'bpf-linux';
import { boundsOf } from '../action/job.ts';
import { analyse } from '../analyse.ts';
import { EXIT, reasonOf } from '../errors.ts';
import { endedNote, startedNote } from '../job.ts';
import { createLive } from '../live.ts';
import { formats } from '../report/formats.ts';
import { renderJson } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import { renderTerminal } from '../report/terminal.ts';
import { noRules, type UserRules } from '../rules/rule.ts';
import type { RunSettings } from '../settings.ts';
import { loadRules, requireRules } from '../user-rules.ts';
import { type Begun, begin } from './begin.ts';
import { requireUnchanged } from './bytes.ts';
import { type CommandEnd, calledOff, correct, runCommand, statusOf } from './command.ts';
import { inheritedDescriptors } from './descriptors.ts';
import type { Place } from './place.ts';
import { catchSignals } from './signals.ts';
import { gateStatus } from './status.ts';
import { STDERR, STDOUT, say, sayLost, wantsColour, width, write } from './streams.ts';

export async function run(settings: RunSettings): Promise<number> {
  requireUnchanged(settings.argv);
  // Before the command, which could change them.
  const rules =
    settings.gate === 'off' ? noRules : requireRules(await loadRules({ file: settings.rules, inline: '', folder: process.cwd(), absent: 'problem' }));
  const descriptors = inheritedDescriptors(process.env);
  const signals = catchSignals();
  const begun = await begin(settings.out);
  const early = await signals.early();
  if (early !== null) return leaveEarly(early, begun);
  if (begun.tracer === null) return runUnwatched(settings, rules, begun, argv => runCommand(argv, signals, descriptors));
  const { tracer, place } = begun;
  const watch = follow(tracer, settings, rules);
  tracer.note(startedNote(tracer.starter, settings.argv, tracer.way, boundsOf(settings.scope, process.env)));
  const end = await runCommand(settings.argv, signals, descriptors);
  if (end.kind === 'not-started') say(end.message);
  tracer.note(noteOf(end));
  const endedEarly = watch.stopping();
  const trouble = await tracer.stop();
  if (trouble !== null && !endedEarly) explain('the watch did not end as it should', trouble);
  const recording = tracer.recording();
  if (recording.trailer?.takenOverAt !== undefined) say('the tracer was killed in the middle; its second process went on with the same record');
  return conclude(settings, rules, correct(end, recording), recording, place);
}

/** Live lines, and a loud word at once if the watch ends before the command does. */
function follow(tracer: Tracer, settings: RunSettings, { rules }: UserRules): { readonly stopping: () => boolean } {
  let stopping = false;
  let endedEarly = false;
  void tracer.ended.then(failure => {
    if (stopping) return;
    endedEarly = true;
    explain('THE WATCH HAS ENDED EARLY, what comes now is not seen', failure);
  });
  if (settings.gate !== 'off') printLive(tracer, rules);
  return {
    stopping: () => {
      stopping = true;
      return endedEarly;
    },
  };
}

function printLive(tracer: Tracer, rules: UserRules['rules']): void {
  const live = createLive(rules);
  tracer.onRecord(record => {
    const line = live(record);
    if (line !== null) write(STDERR, `${line}\n`);
  });
}

function conclude(settings: RunSettings, rules: UserRules, end: CommandEnd, recording: Recording, place: Place): number {
  if (settings.gate === 'off') {
    say(`recorded, not judged (--gate off): ${place.record}`);
    return statusOf(end);
  }
  const report = analyse(recording, rules);
  show(report, settings, place);
  return statusOf(end) === 0 ? gateStatus(report.verdict, settings.gate) : statusOf(end);
}

function show(report: Report, settings: RunSettings, place: Place): void {
  const nothingToSee = report.verdict === 'clean';
  if (settings.out !== null || !nothingToSee) keepReport(place, renderJson(report));
  if (settings.format !== 'terminal') {
    write(STDOUT, formats[settings.format](report));
    if (!nothingToSee) say(`record: ${place.record}`);
  } else {
    const recordPath = settings.out !== null || !nothingToSee ? place.record : null;
    write(STDERR, renderTerminal(report, { colour: wantsColour(STDERR, process.env), width: width(), recordPath }));
  }
  if (nothingToSee) place.tidy();
}

function keepReport(place: Place, json: string): void {
  try {
    place.writeReport(json);
  } catch (error) {
    sayLost(`could not write report.json beside the record: ${reasonOf(error)}`);
  }
}

type Start = (argv: RunSettings['argv']) => Promise<CommandEnd>;

/** The command runs all the same: a gate that can't watch must not be the reason that tests don't run. */
async function runUnwatched(settings: RunSettings, rules: UserRules, { failure, place }: Begun & { tracer: null }, start: Start): Promise<number> {
  explain('NOT WATCHING', failure);
  const end = await start(settings.argv);
  if (end.kind === 'not-started') say(end.message);
  place?.tidy();
  if (settings.format !== 'terminal' && settings.gate !== 'off')
    write(STDOUT, formats[settings.format](analyse(unwatched(settings, failure, end), rules)));
  const accepted = settings.gate !== 'fail' ? `--gate ${settings.gate}` : settings.onUnsupported === 'warn' ? '--on-unsupported warn' : null;
  const fails = accepted === null;
  const consequence = fails ? `it ends with ${EXIT.inconclusive} for that; --on-unsupported warn accepts it` : `accepted by ${accepted}`;
  say(`this run was NOT watched: ${failure.message} (${consequence})`);
  return statusOf(end) === 0 && fails ? EXIT.inconclusive : statusOf(end);
}

/** The recording of a watch that never began: it makes an honest report. */
function unwatched(settings: RunSettings, failure: TracerFailure, end: CommandEnd): Recording {
  const notes = [startedNote(process.pid, settings.argv), noteOf(end)].map(text => ({ type: 'note' as const, at: 0, text }));
  return { header: null, records: notes, trailer: null, problems: [{ kind: 'not-a-record', line: 1, message: failure.message }] };
}

async function leaveEarly(signal: NodeJS.Signals, { tracer, place }: Begun): Promise<number> {
  await tracer?.stop();
  place?.tidy();
  const { message, status } = calledOff(signal);
  say(message);
  return status;
}

function noteOf(end: CommandEnd): string {
  if (end.kind === 'signalled') return endedNote(null, end.signal);
  return endedNote(statusOf(end), null);
}

function explain(heading: string, failure: TracerFailure | null): void {
  if (failure === null) return say(heading);
  say(`${heading}: ${failure.message}`, ...failure.output.map(line => `  ${line}`), failure.remedy);
}
