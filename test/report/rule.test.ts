import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecording, type Recording } from 'bpf-linux';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { Report, ReportIncident } from '../../src/report/report.ts';
import { ruleToAccept } from '../../src/report/rule.ts';
import { readRules } from '../../src/rules/user/read.ts';
import * as r from '../records.ts';
import { told } from './golden.ts';
import { hostileRecording } from './hostile.ts';
import { stories } from './stories.ts';

/** What becomes of a recording's incidents when each one's rule is pasted into the rules file. */
function expectAcceptsItself(recording: Recording): void {
  const report = analyse(recording);
  for (const incident of report.incidents) {
    const text = ruleToAccept(incident);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    const rules = readRules(text, '.github/crash-gate.yml');
    expect(rules.problems, text).toEqual([]);
    const after = analyse(recording, rules);
    expect(names(after), text).toEqual(names(report).filter(name => name !== nameOf(incident)));
    expect(after.ignored.filter(({ userRule }) => userRule)).toMatchObject([{ rule: '.github/crash-gate.yml:2' }]);
  }
}

const nameOf = ({ signature, level, process, rule }: ReportIncident): string => `${level} ${rule} ${signature} ${process.container?.id}`;
const names = ({ incidents }: Report): readonly string[] => incidents.map(nameOf).sort();

describe('the rule that accepts an incident', () => {
  test('names its program and its end', () => {
    expect(ruleToAccept(told('worker').incidents[0]!)).toBe(
      [
        'rules:',
        '  - match:',
        '      exe: "/usr/sbin/nginx"',
        '      cause: "fault"',
        '      signal: "SIGSEGV"',
        '      code: "SEGV_MAPERR"',
        '    level: ignored',
        '    reason: "say here why this is expected"',
        '',
      ].join('\n'),
    );
  });

  const folder = join(import.meta.dirname, '../../fixtures/records');
  test.each(readdirSync(folder).filter(file => file.endsWith('.ndjson')))('accepts it and nothing else in %s', file => {
    expectAcceptsItself(parseRecording(readFileSync(join(folder, file), 'utf8')));
  });

  test.each(Object.keys(stories))('accepts it and nothing else in the story %s', name => expectAcceptsItself(r.recording(stories[name]!.records)));

  test('tells apart what only the signature or the masking does', () => {
    const app = (pid: number, changes: object) => r.segfaulted({ ...r.process(pid, '/usr/bin/app'), at: (pid * r.SECOND) / 100, ...changes });
    const forked = app(600, { forkOnly: true });
    const replaced = r.exited(3, { ...r.process(700, '/usr/bin/server'), at: 7 * r.SECOND, listening: [r.listening(80)] });
    const stayed = r.exited(3, { ...r.process(710, '/usr/bin/server'), at: 8 * r.SECOND, listening: [r.listening(81)] });
    const again = r.start({ ...replaced, pid: 705 }, replaced, { at: replaced.at + r.MS });
    expectAcceptsItself(r.recording([...r.job(), app(500, {}), forked, replaced, again, stayed]));
  });

  test('holds in the next run, whose pids and temporary folders are others', () => {
    const run = (pid: number, folder: string) =>
      r.recording([
        ...r.job(),
        r.segfaulted({ ...r.process(pid, `/tmp/${folder}/app --port ${pid}`), cgroup: `/system.slice/session-${pid}.scope` }),
      ]);
    const rules = readRules(ruleToAccept(analyse(run(700, 'tmp.x1')).incidents[0]!), 'rules.yml');
    expect(analyse(run(811, 'tmp.y2'), rules)).toMatchObject({ verdict: 'clean', incidents: [], ignored: [{ rule: 'rules.yml:2', count: 1 }] });
  });

  test.each(['/memfd:a//b', '/memfd:jit/', '/memfd:../x'])('names the process where no rule can name its program: %s', exe => {
    expectAcceptsItself(r.recording([...r.job(), r.segfaulted({ ...r.process(700, exe), comm: 'ééééééé' })]));
    expectAcceptsItself(r.recording([...r.job(), r.segfaulted({ ...r.process(700, exe), comm: 'éééééééé' })]));
  });

  test('is such YAML for whatever names there are', () => {
    fc.assert(fc.property(hostileRecording, expectAcceptsItself), { numRuns: 300 });
  });
});
