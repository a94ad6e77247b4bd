import type { BpfRecord, Death } from 'bpf-linux';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { createLive } from '../../src/live.ts';
import { inert } from '../../src/report/inert.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { columns } from '../../src/report/text.ts';
import { readOutput } from '../publish/runner.ts';
import * as r from '../records.ts';
import { expectGolden, told } from './golden.ts';
import { stories } from './stories.ts';

const render = (records: readonly BpfRecord[], width = 120, changes: Parameters<typeof r.recording>[1] = {}): string =>
  renderTerminal(analyse(r.recording(records, changes)), { colour: false, width, recordPath: '/tmp/crash-gate-x1/record.ndjson' });

describe('golden', () => {
  test.each(Object.keys(stories))('%s', name => {
    const { width } = stories[name]!;
    const text = renderTerminal(told(name), { colour: false, width: width ?? 120, recordPath: '/tmp/crash-gate-x1/record.ndjson' });
    expectGolden(`${name}.txt`, text);
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(width ?? 120);
  });

  test('the JSON of a replaced worker', () => {
    expectGolden('worker.json', renderJson(analyse(r.recording(stories.worker!.records))));
  });
});

test('a clean run is one line', () => {
  expect(render([...r.job(), r.exited(1, r.process(600, 'grep x'))]).split('\n')).toHaveLength(2);
});

test('colours only when asked for, and around the same text', () => {
  const report = analyse(r.recording(stories.worker!.records));
  const coloured = renderTerminal(report, { colour: true, width: 120, recordPath: null });
  const plain = renderTerminal(report, { colour: false, width: 120, recordPath: null });
  expect(plain).not.toContain('\x1b');
  expect(coloured).toContain('\x1b[31m');
  expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(plain);
});

describe('hostile text', () => {
  const table: readonly [string, string][] = [
    ['\x1b[2J\x07', '\\x1b[2J\\x07'],
    ['a\nb\r\tc', 'a\\x0ab\\x0d\\x09c'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['\udc80\udcff', '\\x80\\xff'],
    ['\ud800', '\\u{d800}'],
    ['\u0085\u2028\u200b\u{e0041}', '\\u{85}\\u{2028}\\u{200b}\\u{e0041}'],
    ['naïve 日本 🙂', 'naïve 日本 🙂'],
    ['##[add-mask]e', '\\x23#[add-mask]e'],
  ];
  test.each(table)('%j', (text, expected) => expect(inert(text)).toBe(expected));

  const evil = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('\x1b[31m', '\n', '\r', '\u202e', '\udc9b', '\ud83d', '\x9b', '::error::', '\u2066', '\0', 'x'), { maxLength: 12 })
      .map(parts => parts.join('')),
  );
  const hostile = fc.record({
    exe: fc.option(evil),
    comm: evil,
    argv: fc.option(fc.array(evil, { maxLength: 4 })),
    cwd: fc.option(evil),
    cgroup: evil,
    step: fc.option(evil),
    threadName: evil,
  });
  /** Nothing but printable text and newlines that we wrote ourselves. */
  const acting = /[^\P{C}\n]|\p{Zl}|\p{Zp}/u;

  test('is inert in the report and in live lines', () => {
    fc.assert(
      fc.property(hostile, hostile, evil, (dead, from, why) => {
        const parent = r.process(60, 'x', from as object);
        const crash = r.segfaulted({ ...(dead as Partial<Death>), ancestors: [parent, ...r.jobRoot] });
        const victim = r.killed(9, r.sender(r.process(50, 'x', from as object), [r.init]), {
          ...(dead as Partial<Death>),
          at: 11e9,
          cgroup: `/docker/${'ab'.repeat(32)}`,
          nsPid: 1,
        });
        const again = r.start({ ...victim, pid: 501, startedAt: 12e9 }, victim, { at: 12e9, cgroup: victim.cgroup, nsPid: 1 });
        const records = [...r.job(0, [why]), crash, victim, again];
        const text = renderTerminal(analyse(r.recording(records, { trailer: { why } })), { colour: false, width: 80, recordPath: why });
        expect(text.replaceAll('\ufffd', '')).not.toMatch(acting);
        const live = createLive();
        for (const record of r.recording(records).records) expect(live(record) ?? '').not.toMatch(new RegExp(`${acting.source}|\n`, 'u'));
      }),
    );
  });

  test('is no command to a runner that reads the log, however lines are broken', () => {
    const words = fc.array(fc.constantFrom(' ::stop-commands::x', ' \u00a0::error::y', '::add-mask::z', '##[debug]', 'std::move', ' ', 'x'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 130 }), (parts, width) => {
        const text = parts.join('');
        const crash = r.segfaulted({ ...r.process(500, ['/x', text]), exe: `/${text}`, ancestors: [r.process(60, text), ...r.jobRoot] });
        const report = renderTerminal(analyse(r.recording([...r.job(), crash], { trailer: { why: text } })), {
          colour: false,
          width,
          recordPath: text,
        });
        expect(readOutput(report)).toEqual({ commands: [], log: report.trimEnd().split('\n') });
      }),
    );
  });

  test('stays whole in the JSON report', () => {
    fc.assert(
      fc.property(hostile, dead => {
        const report = analyse(r.recording([r.segfaulted(dead as Partial<Death>)]));
        const text = renderJson(report);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
      }),
    );
  });
});
