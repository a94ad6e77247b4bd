import type { BpfRecord, Death, Recording } from 'bpf-linux';
import fc from 'fast-check';
import { analyse } from '../../src/analyse.ts';
import { stepsEndedNote, stepsStartedNote } from '../../src/job.ts';
import type { Report } from '../../src/report/report.ts';
import * as r from '../records.ts';

/** What each format would act on, and what no format can hold. */
export const fragments: readonly string[] = [
  ...['::error::', '::set-output name=x::y', '%0A', '%25', '##[group]', '|', '\\|', '\\', '`', '``', '```', '~~~', '\n', '\r', '\n\n', '\t'],
  ...['<script>alert(1)</script>', '</script>', '</style>', '<!--', '-->', ']]>', '</details>', '<img src=x onerror=alert(1)>', '&lt;', '&#64;'],
  ...['@everyone', '@octo/team', 'a@b.example', '#1', 'octo/shop#1', 'GH-1', 'https://evil.example', 'www.evil.example', 'mailto:a@b.example'],
  ...['](javascript:alert(1))', '[x](javascript:alert(1))', '![x](https://evil.example/x.png)', '[x]: https://evil.example', '[^1]', ':tada:', '$x$'],
  ...['**', '__', '_', '*', '# ', '- ', '> ', '1. ', '---', '===', '| a | b |', '|-|-|', '+ ', '\u202e', '\u2066', '\u200b', '\u2028', '\u0085'],
  ...[
    '\x1b[31m',
    '\0',
    '\x9b',
    '\ud83d',
    '\udc9b',
    '\udcff',
    '\ufffe',
    '{0}',
    '{{',
    '%%{init: {}}%%',
    'section x',
    ':crit, 0ms',
    ';',
    '"',
    "'",
    ' ',
    'x',
  ],
];

const spiced = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments) }, fc.string({ unit: 'binary', maxLength: 4 })), {
  maxLength: 8,
});
export const evil = spiced.map(parts => parts.join(''));

const name = fc.record({ exe: fc.option(evil), comm: evil, argv: fc.option(fc.array(evil, { maxLength: 4 })) });
const victim = fc.record({
  exe: fc.option(evil),
  comm: evil,
  argv: fc.option(fc.array(evil, { maxLength: 4 })),
  cwd: fc.option(evil),
  cgroup: evil,
  step: fc.option(evil),
  threadName: evil,
});
const named = fc.record({
  name: evil,
  image: fc.option(evil),
  compose: fc.option(fc.record({ project: evil, service: fc.option(evil) })),
  restart: fc.option(fc.record({ policy: evil, most: fc.nat(), count: fc.nat() })),
  pod: fc.option(fc.record({ name: fc.option(evil), namespace: fc.option(evil), uid: fc.option(evil) })),
});

/** Everything that others control is hostile: names, arguments, paths, steps, senders, what a tracer or a CI system says. */
export const hostileRecording: fc.Arbitrary<Recording> = fc.tuple(victim, name, evil, fc.boolean(), named).map(([dead, from, why, inCi, names]) => {
  const parent = r.process(60, 'x', from as object);
  const crash = r.segfaulted({ ...(dead as Partial<Death>), ancestors: [parent, ...r.jobRoot] });
  const again = r.start({ ...crash, pid: 510, startedAt: 11e9 }, crash, { how: 'fork', at: 10.1e9 });
  const shot = r.killed(9, r.sender(r.process(50, 'x', from as object), [r.init]), {
    ...(dead as Partial<Death>),
    ...{ at: 12e9, cgroup: `/docker/${'ab'.repeat(32)}`, nsPid: 1, pid: 520 },
  });
  const restarted = r.start({ ...shot, pid: 521, startedAt: 13e9 }, shot, { at: 13e9, cgroup: shot.cgroup, nsPid: 1 });
  const stopped = r.exited(3, { ...(dead as Partial<Death>), pid: 530, listening: [r.listening(80)], at: 14e9 });
  const ci = { system: why, repository: why, workflow: why, name: why, runId: why, attempt: why, sha: why, ref: why, url: why };
  const job = inCi ? [r.note(stepsStartedNote(60, ci)), r.note(stepsEndedNote('passed'), 40e9)] : r.job(0, [why, why]);
  const [container, steps] = [r.container('ab'.repeat(32), names), r.step(why, 60, 0, null)];
  const records: BpfRecord[] = [
    ...job,
    container,
    ...steps,
    crash,
    again,
    shot,
    restarted,
    stopped,
    r.exited(1, { ...(dead as Partial<Death>), pid: 540 }),
  ];
  return r.recording(records, { trailer: { why, errors: { [why]: 2 } }, header: { kernel: why } });
});

export const hostileReport: fc.Arbitrary<Report> = hostileRecording.map(recording => analyse(recording));

/** What no report may contain: control, format and private characters, lone surrogates. Newlines are ours. */
export const acting = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u;
/** The zero-width space that we put into what GitHub would link. */
export const SPLIT = '&#8203;';
