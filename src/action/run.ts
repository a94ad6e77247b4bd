/** The input `run`: one command, watched in this very step. */
import { accessSync, constants } from 'node:fs';
import { type CommandEnd, calledOff, correct, runCommand, statusOf } from '../commands/command.ts';
import { catchSignals } from '../commands/signals.ts';
import type { Inputs } from '../inputs.ts';
import { endedNote, startedNote } from '../job.ts';
import { log } from '../publish/runner.ts';
import type { UserRules } from '../rules/rule.ts';
import type { WatchState } from '../state.ts';
import { judge, tellOf } from './finish.ts';
import { boundsOf } from './job.ts';
import { runner } from './tell.ts';
import { beginWatch, temporaryFolder } from './watch.ts';

/** The command's own status when it fails, else 1 when the gate does. */
export async function runWatched(inputs: Inputs, command: string, rules: UserRules, remember: (state: WatchState) => void): Promise<number> {
  const signals = catchSignals();
  const argv = shellFor(command);
  const state = await beginWatch({
    out: inputs.out,
    temporary: temporaryFolder(process.env),
    lifeline: process.pid,
    job: process.pid,
    note: begun => startedNote(begun.starter?.pid ?? process.pid, argv, begun.way, boundsOf(inputs.scope, process.env)),
    environment: process.env,
    announce: remember,
  });
  if (state.kind === 'unwatched') log(`NOT WATCHING: ${state.failure.message}. ${state.failure.remedy}`, runner);
  const early = await signals.early();
  const end = early === null ? await runCommand(argv, signals, [], withoutOurs(process.env)) : calledOff(early);
  if (end.kind === 'not-started') log(end.message, runner);
  const judged = await judge(state, rules, [startedNote(process.pid, argv)], [noteOf(end)]);
  const failing = await tellOf(judged, inputs, state, true);
  remember({ kind: 'done' });
  const status = statusOf(judged === null ? end : correct(end, judged.recording));
  return status === 0 && failing ? 1 : status;
}

const noteOf = (end: CommandEnd): string => (end.kind === 'signalled' ? endedNote(null, end.signal) : endedNote(statusOf(end), null));

/** As the runner does for a step without `shell:`. */
function shellFor(command: string): [string, ...string[]] {
  const bash = ['/bin/bash', '/usr/bin/bash'].find(isExecutable);
  return bash === undefined ? ['sh', '-e', '-c', command] : [bash, '--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Inputs hold the token, and are none of the command's business: a `run:` step has neither. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:INPUT|STATE)_/.test(name)));
}
