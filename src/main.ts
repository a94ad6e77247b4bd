/** The action's first half: starts the watch, and leaves to the post step what it needs to know. */
import './memory.ts';
import { exportVariable } from '@actions/core';
import { boundsOf, describeJob, findLifeline, findRoot, findRootHere } from './action/job.ts';
import { rulesOf } from './action/rules.ts';
import { runWatched } from './action/run.ts';
import { perform } from './action/step.ts';
import { runner } from './action/tell.ts';
import { beginWatch, temporaryFolder } from './action/watch.ts';
import { isWatching, VARIABLE } from './action/watched.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { stepsStartedNote } from './job.ts';
import { annotate, log, saveState } from './publish/runner.ts';
import type { WatchState } from './state.ts';
import { requireRules } from './user-rules.ts';

await perform(async () => {
  const inputs = readInputs();
  // Told now, where they are there already, and not when the job is over; the post step reads them again.
  const rules = await rulesOf(inputs, inputs.run === null ? 'later' : 'problem');
  if (inputs.gate === 'fail') requireRules(rules);
  return inputs.run === null ? watchJob(inputs) : runWatched(inputs, inputs.run, rules, remember);
});

async function watchJob(inputs: Inputs): Promise<number> {
  if (isWatching(process.env)) return join();
  const bounds = boundsOf(inputs.scope, process.env);
  const state = await beginWatch({
    out: inputs.out,
    temporary: temporaryFolder(process.env),
    lifeline: findLifeline(),
    job: findRootHere('any'),
    note: begun => stepsStartedNote(findRoot(begun, 'any'), describeJob(process.env), begun.way, bounds),
    environment: process.env,
    announce: remember,
  });
  remember(state);
  if (state.kind === 'unwatched') return complain(state, inputs);
  const counted = bounds.scope === 'job' ? 'those of this job count' : 'all of them count';
  runner.write(`Every process of this machine is watched, and ${counted}. The report comes when the job's steps are over.\n`);
  return 0;
}

/** Told at once, in the log: nobody should have to wait for the end of the job. The post step makes annotation and summary of it. */
function complain({ failure }: Extract<WatchState, { kind: 'unwatched' }>, { onUnsupported }: Inputs): number {
  const consequence = onUnsupported === 'fail' ? 'the job will fail for that' : 'on-unsupported: fail would fail the job';
  const lines = [`This job is NOT watched (${consequence}): ${failure.message}. ${failure.remedy}`, ...failure.output];
  log(lines.join('\n'), runner);
  return 0;
}

/** Used twice in one job: one watch is enough, and one report. */
function join(): number {
  remember({ kind: 'joined' });
  annotate(
    [
      {
        level: 'notice',
        title: 'crash-gate is used twice in this job',
        message: 'The first use watches the whole job and reports at its end; the inputs of this one are ignored.',
      },
    ],
    runner,
  );
  return 0;
}

/** For the post step of this use, and for later steps: check, and a second use. */
function remember(state: WatchState): void {
  const notice = saveState({ watch: JSON.stringify(state) }, runner);
  if (notice !== null) annotate([notice], runner);
  if (state.kind !== 'watching') return;
  try {
    exportVariable(VARIABLE, state.folder);
  } catch {
    // Without the file for variables, later steps don't find the watch; the post step does.
  }
}
