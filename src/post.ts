/** The action's second half, after the job's steps: ends the watch, judges it, tells the verdict and lets it decide. */
import './memory.ts';
import { getInput, getState } from '@actions/core';
import type { TracerFailure } from 'bpf-linux';
import { judge, tellOf } from './action/finish.ts';
import { describeJob, resultOf } from './action/job.ts';
import { rulesOf } from './action/rules.ts';
import { perform } from './action/step.ts';
import { runner } from './action/tell.ts';
import { readInputs } from './inputs.ts';
import { stepsEndedNote, stepsStartedNote } from './job.ts';
import { parseState, type WatchState } from './state.ts';

const failure: TracerFailure = {
  kind: 'died',
  message: 'the first step of crash-gate left no word of the watch',
  remedy: 'It was skipped, or the disk was full: look at its log.',
  exitStatus: null,
  output: [],
};
const lost: WatchState = { kind: 'unwatched', failure };

await perform(async () => {
  const state = parseState(getState('watch')) ?? lost;
  const result = resultOf(getInput('job-status'));
  // A first half that failed or was cancelled has made itself heard.
  if (state === lost && result !== 'passed') {
    runner.write('crash-gate: nothing was watched: the first step of crash-gate did not get that far\n');
    return 0;
  }
  const inputs = readInputs();
  const judged = await judge(state, await rulesOf(inputs, 'problem'), [stepsStartedNote(null, describeJob(process.env))], [stepsEndedNote(result)]);
  return (await tellOf(judged, inputs, state, false)) ? 1 : 0;
});
