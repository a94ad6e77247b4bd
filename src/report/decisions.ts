/** Which rule decided what: for those who write rules. */
import { formatCount, plural } from '../crash/format.ts';
import { displayName } from '../crash/name.ts';
import { endPhrase } from '../crash/sentence.ts';
import { signatureOf } from '../crash/signature.ts';
import type { Decided } from '../rules/decide.ts';
import { timesPhrase } from '../rules/expectation.ts';
import type { Level } from '../rules/level.ts';
import type { Rule, UserRules } from '../rules/rule.ts';
import type { RuleProblem } from '../rules/user/spec.ts';
import { inert } from './inert.ts';

export const DECISIONS_SCHEMA = 'crash-gate/rules/1';

/** What `crash-gate rules --format json` prints. Keys are append-only. */
export interface Decisions {
  readonly schema: typeof DECISIONS_SCHEMA;
  readonly files: readonly string[];
  readonly problems: readonly RuleProblem[];
  /** In the order of the files. */
  readonly rules: readonly UserRule[];
  /** One for each story of each record: what died, and which rule decided. Texts are as the tracer recorded them. */
  readonly crashes: readonly DecidedCrash[];
}

export interface UserRule {
  readonly rule: string;
  /** null: it expects something. */
  readonly level: Level | null;
  readonly expect: { readonly min: number; readonly max: number | null } | null;
  readonly reason: string;
  /** How many stories it decided, over all records; null: there is no record. */
  readonly matched: number | null;
}

export interface DecidedCrash {
  readonly record: string;
  readonly pid: number;
  /** Milliseconds since the watch began. */
  readonly atMs: number;
  /** "nginx: worker process died of SIGSEGV" */
  readonly title: string;
  readonly signature: string;
  readonly level: Level;
  readonly rule: string;
  readonly userRule: boolean;
}

export interface JudgedRecord {
  readonly record: string;
  readonly decided: readonly Decided[];
}

export function decisionsOf(user: UserRules, files: readonly string[], records: readonly JudgedRecord[]): Decisions {
  const seen = new Map<string, number>();
  for (const { decision } of records.flatMap(({ decided }) => decided)) seen.set(decision.rule.id, (seen.get(decision.rule.id) ?? 0) + 1);
  return {
    schema: DECISIONS_SCHEMA,
    files,
    problems: user.problems,
    rules: user.rules.map(rule => toUserRule(rule, records.length === 0 ? null : (seen.get(rule.id) ?? 0))),
    crashes: records.flatMap(({ record, decided }) => decided.map(one => toCrash(record, one))),
  };
}

function toUserRule({ id, level, written, sentence }: Rule, matched: number | null): UserRule {
  const expect = written?.expected ?? null;
  return { rule: id, level: expect === null ? level : null, expect, reason: sentence, matched };
}

const toCrash = (record: string, { story: { lead }, decision: { rule } }: Decided): DecidedCrash => ({
  record,
  ...{ pid: lead.death.pid, atMs: lead.death.at / 1e6 },
  title: `${displayName(lead.death)} ${endPhrase(lead)}`,
  signature: signatureOf(lead),
  ...{ level: rule.level, rule: rule.id, userRule: rule.written !== undefined },
});

/** For a person at a terminal; nothing of others reaches it raw. Alike crashes that one rule decided are one line. */
export function renderDecisions({ files, rules, crashes }: Decisions): string {
  const where = files.length === 0 ? 'no rules file' : files.join(', ');
  const lines = [`${where}: ${plural(rules.length, 'rule')}`, ...rules.map(ruleLine), ...(crashes.length === 0 ? [] : ['', ...crashLines(crashes)])];
  return lines.map(line => `${inert(line)}\n`).join('');
}

function ruleLine({ rule, level, expect, reason, matched }: UserRule): string {
  const does = expect === null ? level : `expect ${timesPhrase(expect)}`;
  const times = matched === null ? '' : matched === 0 ? ', never matched' : `, matched ${plural(matched, 'time')}`;
  return `  ${rule}  ${does}${times}: ${reason}`;
}

function crashLines(crashes: readonly DecidedCrash[]): readonly string[] {
  const alike = new Map<string, { readonly crash: DecidedCrash; count: number }>();
  for (const crash of crashes) {
    const key = JSON.stringify([crash.record, crash.title, crash.rule, crash.level]);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { crash, count: 1 });
    else known.count++;
  }
  const record = new Set(crashes.map(crash => crash.record)).size > 1 ? (crash: DecidedCrash) => `${crash.record}  ` : () => '';
  return [...alike.values()].map(
    ({ crash, count }) => `  ${record(crash)}${crash.level.padEnd(7)}  by ${crash.rule}: ${formatCount(count)} × ${crash.title}`,
  );
}
