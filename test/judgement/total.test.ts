import type { BpfRecord, Recording } from 'bpf-linux';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { createLive } from '../../src/live.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import * as r from '../records.ts';

/** Any well-typed record: numbers from anywhere, texts that aren't what they should be, processes that know each other by chance. */
const time = fc.oneof(
  fc.nat(60).map(seconds => seconds * 1e9),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const text = fc.oneof(
  fc.constantFrom('/usr/bin/app', 'sh', '', '/', 'python3', 'postgres: x', '/docker/zz', 'systemd'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const maybe = fc.option(text);
const hex = fc.oneof(fc.constantFrom('0x8', '0xffffffffffffffff', '0x7ffffffde000'), text);
const number = fc.oneof(fc.nat(200), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const pid = fc.nat(8);
const identity = { pid, startedAt: fc.nat(3), comm: text, exe: maybe, argv: fc.option(fc.array(text, { maxLength: 3 })) };
const ancestors = fc.array(fc.record(identity), { maxLength: 4 });
const signal = fc.oneof(fc.integer({ min: 1, max: 64 }), number);
const code = fc.oneof(fc.constantFrom(0, 1, 2, -6, 128), number);
const faultRecord = fc.option(
  fc.record({
    ...{ at: time, tid: pid, threadName: text, signal, code, address: fc.option(hex), syscall: fc.nat(500) },
    ...{
      instructionPointer: fc.option(hex),
      stackPointer: fc.option(hex),
      trap: fc.option(number),
      errorCode: fc.option(hex),
      faultRegister: fc.option(hex),
    },
  }),
);
const senderRecord = fc.record({ ...identity, uid: number, nsPid: pid, pidNamespace: fc.nat(2), exiting: fc.boolean(), ancestors });
const sentRecord = fc.option(fc.record({ at: time, signal, code, by: fc.constantFrom('process', 'kernel', 'timer'), sender: senderRecord }));
const oomRecord = fc.option(
  fc.record({
    ...{
      at: time,
      trigger: fc.record(identity),
      cgroup: text,
      levels: fc.array(fc.record({ usageBytes: number, limitBytes: fc.option(number) }), { maxLength: 3 }),
    },
    ...{ anonymousBytes: number, fileBytes: number, sharedBytes: number, totalVirtualBytes: number, scoreAdjust: number },
  }),
);
const status = fc.oneof(
  fc.nat(255).map(value => value << 8),
  fc.integer({ min: 1, max: 0xff }),
  number,
);
const socket = fc.record({ family: fc.constantFrom('inet', 'unix'), address: text, port: fc.nat(3), shared: fc.boolean() });
const deathRecord = fc.record({
  type: fc.constant('death'),
  ...identity,
  ...{ at: time, status, tid: pid, threadName: text, argvBytes: number, cwd: maybe, uid: number, gid: number, forkOnly: fc.boolean() },
  ...{ nsPid: pid, pidNamespace: fc.nat(2), mountNamespace: number, cgroup: text, ancestors, step: maybe, lifetimeNs: number },
  rusage: fc.record({ userNs: number, systemNs: number, maxRssBytes: number, minorFaults: number, majorFaults: number }),
  ...{
    listening: fc.array(socket, { maxLength: 2 }),
    parentListens: fc.boolean(),
    fault: faultRecord,
    handledFault: faultRecord,
    sent: sentRecord,
    oom: oomRecord,
  },
  stack: fc.option(fc.record({ limitBytes: fc.option(number), start: hex })),
});
const startRecord = fc.record({
  type: fc.constant('start'),
  ...identity,
  ...{ at: time, how: fc.constantFrom('fork', 'exec'), cgroup: text, nsPid: pid, ancestors, after: fc.record({ pid, startedAt: fc.nat(3) }) },
});
const otherRecord = fc.oneof(
  fc.record({ type: fc.constant('end'), at: time, pid, startedAt: fc.nat(3), status: fc.constant(0) }),
  fc.record({ type: fc.constant('listen'), at: time, pid, startedAt: fc.nat(3), port: fc.nat(3) }),
  fc.record({
    type: fc.constant('note'),
    at: time,
    text: fc.oneof(text, fc.json(), fc.constantFrom('{"crashGate":"started","job":1}', '{"crashGate":"ended","exitCode":0}')),
  }),
);
const records = fc.array(fc.oneof({ weight: 3, arbitrary: deathRecord }, { weight: 2, arbitrary: startRecord }, otherRecord), {
  maxLength: 12,
}) as fc.Arbitrary<BpfRecord[]>;
const loss = fc.constantFrom<Partial<Recording>>(
  { trailer: null },
  { problems: [{ kind: 'torn', line: 1, message: 'torn' }] },
  { trailer: r.trailer({ lost: { events: 1 } }) },
  { trailer: r.trailer({ recorded: 1e6 }) },
);

test('whatever the records hold, there is a report, and every death is in it', () => {
  fc.assert(
    fc.property(records, some => {
      const recording = r.recording(some);
      const report = analyse(recording);
      const deaths = some.filter(record => record.type === 'death').length;
      const counted = [...report.incidents.map(({ count, followerCount }) => count + followerCount), ...report.ignored.map(({ count }) => count)];
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(deaths);
      expect(report.reasons.length).toBeGreaterThan(0);
      renderJson(report);
      expect(renderTerminal(report, { colour: false, width: 80, recordPath: null })).toMatch(/\n$/);
      const live = createLive();
      for (const record of recording.records) live(record);
    }),
    { numRuns: 1000 },
  );
});

test('whatever was lost, the verdict is not clean', () => {
  fc.assert(
    fc.property(records, loss, (some, changes) => {
      expect(['failed', 'inconclusive']).toContain(analyse({ ...r.recording(some), ...changes }).verdict);
    }),
    { numRuns: 300 },
  );
});

test('the order of the lines changes nothing', () => {
  const distinct = records.map(some => some.map((record, index) => ({ ...record, at: index * 1e8 })));
  fc.assert(
    fc.property(distinct, fc.infiniteStream(fc.nat()), (some, random) => {
      // Notes are told in order; all else has its time.
      const shuffled = some.filter(({ type }) => type !== 'note').map(record => ({ record, at: random.next().value as number }));
      const notes = some.filter(({ type }) => type === 'note');
      const sorted = shuffled.toSorted((a, b) => a.at - b.at).map(({ record }) => record);
      const { incidents, ignored } = analyse(r.recording([...notes, ...shuffled.map(({ record }) => record)]));
      expect(analyse(r.recording([...notes, ...sorted]))).toMatchObject({ incidents, ignored });
    }),
    { numRuns: 300 },
  );
});
