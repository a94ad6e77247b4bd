import type { BpfRecord, Death } from 'bpf-linux';
import { explainDeath } from './crash/explain.ts';
import { displayName } from './crash/name.ts';
import { causeSentence, endPhrase } from './crash/sentence.ts';
import { signatureOf } from './crash/signature.ts';
import { relationOf } from './incident/sender.ts';
import { supervisionOf } from './incident/supervision.ts';
import { applyNote, type Job } from './job.ts';
import { inert } from './report/inert.ts';
import { clip } from './report/text.ts';
import { decide } from './rules/decide.ts';

/** The same crash again is told so often; the report at the end counts them all. */
const MOST_OF_ONE = 3;
const MOST = 50;
const LONGEST_LINE = 240;

/**
 * Follows a recording while it grows: give it each record in turn, and it returns the one line to print (without a newline,
 * safe for a terminal), or null. Only deaths that are errors by themselves make a line; the report, which knows what came
 * later, may find more: an exit code is an error only when the process was started again.
 */
export function createLive(): (record: BpfRecord) => string | null {
  let job: Job | null = null;
  let machine = '';
  let proof: number | null = null;
  const told = new Map<string, number>();
  let lines = 0;
  return record => {
    if (record.type === 'note') job = applyNote(job, record);
    if (record.type === 'header') [machine, proof] = [record.machine, record.proof.pid];
    if (record.type !== 'death' || lines >= MOST) return null;
    const crash = judgeAlone(record, machine, proof, job);
    if (crash === null) return null;
    const count = (told.get(crash.signature) ?? 0) + 1;
    told.set(crash.signature, count);
    if (count > MOST_OF_ONE) return null;
    lines++;
    const hush = lines === MOST ? ' (no more lines: see the report)' : count === MOST_OF_ONE ? ' (again; no more lines for this one)' : '';
    return `crash-gate: ${clip(inert(crash.sentence), LONGEST_LINE)}${hush}`;
  };
}

/** Null when this death is no error by itself. */
function judgeAlone(death: Death, machine: string, proof: number | null, job: Job | null): { signature: string; sentence: string } | null {
  const lead = explainDeath(death, machine);
  const story = { lead, followers: [], replacement: null, masked: 'no', swallowedBy: null, darkMs: null, attended: false } as const;
  const relation = relationOf(lead, job);
  const { rule } = decide({ story, supervision: supervisionOf(lead), relation, jobWentOn: false, endedTogether: true, proof });
  if (rule.level !== 'error') return null;
  return { signature: signatureOf(lead), sentence: `${displayName(death)} (pid ${death.pid}) ${endPhrase(lead)}: ${causeSentence(lead)}` };
}
