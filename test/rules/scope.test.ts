import type { BpfRecord, Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { type Bounds, endedNote, type Rival, type Scope, startedNote } from '../../src/job.ts';
import { createLive } from '../../src/live.ts';
import { watchLine } from '../../src/report/headline.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import * as r from '../records.ts';

const { SECOND } = r;
const listener: Rival = { pid: 811, name: 'Runner.Listener' };

/** A recording of a job whose first process started 5 s before the watch. */
function recordingOf(records: readonly BpfRecord[], bounds: Bounds) {
  const notes = [r.note(startedNote(r.JOB_PID, ['./it.sh'], null, bounds), 0.1 * SECOND), r.note(endedNote(0, null), 40 * SECOND)];
  return r.recording([notes[0]!, ...records, notes[1]!], { header: { job: { pid: r.JOB_PID, startedAt: -5 * SECOND } } });
}

function judged(records: readonly BpfRecord[], scope: Scope = 'job', rivals: readonly Rival[] = []) {
  return analyse(recordingOf(records, { scope, rivals }));
}

/** What decided, and why where that is said: "error fault", "ignored outside-job (part of x.service)". */
function decided(records: readonly BpfRecord[], scope?: Scope, rivals?: readonly Rival[]): string[] {
  const { incidents, ignored } = judged(records, scope, rivals);
  return [
    ...incidents.map(({ level, rule }) => `${level} ${rule}`),
    ...ignored.map(({ rule, examples }) => `ignored ${rule}${/ \(.*\)$/.exec(examples[0]!)?.[0] ?? ''}`),
  ];
}

const orphaned = { ancestors: [r.init] };
const other = r.process(300, '/opt/other/Runner.Worker spawnclient');
const cgroup = `/docker/${'c0ffee'.padEnd(64, '0')}`;
const shim = (startedAt: number) => r.process(400, '/usr/bin/containerd-shim-runc-v2 -id x', { startedAt });
const inContainer = (startedAt: number, changes: Partial<Death> = {}) =>
  r.segfaulted({ cgroup, nsPid: 1, inJob: false, ancestors: [shim(startedAt), r.init], ...changes });

describe('with the scope job', () => {
  test.each<[what: string, records: readonly BpfRecord[], decided: string, rivals?: readonly Rival[]]>([
    ['a process of the job', [r.segfaulted({ inJob: true })], 'error fault'],
    ['one that detached', [r.segfaulted({ inJob: true, ...orphaned })], 'error fault'],
    [
      'one of another job',
      [r.segfaulted({ inJob: false, ancestors: [other, r.init] })],
      'ignored outside-job (started by Runner.Worker (pid 300), not by the job)',
    ],
    ['a service', [r.segfaulted({ inJob: false, cgroup: '/system.slice/mail.service', ...orphaned })], 'ignored outside-job (part of mail.service)'],
    ['an exit code of others, which never counts', [r.exited(1, { inJob: false, ...orphaned })], 'ignored exit'],
    ['one that nobody knows', [r.segfaulted({ inJob: null, ...orphaned })], 'error fault'],
    ['an orphan in a record from before 1.1', [r.segfaulted(orphaned)], 'error fault'],
    ['a container that started after the job', [inContainer(-4 * SECOND)], 'error fault'],
    ['a container from before the job', [inContainer(-6 * SECOND)], 'ignored outside-job (container c0ffee000000 ran before the job began)'],
    [
      'a container that its runtime started again: it is what it was',
      [inContainer(-6 * SECOND), inContainer(12 * SECOND, { pid: 501, at: 13 * SECOND, fault: r.fault({ at: 13 * SECOND }) })],
      'ignored outside-job (container c0ffee000000 ran before the job began)',
    ],
    [
      'a container, where another runner may have started it',
      [inContainer(-4 * SECOND)],
      "ignored outside-job (container c0ffee000000 may be another job's: Runner.Listener (pid 811) works on this machine too)",
      [listener],
    ],
    ['a container of the job’s own making', [inContainer(-4 * SECOND, { inJob: true })], 'error fault', [listener]],
    [
      'a container of which nobody knows',
      [r.segfaulted({ cgroup, nsPid: 7, inJob: false, ancestors: [] })],
      'ignored outside-job (nothing tells when container c0ffee000000 started)',
    ],
    [
      'a container whose end a client of the job handed on',
      [
        inContainer(-4 * SECOND),
        r.exited(139, { ...r.process(600, '/usr/bin/docker run app'), at: 10.2 * SECOND, inJob: true, ancestors: r.jobRoot }),
      ],
      'error fault',
      [listener],
    ],
  ])('%s', (_, records, expected, rivals) => expect(decided(records, 'job', rivals)).toEqual([expected]));

  test('is said, and what is elsewhere is counted and named', () => {
    const report = judged([r.segfaulted({ inJob: false, ancestors: [other, r.init] })]);
    expect(report).toMatchObject({ verdict: 'clean', watch: { scope: 'job' }, ignored: [{ rule: 'outside-job', count: 1 }] });
    expect(watchLine(report)).toBe("47.2 s watched, 1,904 processes, only the job's processes count, 1 crash outside the job, nothing lost");
    const failed = judged([r.segfaulted({ inJob: true }), r.segfaulted({ pid: 501, inJob: false, ancestors: [other, r.init] })]);
    const text = renderTerminal(failed, { colour: false, width: 120, recordPath: null });
    expect(text).toContain("1 end that is part of the work, or not the job's: 1 crash outside the job");
    expect(text).toContain('app died of SIGSEGV (started by Runner.Worker (pid 300), not by the job)');
  });

  test('has live lines for the job alone', () => {
    const lines = (scope: Scope) => {
      const live = createLive();
      const theirs = r.segfaulted({ pid: 501, inJob: false, ancestors: [other, r.init] });
      return recordingOf([r.segfaulted({ inJob: true }), theirs], { scope, rivals: [] }).records.flatMap(record => live(record) ?? []).length;
    };
    expect([lines('job'), lines('machine')]).toEqual([1, 2]);
  });

  test('can be chosen again', () => {
    const recording = recordingOf([r.segfaulted({ inJob: false, ancestors: [other, r.init] })], { scope: 'machine', rivals: [] });
    const verdicts = ([null, 'machine', 'job'] as const).map(scope => analyse(recording, undefined, 'after', scope).verdict);
    expect(verdicts).toEqual(['failed', 'failed', 'clean']);
  });

  test('needs a job that is known: else everything counts', () => {
    const report = analyse(r.recording([r.segfaulted({ inJob: null, ...orphaned })]), undefined, 'after', 'job');
    expect(report).toMatchObject({ verdict: 'failed', watch: { scope: 'machine' } });
  });
});

describe('with the scope machine', () => {
  const snapd = { inJob: false, cgroup: '/system.slice/snapd.service', ...orphaned };
  const killed = (inJob: boolean) => r.killed(9, { ...r.sender(r.process(302, 'kill -9 500'), [r.init]), inJob }, snapd);

  test.each<[what: string, records: readonly BpfRecord[], decided: string]>([
    ['a process of another job', [r.segfaulted({ inJob: false, ancestors: [other, r.init] })], 'error fault'],
    [
      'a service that a test may use',
      [r.segfaulted({ inJob: false, cgroup: '/system.slice/postgresql@15-main.service', ...orphaned })],
      'error fault',
    ],
    ["one of the machine's own services", [r.segfaulted(snapd)], 'ignored host-service (part of snapd.service)'],
    [
      'systemd’s own',
      [r.segfaulted({ ...snapd, cgroup: '/system.slice/systemd-resolved.service' })],
      'ignored host-service (part of systemd-resolved.service)',
    ],
    ['one that the job started in that unit', [r.segfaulted({ ...snapd, inJob: true })], 'error fault'],
    ['a unit of that name in a container', [r.segfaulted({ ...snapd, cgroup: `${cgroup}/system.slice/snapd.service` })], 'error fault'],
  ])('%s', (_, records, expected) => expect(decided(records, 'machine')).toEqual([expected]));

  test('a service that the job itself ended counts as ever', () => {
    const [theirs, ours] = [false, true].map(inJob => {
      const victim = killed(inJob);
      return decided([victim, r.start(r.process(510, '/usr/bin/app --serve'), victim, { cgroup: victim.cgroup })], 'machine');
    });
    expect([theirs, ours]).toEqual([['ignored host-service (part of snapd.service)'], ['warning killed-in-job-replaced']]);
  });

  test('a user’s rule knows better', () => {
    const rule = { id: 'mine', level: 'error', sentence: 'it matters here', counted: ['', ''], matches: () => true } as const;
    const recording = recordingOf([r.segfaulted(snapd)], { scope: 'machine', rivals: [] });
    expect(analyse(recording, { rules: [rule], problems: [] }).incidents).toMatchObject([{ rule: 'mine' }]);
  });
});
