/** crash-gate start: the first half of a watch, for CI systems whose steps are processes of their own. */
import { resolve } from 'node:path';
import { isListening } from 'bpf-linux';
import { boundsOf, describeJob, findLifeline, findRoot, findRootHere } from '../action/job.ts';
import { beginWatch, temporaryFolder } from '../action/watch.ts';
import { EXIT, InputError, reasonOf } from '../errors.ts';
import { makeFolder } from '../folder.ts';
import { stepsStartedNote } from '../job.ts';
import type { StartSettings } from '../settings.ts';
import { filesOf, findState, keepState } from '../state.ts';
import { loadRules, NONE, requireRules } from '../user-rules.ts';
import { say } from './streams.ts';

export async function start(settings: StartSettings): Promise<number> {
  const out = resolve(settings.out);
  const earlier = findState(out);
  if (earlier?.kind === 'watching' && isListening(filesOf(earlier).control))
    throw new InputError(`a watch is going on already, begun in ${out}`, 'End it with crash-gate stop, or name another folder with --out DIR.');
  if (earlier?.kind === 'watching') say(`an earlier watch in ${out} ended without crash-gate stop: nobody judged it; its record is kept there`);
  // Broken ones are told now, not when the tests are over.
  requireRules(await loadRules({ file: settings.rules, inline: '', folder: process.cwd(), absent: 'problem' }));
  makeOut(out);
  const rules = pathOf(settings.rules);
  const state = await beginWatch({
    out,
    temporary: temporaryFolder(process.env),
    lifeline: findLifeline(),
    job: findRootHere('worker'),
    note: begun => stepsStartedNote(findRoot(begun, 'worker'), describeJob(process.env), begun.way, boundsOf(settings.scope, process.env)),
    environment: process.env,
    announce: found => keepState(out, found.kind === 'watching' ? { ...found, rules } : found),
  });
  if (state.kind !== 'unwatched') {
    say('every process of this machine is watched until crash-gate stop');
    return EXIT.ok;
  }
  keepState(out, state);
  const { failure } = state;
  say(`NOT WATCHING: ${failure.message}`, ...failure.output.map(line => `  ${line}`), failure.remedy);
  return settings.onUnsupported === 'fail' ? EXIT.inconclusive : EXIT.ok;
}

/** crash-gate stop may be called elsewhere. */
const pathOf = (rules: string | null): string | null => (rules === null || rules === NONE ? rules : resolve(rules));

function makeOut(out: string): void {
  try {
    makeFolder(out);
  } catch (error) {
    throw new InputError(`can't use ${out}: ${reasonOf(error)}`, 'Name a directory that you may write to with --out DIR.');
  }
}
