import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_PROBLEMS } from '../../../src/rules/user/problem.ts';
import { MOST_BYTES, MOST_RULES, readRules } from '../../../src/rules/user/read.ts';
import { wrong } from './wrong.ts';

/** One rule with this match. */
const match = (text: string): string => `rules:\n  - match: ${text}\n    level: ignored\n    reason: because\n`;
const rule = (text: string): string => `rules:\n  - match: {exe: x}\n${text}`;

test('reads rules, and names each by its file and line', () => {
  const { rules, problems } = readRules(
    `# comment\nrules:\n  - match: {exe: [nginx, httpd], cause: fault}\n    level: warning\n    reason: " flaky "\n\n  - reason: chaos\n    match:\n      exit-code: [3, "64-78"]\n    expect: {min: 1, max: 3}\n`,
    'my.yml',
  );
  expect(problems).toEqual([]);
  expect(rules).toMatchObject([
    { id: 'my.yml:3', level: 'warning', sentence: 'flaky', written: { file: 'my.yml', line: 3, expected: null } },
    { id: 'my.yml:7', level: 'ignored', sentence: 'chaos', written: { line: 7, expected: { min: 1, max: 3 } } },
  ]);
  expect(readRules('rules: []', 'x.yml')).toEqual({ rules: [], problems: [] });
});

describe('the file as a whole', () => {
  test.each([
    ['', /^1:1: the file is empty\. Write rules: \[\{match: /],
    ['# nothing\n---\n', /^\d:1: the file is empty/],
    ['rules', /^1:1: the file holds a text, not rules/],
    ['- match: {}', /^1:1: the file holds a list, not rules/],
    ['{}', /^1:1: the key 'rules' is missing/],
    ['ruels: []', /^1:1: unknown key 'ruels'\. Did you mean 'rules'\?$/],
    ['rules: {a: 1}', /^1:8: 'rules' is a mapping, not a list\. Begin each rule with a dash/],
    ['rules:', /^1:7: 'rules' is nothing, not a list/],
    ['rules: []\nrules: []', /^2:1: 'rules' stands here twice, first in line 1\. Keep one/],
    ['rules:\n\t- match: x', /^2:1: this is not YAML: a tab at the beginning of a line\. Indent with spaces$/],
    ['rules: [', /^1:8: this is not YAML: this \[ is never closed\. Write \] where the list ends/],
    ['rules:\n  - match: {exe: a\n    level: ignored\n', /^2:12: this is not YAML: this \{ is never closed/],
    ['rules:\n  - match: {exe: "a}\n    level: ignored\n', /^2:18: this is not YAML: this " is never closed\. Write " where the text ends$/],
    ['rules:\n  - match: [exe: x\n    level: ignored\n', /^2:12: this is not YAML: this \[ is never closed\. Write \] where the list ends/],
    ['rules: ["a": [b: c\n', /^1:14: this is not YAML: this \[ is never closed\. Write \]/],
    ['rules: [{a: b}: c\n', /^1:8: this is not YAML: this \[ is never closed\. Write \]/],
    ['rules: {{a: b}: c\n', /^1:8: this is not YAML: this \{ is never closed\. Write \}/],
    ["rules:\n  - match: {exe: 'it's'}\n", /^2:\d+: this is not YAML: something stands here that belongs to nothing before it\. .*'it''s'$/],
    ['rules:\n  - match: {exe: a}}\n', /^2:\d+: this is not YAML: something stands here/],
    ['rules:\n  - match: {exe: a}\n   level: error\n', /^3:1: this is not YAML: this line begins in a column that fits nothing above it/],
    ['rules:\n  - match: {exe: a}\n    reason: a: b\n', /^3:13: this is not YAML: a second colon in one line\. .*: reason: 'foo: bar'$/],
    ['rules:\n  - match: {exe: @a}\n', /^2:18: this is not YAML: a text can not begin with this character/],
    ['rules:\n  - match: {exe: a}#b\n', /^2:20: this is not YAML: .* is missing\. Write a space before #/],
    ['rules:\n  - match {exe: a}\n', /^2:5: unknown key 'match \{exe'\. Write a colon after the key: "match: …"$/],
    ['rules: []\n---\nrules: []', /: the file holds more than one YAML document\. Keep one/],
    ['!!binary aGk=', /^1:10: a tag of YAML/],
    ['!!set {rules}', /^1:7: a tag of YAML/],
    ['!!str rules: []', /^1:7: a tag of YAML/],
    ['rules: !!binary aGk=', /^1:17: a tag of YAML/],
    ['rules: [!!binary aGk=]', /^1:18: a tag of YAML/],
    ['rules: [x]', /^1:9: a rule is a mapping with match, level or expect, and reason, but this is a text/],
    ['rules: []\n? [a]\n: b', /^2:3: a list is no key here\. Keys here are rules$/],
  ])('%j', (text, expected) => {
    expect(wrong(text)).toHaveLength(1);
    expect(wrong(text)[0]).toMatch(expected);
  });
});

test('what is never closed is a bracket or a quote, and there is something to write for it', () => {
  const part = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    ': ',
    '? ',
    ', ',
    '- ',
    'a',
    '!x ',
    '&y ',
    '*',
    '#',
    '\n',
    '  ',
    'rules: ',
    '\n  - match: ',
  );
  let open = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), parts => {
      const text = wrong(parts.join('')).join('\n');
      expect(text).not.toContain('undefined');
      const [, opened, end] = /: this (\S+) is never closed\. Write (\S+) where the/.exec(text) ?? [];
      if (opened === undefined) return;
      open++;
      expect({ '[': ']', '{': '}', '"': '"', "'": "'" }).toMatchObject({ [opened]: end });
    }),
    { numRuns: 5000 },
  );
  expect(open).toBeGreaterThan(50);
});

describe('a rule', () => {
  test.each([
    [rule('    level: ignored\n'), ["2:5: the rule has no 'reason'. Write why, in a sentence for those who read the report"]],
    [
      rule('    reason: x\n'),
      ["2:5: the rule has neither 'level' nor 'expect'. Write one of them: level: ignored | notice | warning | error, or expect: {min: 1, max: 3}"],
    ],
    [rule('    level: error\n    expect: {min: 1}\n    reason: x\n'), [/^4:5: the rule has both 'level' and 'expect'/]],
    [rule('    level: warn\n    reason: x\n'), ["3:12: a level is never 'warn'. Did you mean 'warning'?"]],
    [rule('    level: 3\n    reason: x\n'), ['3:12: a level is never a number. Write one of ignored, notice, warning, error']],
    [rule('    level: error\n    reason: ""\n'), [/^4:13: the reason is empty\. Write why/]],
    [rule('    level: error\n    reason: "  "\n'), [/^4:13: the reason is empty/]],
    [rule('    level: error\n    reason: 5\n'), [/^4:13: the reason is no text/]],
    [rule(`    level: error\n    reason: ${'🎉'.repeat(500)}\n`), []],
    [rule(`    level: error\n    reason: ${'x'.repeat(501)}\n`), [/^4:13: the reason has more than 500 characters/]],
    [rule('    level: !!binary aGk=\n    reason: x\n'), [/^3:21: a tag of YAML/]],
    [rule('    level: error\n    reason: !!binary aGk=\n'), [/^4:22: a tag of YAML/]],
    [rule('    expect: !!set {min}\n    reason: x\n'), [/^3:19: a tag of YAML/]],
    [rule('    expect: {min: !!timestamp 2026-11-26}\n    reason: x\n'), [/^3:31: a tag of YAML/]],
    [rule('    levle: error\n    reason: x\n'), ["3:5: unknown key 'levle'. Did you mean 'level'?"]],
    ['rules:\n  - level: error\n    reason: x\n', [/^2:5: 'match' names nothing: the rule would decide everything/]],
    [match('{}'), [/^2:12: 'match' names nothing/]],
    [match(''), [/^2:12: 'match' names nothing/]],
    [match('nginx'), ["2:12: 'match' is a text, not a mapping. Say what it is about, such as match: {exe: nginx}"]],
    [match('[nginx]'), [/^2:12: 'match' is a list, not a mapping/]],
    [rule('    expect: {min: 3, max: 1}\n    reason: x\n'), ['3:5: min 3 is more than max 1. Write expect: {min: 1, max: 3}']],
    [rule('    expect: {min: 0}\n    reason: x\n'), ['3:5: anything happens at least 0 times. Write level: ignored, or a min of 1']],
    [rule('    expect: {min: -1}\n    reason: x\n'), [/^3:19: 'min' is how often something happens, and not -1/]],
    [rule('    expect: {max: 1.5}\n    reason: x\n'), [/^3:19: 'max' is how often something happens, and not 1.5/]],
    [
      rule('    expect: {max: .inf}\n    reason: x\n'),
      ["3:19: 'max' is how often something happens, and not .inf. Write a whole number from 0 to 1000000"],
    ],
    [rule('    expect: {max: 9007199254740993}\n    reason: x\n'), [/^3:19: 'max' is how often something happens, and not 9007199254740993\. Write/]],
    [rule('    expect: {max: 0x3}\n    reason: x\n'), [/^3:19: the number 0x3 .*Write 3$/]],
    [rule('    expect: 2\n    reason: x\n'), ["3:13: 'expect' is a number. Write how often: expect: {min: 1, max: 3}"]],
    [rule('    expect: {most: 2}\n    reason: x\n'), [/^3:14: unknown key 'most'/]],
  ])('%j', (text, expected) => {
    const found = wrong(text);
    expect(found).toHaveLength(expected.length);
    found.forEach((line, index) => {
      const one = expected[index]!;
      if (typeof one === 'string') expect(line).toBe(one);
      else expect(line).toMatch(one);
    });
  });
});

describe('match', () => {
  test.each([
    ['{exee: nginx}', "2:13: unknown key 'exee'. Did you mean 'exe'?"],
    ['{exe: nginx, exe: httpd}', "2:25: 'exe' stands here twice, first in line 2. Keep one; a list holds several values"],
    ['{exe: }', "2:18: 'exe' is nothing, not a text. Write exe: and a text, or a list of them"],
    ['{exe: ""}', "2:18: 'exe' is an empty text. Write exe: and a text, or a list of them"],
    ['{exe: 139}', '2:18: \'exe\' is a number, not a text. Put it in quotes: exe: "139"'],
    ['{step: true}', '2:19: \'step\' is true or false, not a text. Put it in quotes: step: "true"'],
    ['{exe: {a: b}}', "2:18: 'exe' is a mapping, not a text. Write exe: and a text, or a list of them"],
    ['{exe: []}', "2:18: the list of 'exe' is empty, so nothing can match. Name a value, or leave the key out"],
    ['{exe: [[a]]}', "2:19: 'exe' is a list, not a text. Write exe: and a text, or a list of them"],
    ['{exe: "{a,b}"}', /^2:18: the glob of 'exe' can't be read: braces are no part of these globs\. Write a list/],
    ['{exe: sbin/nginx}', '2:18: paths begin with /, so \'sbin/nginx\' never matches. Write "*/sbin/nginx", or the name alone'],
    ['{exe: ./bin/foo}', '2:18: paths begin with /, so \'./bin/foo\' never matches. Write "*/bin/foo", or the name alone'],
    ['{exe: ../../foo}', /Write "\*\/foo", or the name alone$/],
    ['{sender: ~/bin/foo}', /Write "\*\/bin\/foo", or the name alone$/],
    ['{ancestor: ~me/foo}', /Write "\*\/foo", or the name alone$/],
    ['{exe: /usr/bin/}', "2:18: no program's path ends with /, so '/usr/bin/' never matches. Write \"/usr/bin/*\""],
    ['{exe: "*/bin/"}', /Write "\*\/bin\/\*"$/],
    ['{exe: /}', /ends with \/.*Write "\/\*"$/],
    ['{exe: /usr//bin/./foo}', '2:18: paths have no //, /./ or /../ in them, so \'/usr//bin/./foo\' never matches. Write "/usr/bin/foo"'],
    ['{exe: /opt/a/../b}', /Write "\/opt\/b"$/],
    ['{comm: ééééééééé}', /^2:19: 'comm' has at most 15 bytes, so this never matches/],
    ['{comm: averyveryverylong}', /^2:19: 'comm' has at most 15 bytes, so this never matches\. Write exe/],
    ['{signal: SEGV}', "2:21: there is no signal 'SEGV'. Write SIGSEGV"],
    ['{signal: 11}', "2:21: 'signal' is a number, not a text. Write SIGSEGV"],
    ['{signal: "11"}', "2:21: there is no signal '11'. Write SIGSEGV"],
    ['{signal: IOT}', "2:21: there is no signal 'IOT'. Write SIGABRT"],
    ['{signal: SIGPOLL}', "2:21: there is no signal 'SIGPOLL'. Write SIGIO"],
    ['{signal: 35}', /Write SIGRTMIN\+1$/],
    ['{signal: 99}', /^2:21: 'signal' is a number, not a text\. Write one of SIGHUP, /],
    ['{signal: "99"}', /^2:21: there is no signal '99'\. Write it as in SIGSEGV; a \* is any characters/],
    ['{signal: SIGCHLD}', '2:21: SIGCHLD ends no process, so this never matches. Write the signal that ends it, such as SIGTERM or SIGKILL'],
    ['{signal: [SIGTERM, SIGCONT]}', /^2:31: SIGCONT ends no process/],
    ['{signal: CLD}', /^2:21: SIGCHLD ends no process/],
    ['{signal: "SIGTT*"}', /^2:21: SIGTTIN and SIGTTOU end no process/],
    ['{signal: 17}', /^2:21: 'signal' is a number, not a text\. 17 is SIGCHLD, which ends no process\. Write the signal/],
    ['{code: segv_maperr}', "2:19: there is no code 'segv_maperr'. Write SEGV_MAPERR"],
    ['{code: SEGV_MAPER}', "2:19: there is no code 'SEGV_MAPER'. Did you mean 'SEGV_MAPERR'?"],
    ['{code: "FOO_*"}', "2:19: there is no code 'FOO_*'. Write it as in SEGV_MAPERR; a * is any characters"],
    ['{exe: "\\0"}', '2:18: no file has the character NUL in its name, so this never matches. Write it without the NUL (\\0)'],
    ['{sender: ["*a*", "/a\\0b"]}', /^2:29: no file has the character NUL/],
    ['{cause: 5}', /^2:20: 'cause' is a number, not a text\. Write one of fault, abort, /],
    ['{signal: SIGSEG}', "2:21: there is no signal 'SIGSEG'. Did you mean 'SIGSEGV'?"],
    ['{cause: crash}', /^2:20: 'cause' is never 'crash'\. Write one of fault, abort, /],
    ['{masked: replacd}', "2:21: 'masked' is never 'replacd'. Did you mean 'replaced'?"],
    ['{exit-code: 0}', /^2:24: 'exit-code' 0 never happens\. Abnormal ends have an exit code from 1 to 255/],
    ['{exit-code: 256}', /^2:24: 'exit-code' 256 never happens/],
    ['{exit-code: .inf}', /^2:24: 'exit-code' Infinity never happens\. .*write a number/],
    ['{exit-code: 0.5}', /^2:24: 'exit-code' 0\.5 never happens\. .*write a number/],
    ['{exit-code: true}', '2:24: \'exit-code\' is true or false, not a text or a number. Write a number from 1 to 255, or a range such as "64-78"'],
    ['{exit-code: 017}', '2:24: the number 017 is spelled in a way that not everybody reads alike. Write 17'],
    ['{exit-code: 0x11}', '2:24: the number 0x11 is spelled in a way that not everybody reads alike. Write 17'],
    ['{exe: "a\0b"}', /^2:20: the character NUL stands here, which no text has\. Write/],
    ['{exe: a}\n    exe: b', "3:5: unknown key 'exe'. It belongs to match: write it below, with more spaces before it, or as match: {exe: …}"],
    ['{exit-code: 5-2}', '2:24: the range 5-2 of \'exit-code\' runs backwards. Write "2-5"'],
    ['{exit-code: x}', /^2:24: 'exit-code' x never happens/],
    ['{cause: exit, signal: SIGKILL}', /^2:26: this rule never matches: an end with the cause exit has no signal\. Leave one of them out/],
    ['{cause: fault, signal: SIGKILL}', /^2:27: this rule never matches: the cause fault never comes with that signal\. It comes with SIGSEGV, /],
    [
      '{signal: SIGKILL, code: SEGV_MAPERR}',
      /^2:13: this rule never matches: an end with code never comes with that signal\. It comes with SIGSEGV, /,
    ],
    ['{cause: [fault, killed], signal: SIGKILL, code: SEGV_MAPERR}', /^2:37: this rule never matches: the cause fault never comes with that signal/],
    ['{signal: SIGBUS, code: SEGV_MAPERR}', /^2:29: this rule never matches: SIGBUS never comes with that code\. It comes with .*BUS_ADRERR/],
    ['{cause: [fault, abort], sender: x}', /^2:36: this rule never matches: an end with the cause fault or abort has no sender/],
    ['{code: "SEGV_*", sender: x}', /: this rule never matches: no end has both code and sender/],
    [
      '{exe: */nginx}',
      '2:18: */nginx is an alias of YAML, which rules don\'t have. For a glob, write it in quotes: "*/nginx"; otherwise repeat the value',
    ],
    ['{exe: &a nginx}', /^2:18: &a is an anchor of YAML|^2:\d+: &a is an anchor of YAML/],
    [
      '{exe: !!str 3}',
      "2:24: a tag of YAML (!…) stands before this, which rules don't have. Remove it; for a text that begins with !, write it in quotes",
    ],
    ['{exe: !!binary aGk=}', /^2:27: a tag of YAML/],
    ['{exe: [!!binary aGk=]}', /^2:28: a tag of YAML/],
    ['{exe: !!set {a}}', /^2:24: a tag of YAML/],
    ['{!!str exe: a}', /^2:19: a tag of YAML/],
    ['!!omap [exe: a]', /^2:19: a tag of YAML/],
    ['{exe: ! a}', /^2:20: a tag of YAML/],
    ['!!map {exe: a}', /^2:\d+: a tag of YAML/],
    ['{exe: !!seq [a]}', /^2:\d+: a tag of YAML/],
    ['{exe: !x nginx}', /^2:18: this is not YAML: a tag .* that means nothing here\. A text that begins with ! stands in quotes/],
    ['{exe: "\\("}', /^2:\d+: this is not YAML: a backslash in double quotes .*Use single quotes/],
    ['{<<: {exe: a}}', /^2:13: unknown key '<<'/],
  ])('%s', (text, expected) => {
    const found = wrong(match(text));
    expect(found).toHaveLength(1);
    if (typeof expected === 'string') expect(found[0]).toBe(expected);
    else expect(found[0]).toMatch(expected);
  });

  test.each([
    '{cause: [fault, exit], signal: SIGSEGV}',
    '{signal: "SIG*", exit-code: 143}',
    '{cause: killed, signal: SIGRTMIN+3, sender: x}',
    '{signal: "SIG[CT]*"}',
    '{code: "code 77"}',
    '{code: "SI_*"}',
    '{exe: "[\\0-\\x1f]*"}',
    '{cause: limit, signal: SIGKILL}',
    '{exe: [/a, "*/b", c]}',
    '{exe: ["/a/.b/..c/d.", "[!/]*"]}',
    '{comm: "ééééééé?"}',
  ])('%s is possible', text => expect(wrong(match(text))).toEqual([]));
});

describe('too much', () => {
  test('a megabyte of rules', () => {
    const text = `rules:\n${'  - {match: {exe: x}, level: error, reason: y}\n'.repeat(22_000)}`;
    expect(wrong(text)).toEqual([expect.stringMatching(new RegExp(`^1:1: the file has ${text.length} bytes, and the most are ${MOST_BYTES}\\.`))]);
    const umlauts = `rules:\n${`  - {match: {exe: x}, level: error, reason: ${'ü'.repeat(400)}}\n`.repeat(400)}`;
    expect(wrong(umlauts)).toEqual([expect.stringContaining(`the file has ${Buffer.byteLength(umlauts)} bytes`)]);
    const many = `rules:\n${Array.from({ length: MOST_RULES + 1 }, (_, index) => `  - {match: {exe: x${index}}, level: error, reason: y}\n`).join('')}`;
    expect(wrong(many)).toEqual([expect.stringMatching(new RegExp(`^${MOST_RULES + 2}:5: there are 1001 rules, and the most are 1000\\.`))]);
    expect(readRules(many.slice(0, many.trimEnd().lastIndexOf('\n')), 'x.yml').rules).toHaveLength(MOST_RULES);
  });

  test('aliases of aliases', () => {
    const bomb = Array.from(
      { length: 30 },
      (_, index) => `a${index}: &a${index} [${index === 0 ? 'lol' : `*a${index - 1}, *a${index - 1}, *a${index - 1}`}]\n`,
    ).join('');
    expect(wrong(`${bomb}rules: *a29\n`).length).toBe(MOST_PROBLEMS);
  });

  test.each([['['.repeat(100_000)], ['- '.repeat(50_000)], ['{a: '.repeat(30_000)], ['a:\n '.repeat(30_000)]])('nested too deeply', text => {
    expect(wrong(text).length).toBeGreaterThan(0);
  });

  test('problems: the first ones, by line, and how many more', () => {
    const found = readRules(`rules:\n${'  - {match: {exe: 1}}\n'.repeat(100)}`, 'x.yml').problems;
    expect(found).toHaveLength(MOST_PROBLEMS);
    expect(found.map(({ line }) => line)).toEqual(found.map(({ line }) => line).sort((a, b) => a - b));
    expect(found.at(-1)!.message).toBe('and 251 more problems from here on');
  });
});
