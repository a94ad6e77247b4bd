import type { ReportIncident } from './report.ts';

/** Whether this version reads .github/crash-gate.yml. A rule that nothing reads is never offered. */
const RULES_ARE_READ = false;

/** A rule for .github/crash-gate.yml that accepts this incident: it is ignored, for a reason that somebody still has to write. Null: see above. */
export const ruleToAccept = (incident: ReportIncident): string | null => (RULES_ARE_READ ? acceptingRule(incident) : null);

/** YAML in one block. Every text is a JSON string, which YAML reads as it is and which no name can leave. */
export function acceptingRule({ process, cause, sender }: ReportIncident): string {
  const match: Record<string, string | number | null> = {
    exe: process.exe === null ? null : literal(process.exe),
    comm: process.exe === null ? literal(process.comm) : null,
    unit: process.unit === null ? null : literal(process.unit),
    cause: cause.kind,
    signal: 'signal' in cause ? cause.signal : null,
    'exit-code': 'exitCode' in cause ? cause.exitCode : null,
    sender: sender?.exe == null ? null : literal(sender.exe),
  };
  const keys = Object.entries(match).filter(([, value]) => value !== null);
  return [
    'rules:',
    '  - match:',
    ...keys.map(([key, value]) => `      ${key}: ${ascii(value)}`),
    '    level: ignored',
    '    reason: "say here why this is expected"',
    '',
  ].join('\n');
}

/** A glob that matches exactly this text. */
const literal = (text: string): string => text.replace(/[\\*?[\]{}()!@+|]/g, character => `\\${character}`);

/** Printable ASCII only: YAML allows no control characters, and nobody should paste what they can't see. */
const ascii = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
