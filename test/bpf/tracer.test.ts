/** The Node API over the tracer: start, records as they come, notes, stop, and every way in which that can fail. */
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BpfRecord, checkTracer, findTracer, readRecording, type Started, startTracer, type Tracer } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { fake, scratch } from '../cli/harness.ts';

const folder = scratch();
let number = 0;
const out = () => join(folder, `record-${++number}.ndjson`);

function tracerOf(started: Started): Tracer {
  if (!started.ok) throw new Error(`${started.failure.message}: ${started.failure.output.join('; ')}`);
  return started.tracer;
}

async function failureOf(started: Promise<Started>) {
  const outcome = await started;
  if (outcome.ok) throw new Error('it started');
  return outcome.failure;
}

/** Resolves with the first record that fits. */
function first(tracer: Tracer, fits: (record: BpfRecord) => boolean): Promise<BpfRecord> {
  return new Promise(resolve => tracer.onRecord(record => fits(record) && resolve(record)));
}

describe('the real tracer', () => {
  test('records notes as they come, drains, and leaves a file that belongs to the caller', async () => {
    const path = out();
    const tracer = tracerOf(await startTracer({ out: path }));
    tracer.note('first "note" ü\\');
    expect(await first(tracer, record => record.type === 'note')).toMatchObject({ text: 'first "note" ü\\' });
    tracer.note('last');
    expect(await tracer.stop()).toBe(null);
    const recording = tracer.recording();
    expect(recording.problems).toEqual([]);
    expect(recording.records.filter(record => record.type === 'note').map(note => note.text)).toEqual(['first "note" ü\\', 'last']);
    expect(await readRecording(path)).toEqual(recording);
    expect(statSync(path)).toMatchObject({ uid: process.getuid!(), gid: process.getgid!() });
  });

  test('a late listener gets everything from the header on, each record once', async () => {
    const tracer = tracerOf(await startTracer({ out: out() }));
    tracer.note('a');
    await first(tracer, record => record.type === 'note');
    const seen: string[] = [];
    tracer.onRecord(record => seen.push(record.type));
    await tracer.stop();
    const types = tracer.recording().records.map(record => record.type);
    expect(seen).toEqual(types);
    expect([types[0], types.at(-1)]).toEqual(['header', 'trailer']);
  });

  test('never writes into a file that exists', async () => {
    const path = out();
    writeFileSync(path, 'mine');
    expect(await failureOf(startTracer({ out: path }))).toMatchObject({
      kind: 'output',
      exitStatus: 15,
      remedy: expect.stringContaining('no record'),
    });
  });

  test('checkTracer says what it would do', async () => {
    const checked = await checkTracer();
    expect(checked).toMatchObject({ ok: true, header: { type: 'header', proof: { signal: 11 } } });
  });
});

describe('a tracer that misbehaves', () => {
  const start = (behaviour: object, patience = 20_000) =>
    startTracer({ out: out(), environment: { ...process.env, ...fake(folder, behaviour) }, patience });

  test.each([
    [2, 'usage'],
    [10, 'no-privilege'],
    [11, 'no-btf'],
    [12, 'no-bpf'],
    [13, 'cannot-attach'],
    [14, 'proof-missed'],
    [15, 'output'],
    [1, 'died'],
  ])('exit status %i before it is ready is %s', async (status, kind) => {
    const failure = await failureOf(start({ fail: { status, stderr: 'libbpf: a\ntracer: b: c\n' } }));
    expect(failure).toMatchObject({ kind, exitStatus: status, output: ['libbpf: a', 'tracer: b: c'] });
    expect(failure.message).not.toMatch(/\.$/);
    expect(failure.remedy).toMatch(/\.$/);
  });

  test('one that never gets ready is given up', async () => {
    expect(await failureOf(start({ hang: true }, 100))).toMatchObject({
      kind: 'too-slow',
      message: expect.stringContaining('for 0.1 s nothing has happened, and'),
    });
  });

  test('one that stops half-way is told with what it was doing', async () => {
    expect(await failureOf(start({ hang: true, says: ['loading', 'proving'] }, 3_000))).toMatchObject({
      kind: 'too-slow',
      message: expect.stringContaining('to die for the proof'),
    });
  });

  test('one that never ends is given up; what it recorded stays', async () => {
    const tracer = tracerOf(await start({ ignoreStop: true }));
    expect(await tracer.stop(100)).toMatchObject({ kind: 'too-slow' });
    expect(tracer.recording()).toMatchObject({ trailer: null, problems: [{ kind: 'truncated' }] });
    expect(existsSync(tracer.out)).toBe(true);
  });

  test('one that dies says so at once, and stop still answers', async () => {
    const tracer = tracerOf(await start({ dieAfterNotes: 1 }));
    tracer.note('x');
    expect(await tracer.ended).toMatchObject({ kind: 'died', message: 'the tracer was ended by SIGKILL' });
    tracer.note('into the void');
    expect(await tracer.stop()).toMatchObject({ kind: 'died' });
  });

  test('a note is one line of a bounded length', async () => {
    const tracer = tracerOf(await start({}));
    expect(() => tracer.note('a\nb')).toThrow(RangeError);
    expect(() => tracer.note('ü'.repeat(40_000))).toThrow(RangeError);
    expect(await tracer.stop()).toBe(null);
  });
});

describe('finding the executable', () => {
  test('the committed one, unless a variable names another', () => {
    expect(findTracer({})).toMatchObject({ ok: true, path: expect.stringMatching(/\/dist\/bin\/linux-\w+\/tracer$/) });
    expect(findTracer({ BPF_LINUX_TRACER: '' })).toEqual(findTracer({}));
    const path = join(folder, 'own');
    writeFileSync(path, '#!/bin/sh\n');
    expect(findTracer({ BPF_LINUX_TRACER: path })).toMatchObject({
      ok: false,
      failure: { kind: 'not-executable', remedy: expect.stringMatching(/^BPF_LINUX_TRACER names it\. .*chmod \+x/) },
    });
    chmodSync(path, 0o755);
    expect(findTracer({ BPF_LINUX_TRACER: path })).toEqual({ ok: true, path });
  });
});
