/** crash-gate/check: what has happened so far, in the middle of the job, with outputs for later steps. The watch goes on. */
import './memory.ts';
import { randomUUID } from 'node:crypto';
import { rulesOf } from './action/rules.ts';
import { perform } from './action/step.ts';
import { tell } from './action/tell.ts';
import { lookAt, recordingOf } from './action/watch.ts';
import { findWatch } from './action/watched.ts';
import { analyse } from './analyse.ts';
import { readCheckInputs } from './inputs.ts';
import type { Report } from './report/report.ts';
import type { UserRules } from './rules/rule.ts';
import type { WatchState } from './state.ts';

const nobodyWatches = {
  kind: 'usage',
  message: 'no watch was started in this job',
  remedy: 'Use the crash-gate action in an earlier step of this job, without "run".',
  exitStatus: null,
  output: [],
} as const;

await perform(async () => {
  const inputs = readCheckInputs();
  const state = findWatch(process.env);
  const watching = state?.kind === 'watching' ? state : null;
  const folder = inputs.out ?? watching?.folder ?? null;
  const failing = await tell({
    report: await look(state, await rulesOf(inputs, 'problem')),
    inputs,
    folder,
    record: watching?.record ?? null,
    outputs: true,
  });
  return failing ? 1 : 0;
});

async function look(state: WatchState | null, rules: UserRules): Promise<Report> {
  if (state?.kind === 'watching') return lookAt(state, JSON.stringify({ crashGate: 'checked', mark: randomUUID() }), rules);
  const failure = state?.kind === 'unwatched' ? state.failure : nobodyWatches;
  return analyse(recordingOf(failure, []), rules);
}
