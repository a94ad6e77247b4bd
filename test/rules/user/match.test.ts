import type { BpfRecord, Recording } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/analyse.ts';
import { createLive } from '../../../src/live.ts';
import type { Report } from '../../../src/report/report.ts';
import { readRules } from '../../../src/rules/user/read.ts';
import type { Moment } from '../../../src/verdict/watch.ts';
import * as r from '../../records.ts';

const FILE = '.github/crash-gate.yml';

function judged(recording: Recording, yaml: string, moment: Moment = 'after'): Report {
  const rules = readRules(yaml, FILE);
  expect(rules.problems).toEqual([]);
  return analyse(recording, rules, moment);
}

const id = 'c0'.repeat(32);
const chaos = r.sender(r.process(60, ['/usr/bin/python3', '/srv/chaos.py']), r.jobRoot);
const jest = r.process(70, ['/usr/bin/node', '/srv/node_modules/.bin/jest']);
const segv = r.segfaulted({
  ...r.process(600, ['/opt/shop/server', '--port', '80']),
  step: 'it',
  ancestors: [jest, ...r.jobRoot],
  cgroup: '/system.slice/shop.service',
});
const contained = { cgroup: `/docker/${id}`, nsPid: 1, pidNamespace: 4026532000 };
const shot = r.killed(9, chaos, { ...r.process(610, '/usr/bin/redis-server'), at: 11 * r.SECOND, ...contained });
const exit = r.exited(70, { ...r.process(620, ['/usr/bin/python3', '-m', 'sqlfluff']), at: 12 * r.SECOND });
const names = r.container(id, { name: 'shop-db-1', image: 'redis:7', compose: { project: 'shop', service: 'db' } });
const records: readonly BpfRecord[] = [...r.job(), names, segv, shot, exit];

/** Which of the three a rule takes. */
function taken(match: string): readonly string[] {
  const { incidents } = judged(r.recording(records), `rules: [{match: ${match}, level: notice, reason: because}]`);
  const ours = incidents.filter(({ rule }) => rule === `${FILE}:1`);
  expect(ours.every(({ level, ruleSentence }) => level === 'notice' && ruleSentence === 'because')).toBe(true);
  return ours.map(({ process }) => process.comm);
}

describe('each key', () => {
  test.each([
    ['{cause: fault}', ['server']],
    ['{cause: [exit, killed]}', ['redis-server', 'python3']],
    ['{signal: "SIG*"}', ['server', 'redis-server']],
    ['{code: SEGV_MAPERR}', ['server']],
    ['{exit-code: 70}', ['python3']],
    ['{exit-code: [1, "64-78"]}', ['python3']],
    ['{exit-code: "71-78"}', []],
    ['{exe: server}', ['server']],
    ['{exe: /opt/shop/server}', ['server']],
    ['{exe: /opt/*}', ['server']],
    ['{exe: /opt/shop}', []],
    ['{exe: "*/shop/server*", cause: fault}', ['server']],
    ['{comm: "redis-*"}', ['redis-server']],
    ['{argv: "*--port 80"}', ['server']],
    ['{unit: shop.service}', ['server']],
    ['{step: it}', ['server']],
    ['{container: db}', ['redis-server']],
    ['{container: shop-db-*}', ['redis-server']],
    [`{container: "${id.slice(0, 12)}"}`, ['redis-server']],
    [`{container: ${id}}`, ['redis-server']],
    ['{image: "redis:*"}', ['redis-server']],
    ['{sender: chaos.py}', ['redis-server']],
    ['{sender: chaos}', ['redis-server']],
    ['{sender: python3}', ['redis-server']],
    ['{sender: /usr/bin/python3}', ['redis-server']],
    ['{ancestor: jest}', ['server']],
    ['{ancestor: bash}', ['server', 'redis-server', 'python3']],
    ['{masked: tests-passed}', ['server', 'redis-server', 'python3']],
    ['{signature: "fault | SIGSEGV | *"}', ['server']],
    ['{exe: server, cause: exit}', []],
    ['{pod: "*"}', []],
  ])('%s', (match, expected) => expect([...taken(match)].sort()).toEqual([...expected].sort()));
});

test('the first rule that matches decides, before the built-in ones', () => {
  const report = judged(
    r.recording(records),
    'rules:\n  - {match: {exe: server, step: it}, level: ignored, reason: first}\n  - {match: {cause: fault}, level: warning, reason: second}\n  - {match: {exit-code: 70}, level: error, reason: internal error}\n',
  );
  expect(report).toMatchObject({ verdict: 'failed', incidents: [{ rule: `${FILE}:4`, level: 'error', process: { comm: 'python3' } }] });
  expect(report.ignored.filter(({ userRule }) => userRule)).toMatchObject([{ rule: `${FILE}:2`, sentence: 'first', count: 1 }]);
});

describe('an expectation', () => {
  const thrice = r.recording([...r.job(), ...[1, 2, 3].map(n => r.segfaulted({ ...r.process(600 + n, '/usr/bin/db'), at: n * r.SECOND }))]);
  const nothing = r.recording(r.job());
  const lossy = r.recording(r.job(), { trailer: { lost: { events: 1 } } });
  const expecting = (expect: string): string => `rules:\n  - match: {exe: db}\n    expect: ${expect}\n    reason: chaos\n`;

  test.each([
    ['{min: 1, max: 3}', 'clean', 'met', []],
    ['{min: 3, max: 3}', 'clean', 'met', []],
    ['{min: 4}', 'failed', 'too-few', [`expected at least 4 times, seen 3 times: chaos (${FILE}:2)`]],
    ['{max: 2}', 'failed', 'too-many', ['1 incident counts as an error', `expected at most 2 times, seen 3 times: chaos (${FILE}:2)`]],
  ])('%s of three: %s', (text, verdict, status, reasons) => {
    const report = judged(thrice, expecting(text));
    expect(report).toMatchObject({
      verdict,
      rules: { files: [FILE], expectations: [{ rule: `${FILE}:2`, line: 2, reason: 'chaos', seen: 3, status }] },
    });
    if (reasons.length > 0) expect(report.reasons).toEqual(reasons);
    expect(report.ignored).toEqual([]);
    expect(report.incidents).toHaveLength(status === 'too-many' ? 1 : 0);
  });

  test('counts stories, not incidents and not what followed', () => {
    const shells = [1, 2].flatMap(n => {
      const shell = r.process(700 + n, '/usr/bin/sh -c db');
      const crash = r.segfaulted({ ...r.process(800 + n, '/usr/bin/db'), at: n * r.SECOND, ancestors: [shell, ...r.jobRoot] });
      return [crash, r.exited(139, { ...shell, at: crash.at + r.MS })];
    });
    expect(judged(r.recording([...r.job(), ...shells]), expecting('{min: 2, max: 2}'))).toMatchObject({
      verdict: 'clean',
      rules: { expectations: [{ seen: 2 }] },
    });
  });

  test('that nothing met fails a run in which nothing crashed', () => {
    expect(judged(nothing, expecting('{min: 1}'))).toMatchObject({
      verdict: 'failed',
      incidents: [],
      reasons: [`expected at least once, never seen: chaos (${FILE}:2)`],
    });
  });

  test('is not unmet where something may have been missed, or may still come; but too many are too many', () => {
    expect(judged(lossy, expecting('{min: 1}'))).toMatchObject({ verdict: 'inconclusive', rules: { expectations: [{ status: 'open' }] } });
    expect(judged(nothing, expecting('{min: 1}'), 'during')).toMatchObject({ verdict: 'clean', rules: { expectations: [{ status: 'open' }] } });
    expect(judged(thrice, expecting('{max: 1}'), 'during')).toMatchObject({ verdict: 'failed', rules: { expectations: [{ status: 'too-many' }] } });
  });
});

describe('what rules have no say in', () => {
  const all = 'rules: [{match: {comm: "*"}, level: ignored, reason: all is well}]';

  test('the completeness of the watch', () => {
    expect(judged(r.recording(records, { trailer: { lost: { events: 1 } } }), all)).toMatchObject({
      verdict: 'inconclusive',
      incidents: [],
      watch: { complete: false },
    });
    expect(judged({ ...r.recording(records), trailer: null }, all)).toMatchObject({ verdict: 'inconclusive' });
  });

  test("the tracer's own proof", () => {
    const tracer = r.process(90, '/usr/local/bin/tracer run');
    const own = { ...tracer, pid: 91, comm: 'tracer-proof', uid: 0, forkOnly: true, ancestors: [tracer, r.init] };
    const proof = r.segfaulted({ ...own, fault: r.fault({ tid: 91, address: '0x1234' }) });
    const report = judged(
      r.recording([...r.job(), proof], { trailer: { recorded: 0, deaths: { clean: 3, exit: 0, signal: 0 } } }),
      'rules: [{match: {cause: fault}, expect: {max: 0}, reason: none at all}]',
    );
    expect(report).toMatchObject({ verdict: 'clean', rules: { expectations: [{ seen: 0, status: 'met' }] } });
  });

  test('rules that can not be read: the verdict is failed, and says why', () => {
    const report = analyse(r.recording(r.job()), readRules('rules: {}', FILE));
    expect(report).toMatchObject({ verdict: 'failed', incidents: [], rules: { files: [FILE], problems: [{ file: FILE, line: 1 }] } });
    expect(report.reasons).toEqual([`${FILE}:1:8: 'rules' is a mapping, not a list`]);
  });
});

test('what rules accept makes no live line', () => {
  const live = (yaml: string) => records.map(createLive(readRules(yaml, FILE).rules)).filter(line => line !== null);
  expect(live('rules: []')).toHaveLength(1);
  expect(live('rules: [{match: {exe: server}, level: ignored, reason: x}]')).toEqual([]);
  expect(live('rules: [{match: {exe: server}, expect: {min: 1}, reason: x}]')).toEqual([]);
});

test('an incident keeps its id, whatever rules say of it and wherever they stand', () => {
  const ids = (yaml: string) => judged(r.recording([...r.job(), segv]), yaml).incidents.map(({ id, rule }) => ({ id, rule }));
  const [{ id, rule }] = ids('rules: []') as [{ id: string; rule: string }];
  expect(rule).toBe('fault');
  const entry = '- {match: {exe: server}, level: warning, reason: r}';
  expect(ids(`rules:\n  ${entry}`)).toEqual([{ id, rule: `${FILE}:2` }]);
  expect(ids(`# moved\n\nrules:\n  ${entry}`)).toEqual([{ id, rule: `${FILE}:4` }]);
});
