import type { BpfRecord } from 'bpf-linux';
import type { Crash } from './crash/crash.ts';
import { explainDeath } from './crash/explain.ts';
import { causeSentence, endPhrase, who } from './crash/sentence.ts';
import { signatureOf } from './crash/signature.ts';
import { containerStart } from './incident/belonging.ts';
import { CHAIN_TIME, expectedOf, handedOn } from './incident/fold.ts';
import { relationOf } from './incident/sender.ts';
import { supervisionOf } from './incident/supervision.ts';
import { applyNote, type Job } from './job.ts';
import { inert } from './report/inert.ts';
import { clip } from './report/text.ts';
import { decide } from './rules/decide.ts';
import type { Rule } from './rules/rule.ts';
import { confine, scopeOf } from './rules/scope.ts';
import { createFirstMatch, type FirstMatch } from './rules/user/selection.ts';
import { Subject } from './rules/user/subject.ts';

/** The same crash again is told so often; the report at the end counts them all. */
const MOST_OF_ONE = 3;
const MOST = 50;
const LONGEST_LINE = 240;
/** Of the storm's last seconds, so many ends are kept in mind. */
const MOST_EXPECTED = 10_000;

/**
 * Follows a recording while it grows: give it each record in turn, and it returns the one line to print (without a newline,
 * safe for a terminal), or null. Only deaths that are errors by themselves make a line; the report, which knows what came
 * later, may find more: an exit code is an error only when the process was started again.
 */
export function createLive(userRules: readonly Rule[] = []): (record: BpfRecord) => string | null {
  const open = new Set<Rule>();
  const users = createFirstMatch(userRules.map(rule => withoutMasked(rule, open)));
  let job: Job | null = null;
  let machine = '';
  let rootStartedAt: number | null = null;
  const told = new Map<string, number>();
  /** What an ancestor would end with, and until when that would be its child's crash. */
  const expected = new Map<string, number>();
  let lines = 0;
  return record => {
    if (record.type === 'note') job = applyNote(job, record);
    if (record.type === 'header') [machine, rootStartedAt] = [record.machine, record.job?.startedAt ?? null];
    if (record.type !== 'death' || lines >= MOST) return null;
    const crash = explainDeath(record, machine);
    // timeout, npm and sudo die of the signal that their child died of, whatever that one's level.
    const handsOn = (expected.get(`${crash.key} ${handedOn(crash)}`) ?? Number.NEGATIVE_INFINITY) >= record.at;
    if (crash.end.signal !== null) expect(expected, expectedOf(crash), record.at + CHAIN_TIME);
    const judged = handsOn ? null : judgeAlone(crash, { job, rootStartedAt, users, open });
    if (judged === null) return null;
    const signature = signatureOf(crash);
    const count = (told.get(signature) ?? 0) + 1;
    told.set(signature, count);
    if (count > MOST_OF_ONE) return null;
    lines++;
    const hush = lines === MOST ? ' (no more lines: see the report)' : count === MOST_OF_ONE ? ' (again; no more lines for this one)' : '';
    const unsure = judged.sure ? '' : ' (your rules decide at the end whether it counts)';
    return `crash-gate: ${clip(inert(sentenceOf(crash)), LONGEST_LINE)}${unsure}${hush}`;
  };
}

/** The latest stand last; those whose time is over go, so that a storm leaves no more than its last seconds. */
function expect(expected: Map<string, number>, keys: readonly string[], until: number): void {
  for (const key of keys) {
    expected.delete(key);
    expected.set(key, until);
  }
  for (const [key, before] of expected) {
    if (before >= until - CHAIN_TIME && expected.size <= MOST_EXPECTED) break;
    expected.delete(key);
  }
}

/** What the recording has said up to now. */
interface Known {
  readonly job: Job | null;
  readonly rootStartedAt: number | null;
  readonly users: FirstMatch;
  /** Those of their rules that only the end can answer. */
  readonly open: ReadonlySet<Rule>;
}

/** What hides a crash comes after it: a rule that asks for that may match whatever else it asks for matches, and decides later. */
function withoutMasked(rule: Rule, open: Set<Rule>): Rule {
  if (rule.written?.match.has('masked') !== true) return rule;
  const match = new Map(rule.written.match);
  match.delete('masked');
  const asked = { ...rule, written: { ...rule.written, match } };
  open.add(asked);
  return asked;
}

interface Told {
  /** No rule of the user's may say later that it doesn't count. */
  readonly sure: boolean;
}

/** Null when this death is no error by itself. */
function judgeAlone(lead: Crash, { job, rootStartedAt, users, open }: Known): Told | null {
  const rest = { masked: 'no', swallowedBy: null, retried: false, dark: null, attended: false, askedAgain: false } as const;
  const story = { lead, followers: [], replacement: null, tookPlace: false, ...rest };
  const relation = relationOf(lead, job);
  const context = { story, subject: new Subject(story), supervision: supervisionOf(lead), relation, jobWentOn: false, endedTogether: true };
  const first = decide(context, users);
  const sure = !open.has(first.rule);
  const decision = sure ? first : { ...first, rule: first.builtin };
  const start = containerStart(lead);
  const containerStarts = new Map(lead.place.container === null || start === null ? [] : [[lead.place.container.id, start]]);
  const timeline = { job, rootStartedAt: rootStartedAt ?? job?.startedAt ?? 0, containerStarts };
  const { rule } = confine(decision, story, timeline, scopeOf(job, job?.scope ?? 'machine'));
  return rule.level === 'error' ? { sure } : null;
}

/** Who died, of what, and why: "nginx: worker process (pid 812) died of SIGSEGV: read of address 0x8, which is not mapped". */
function sentenceOf(crash: Crash): string {
  const { kind } = crash.cause;
  const sentence = causeSentence(crash);
  return `${who(crash.death)} ${kind === 'fault' || kind === 'abort' ? `${endPhrase(crash)}: ${sentence}` : sentence}`;
}
