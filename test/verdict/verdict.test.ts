import { type BpfRecord, parseRecording, type Recording, type Trailer } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { sampleText } from '../bpf/sample.ts';
import * as r from '../records.ts';

const crash = r.segfaulted();
const stayedDown = r.exited(3, { listening: [r.listening(8080)] });
const verdict = (records: readonly BpfRecord[], changes?: Parameters<typeof r.recording>[1]) =>
  analyse(r.recording([...r.job(), ...records], changes)).verdict;

test('clean, failed, tolerated', () => {
  expect(verdict([])).toBe('clean');
  expect(verdict([r.exited(1, r.process(600, 'grep x'))])).toBe('clean');
  expect(verdict([crash])).toBe('failed');
  expect(verdict([stayedDown])).toBe('tolerated');
  expect(verdict([stayedDown, crash])).toBe('failed');
});

describe('an incomplete watch is never clean', () => {
  const counted: Partial<Trailer>[] = [
    { why: 'write failed: No space left on device' },
    { lost: { events: 1 } },
    { errors: { 'argv read': 2 } },
    { recorded: 0, deaths: { clean: 5, exit: 1, signal: 0 } },
    { recorded: 2, deaths: { clean: 5, exit: 1, signal: 1 } },
    { dying: [77] },
  ];
  test.each(counted)('%j', changes => {
    const report = analyse(r.recording(r.job(), { trailer: changes }));
    expect(report).toMatchObject({ verdict: 'inconclusive', watch: { complete: false } });
    expect(report.reasons).toHaveLength(1);
    expect(report.reasons[0]).toMatch(/^\S.*[^.]$/);
    // An error is an error all the same, and what was missed is told with it.
    const failed = r.recording([...r.job(), crash], { trailer: { ...changes } });
    expect(analyse(failed)).toMatchObject({ verdict: 'failed', watch: { complete: false } });
  });

  test('a hook is missing, unless this kernel does without it', () => {
    const hooks = (needed: { needed?: false }) => ({
      header: { hooks: [{ name: 'kprobe/taskstats_exit', attached: false, why: 'EPERM', ...needed }] },
    });
    expect(verdict([], hooks({}))).toBe('inconclusive');
    expect(verdict([], hooks({ needed: false }))).toBe('clean');
  });

  test('the command went on after the watch', () => {
    expect(analyse(r.recording(r.job().slice(0, 1)))).toMatchObject({ verdict: 'inconclusive', watch: { problems: [{ kind: 'command-unended' }] } });
  });

  test('two recordings were joined: that is told, once', () => {
    const { watch, verdict } = analyse(parseRecording(sampleText.repeat(5)));
    const told = watch.problems.filter(({ kind }) => kind === 'unreadable-record').map(({ message }) => message);
    const line = sampleText.trimEnd().split('\n').length + 1;
    expect(told).toEqual([`the record can't be read in full: line ${line} is a second header: two recordings were joined; judge them one at a time`]);
    expect(verdict).not.toBe('clean');
  });

  test('more deaths are in the file than its end line tells of', () => {
    const report = analyse(
      r.recording([...r.job(), r.exited(1, r.process(600, 'grep x'))], { trailer: { recorded: 0, deaths: { clean: 1, exit: 0, signal: 0 } } }),
    );
    expect(report).toMatchObject({
      verdict: 'inconclusive',
      watch: { problems: [{ kind: 'surplus-deaths', message: '0 deaths were recorded, and 1 is in the file: lines were added or doubled' }] },
    });
  });

  const cut: readonly (readonly [string, Recording, string])[] = [
    [
      'no trailer',
      { ...r.recording(r.job()), trailer: null, problems: [{ kind: 'truncated', line: 3, message: 'there is no end line' }] },
      'no-trailer',
    ],
    ['a torn line', { ...r.recording(r.job()), problems: [{ kind: 'torn', line: 3, message: 'the last line is cut off' }] }, 'unreadable-record'],
    ['no header', { header: null, records: [], trailer: null, problems: [] }, 'no-header'],
    [
      'not a record',
      { header: null, records: [], trailer: null, problems: [{ kind: 'not-a-record', line: 1, message: 'it is a picture' }] },
      'unreadable-record',
    ],
  ];
  test.each(cut)('%s', (_, recording, kind) => {
    const report = analyse(recording);
    expect(report.verdict).toBe('inconclusive');
    expect(report.watch.problems[0]?.kind).toBe(kind);
  });
});

test('the proof of readiness is none of the deaths that are counted', () => {
  const tracer = r.process(90, '/opt/tracer run');
  const own = { ...tracer, pid: 91, comm: 'tracer-proof', uid: 0, forkOnly: true, ancestors: [tracer, r.init] };
  const proof = r.segfaulted({ ...own, fault: r.fault({ address: '0x1234' }) });
  const report = analyse(r.recording([...r.job(), proof], { trailer: { recorded: 0, deaths: { clean: 3, exit: 0, signal: 0 } } }));
  expect(report).toMatchObject({ verdict: 'clean', ignored: [{ rule: 'deliberate' }] });
});
