import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { acceptingRule, ruleToAccept } from '../../src/report/rule.ts';
import { recorded, told } from './golden.ts';
import { hostileReport } from './hostile.ts';

interface Rules {
  readonly rules: readonly { readonly match: Readonly<Record<string, string | number>>; readonly level: string; readonly reason: string }[];
}

test('no rule is offered while nothing reads rules', () => {
  expect(recorded('causes').incidents.map(ruleToAccept)).toEqual(recorded('causes').incidents.map(() => null));
});

describe('a rule that accepts an incident', () => {
  test('matches its program and its end', () => {
    expect(acceptingRule(told('worker').incidents[0]!)).toBe(
      [
        'rules:',
        '  - match:',
        '      exe: "/usr/sbin/nginx"',
        '      cause: "fault"',
        '      signal: "SIGSEGV"',
        '    level: ignored',
        '    reason: "say here why this is expected"',
        '',
      ].join('\n'),
    );
  });

  test('is YAML that holds exactly the names, however hostile, in plain ASCII', () => {
    fc.assert(
      fc.property(hostileReport, ({ incidents }) => {
        for (const incident of incidents) {
          const text = acceptingRule(incident);
          expect(text).toMatch(/^[\x20-\x7e\n]*$/);
          const { rules } = parse(text) as Rules;
          expect(rules).toHaveLength(1);
          const { exe, comm } = rules[0]!.match;
          const unescaped = String(exe ?? comm).replace(/\\([\\*?[\]{}()!@+|])/g, '$1');
          expect(unescaped).toBe(incident.process.exe ?? incident.process.comm);
        }
      }),
    );
  });
});
