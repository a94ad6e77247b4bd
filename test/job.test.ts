import fc from 'fast-check';
import { expect, test } from 'vitest';
import { belongsTo, endedNote, findJob, startedNote, stepsEndedNote, stepsStartedNote } from '../src/job.ts';
import { init, JOB_PID, jobRoot, note, process } from './records.ts';

test('what the notes say comes back', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.array(fc.string({ unit: 'binary' })),
      fc.option(fc.nat(255)),
      fc.option(fc.constantFrom('SIGTERM', 'SIGKILL')),
      (pid, argv, exitCode, signal) => {
        const notes = [note(startedNote(pid, argv), 5), note('a word of somebody else', 6), note(endedNote(exitCode, signal), 7)];
        expect(findJob(notes)).toEqual({
          pid,
          argv,
          ci: null,
          privilege: null,
          scope: 'machine',
          rivals: null,
          startedAt: 5,
          end: { at: 7, exitCode, signal, result: exitCode === 0 ? 'passed' : 'failed' },
        });
        expect(findJob(notes.slice(0, 2))).toMatchObject({ end: null });
        expect(findJob(notes.slice(1))).toBeNull();
        for (const { text } of notes) expect(text).not.toContain('\n');
      },
    ),
  );
});

test('a note of any command line is short enough for the tracer', () => {
  const text = startedNote(1, ['sh', '-c', ...Array.from({ length: 100 }, () => '€'.repeat(1000))]);
  expect(Buffer.byteLength(text)).toBeLessThan(64 * 1024);
  expect(findJob([note(text)])?.argv.slice(0, 2)).toEqual(['sh', '-c']);
});

test('what is below crash-gate belongs to the job', () => {
  const job = findJob([note(startedNote(JOB_PID, []))])!;
  expect(belongsTo(job, { pid: 700, ancestors: jobRoot })).toBe(true);
  expect(belongsTo(job, { pid: 700, ancestors: [process(7, 'cron'), init] })).toBe(false);
});

const ci = {
  system: 'github',
  repository: 'octo/shop',
  workflow: 'CI',
  name: 'test',
  runId: '7',
  attempt: '1',
  sha: 'abc',
  ref: 'refs/heads/main',
  url: null,
};

test('what counts is in the note, and anything else in its place is left out', () => {
  const bounds = { scope: 'job', rivals: [{ pid: 811, name: 'Runner.Listener' }] } as const;
  expect(findJob([note(startedNote(4, [], null, bounds))])).toMatchObject(bounds);
  expect(findJob([note(stepsStartedNote(4, ci, null, bounds))])).toMatchObject(bounds);
  const odd = JSON.stringify({ crashGate: 'started', job: 4, argv: [], scope: 'all', rivals: [null, 7, { pid: 'x' }] });
  expect(findJob([note(odd)])).toMatchObject({ scope: 'machine', rivals: [] });
});

test('the kernel side’s word is worth more than ancestors', () => {
  const job = findJob([note(startedNote(JOB_PID, []))])!;
  expect(belongsTo(job, { pid: 700, ancestors: [init], inJob: true })).toBe(true);
  expect(belongsTo(job, { pid: 700, ancestors: jobRoot, inJob: null })).toBe(true);
});

test('the steps of a CI job are a job too, and say how it went', () => {
  const notes = [note(stepsStartedNote(4, ci), 5), note(stepsEndedNote('cancelled'), 9)];
  expect(findJob(notes)).toEqual({
    pid: 4,
    argv: [],
    ci,
    privilege: null,
    scope: 'machine',
    rivals: null,
    startedAt: 5,
    end: { at: 9, exitCode: null, signal: null, result: 'cancelled' },
  });
});

test('where the root of the job is not known, nobody knows what belongs to it', () => {
  const job = findJob([note(stepsStartedNote(null, ci))]);
  expect(job?.ci).toEqual(ci);
  expect(belongsTo(job, { pid: 700, ancestors: jobRoot })).toBeNull();
});
