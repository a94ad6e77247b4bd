/** The end of a watch, however far it got: one judgement, told once. */
import { analyse } from '../analyse.ts';
import type { Inputs } from '../inputs.ts';
import { log } from '../publish/runner.ts';
import type { UserRules } from '../rules/rule.ts';
import type { WatchState } from '../state.ts';
import { runner, tell } from './tell.ts';
import { type Ended, endWatch, recordingOf } from './watch.ts';

/** null: somebody else reports. `began` and `ended` are the notes of a watch that never was. */
export async function judge(state: WatchState, rules: UserRules, began: readonly string[], ended: readonly string[]): Promise<Ended | null> {
  switch (state.kind) {
    case 'watching':
      return endWatch(state, rules, ended);
    case 'unwatched': {
      const recording = recordingOf(state.failure, [...began, ...ended]);
      return { recording, report: analyse(recording, rules) };
    }
    default:
      return null;
  }
}

/** Whether the step fails. */
export async function tellOf(judged: Ended | null, inputs: Inputs, state: WatchState, outputs: boolean): Promise<boolean> {
  if (judged === null) return false;
  const folder = inputs.out ?? (state.kind === 'watching' ? state.folder : null);
  const record = state.kind === 'watching' && judged.recording.header !== null ? state.record : null;
  if (inputs.gate === 'off') {
    log(record === null ? 'nothing was recorded' : `recorded, not judged (gate: off): ${record}`, runner);
    return false;
  }
  return tell({ report: judged.report, inputs, folder, record, outputs });
}
