/** A recording that is too long to be held is judged as if it had been. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BpfRecord, parseRecording, type Recording, readRecording } from 'bpf-linux';
import { afterAll, describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import * as r from '../records.ts';
import { manyDeaths } from './many.ts';

const records = join(import.meta.dirname, '../../fixtures/records');
const folder = mkdtempSync(join(tmpdir(), 'chapters-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The same records, of which at most so many are held. */
function read(lines: readonly string[], most: number): Promise<Recording> {
  const path = join(folder, 'record.ndjson');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return readRecording(path, most);
}

describe('the verdict is the same', () => {
  const names = readdirSync(records).filter(name => name.endsWith('.ndjson'));

  test.each(names)('%s', async name => {
    const lines = readFileSync(join(records, name), 'utf8').trimEnd().split('\n');
    const whole = analyse(parseRecording(lines));
    for (const most of [0, 7, 40]) expect(analyse(await read(lines, most))).toEqual(whole);
  });

  // With little time between them, chapters end in the middle of them.
  test.each([0, 100])('of all of them, one after the other, %d s apart', async pause => {
    const { lines } = manyDeaths(3000, pause * r.SECOND);
    const whole = analyse(parseRecording(lines));
    for (const most of [300, 1000, 4000]) {
      const recording = await read(lines, most);
      expect(recording.long).toBeDefined();
      expect(recording.records.length).toBeLessThan(lines.length / 20);
      expect(analyse(recording)).toEqual(whole);
    }
  });
});

/** Eight workers of one master, which crash and are replaced within milliseconds. */
function storm(deaths: number): readonly BpfRecord[] {
  const master = r.process(60, 'master');
  return Array.from({ length: deaths }, (_, index) => {
    const worker = (pid: number) => ({ ...r.process(pid, 'worker --serve'), startedAt: pid * r.MS });
    const at = 1000 * r.MS + index * 300_000;
    const dead = r.segfaulted({ ...worker(1000 + index), at, ancestors: [master, ...r.jobRoot] });
    return [dead, r.start(worker(1008 + index), dead, { at: at + 2 * r.MS })];
  })
    .flat()
    .sort((a, b) => a.at - b.at);
}

test('a storm, in which there is no quiet moment', async () => {
  const records = storm(12_000);
  const { header, trailer } = r.recording(records);
  const lines = [header, ...r.job(), ...records, trailer].map(record => JSON.stringify(record));
  const [incident, ...others] = analyse(await read(lines, 6000)).incidents;
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ count: 12_000, replacedCount: 12_000, masked: 'replaced', crashLoop: { times: 1500 } });
  expect(incident!.crashes.map(({ pid }) => pid)).toEqual(Array.from({ length: 20 }, (_, index) => 1000 + index));
});

test('thousands at one moment', async () => {
  const crashes = Array.from({ length: 20_000 }, (_, index) => r.segfaulted(r.process(1000 + index, '/usr/bin/app')));
  const { header, trailer } = r.recording(crashes);
  const recording = await read(
    [header, ...crashes, trailer].map(record => JSON.stringify(record)),
    1000,
  );
  expect(analyse(recording).incidents).toMatchObject([{ count: 20_000 }]);
});

test('a container is waited for, however long it is down', async () => {
  const id = 'c0'.repeat(32);
  const main = (pid: number) => r.process(pid, '/usr/bin/server');
  const dead = r.exited(3, { ...main(500), nsPid: 1, pidNamespace: 4026532000, cgroup: `/docker/${id}`, at: 5 * r.SECOND });
  const noise = Array.from({ length: 3000 }, (_, index) => r.exited(1, { ...r.process(2000 + index, 'grep x'), at: (10 + index) * r.SECOND }));
  const back = r.start({ ...main(900), startedAt: 2000 * r.SECOND }, dead, { at: 2000 * r.SECOND, nsPid: 1, cgroup: `/docker/${id}` });
  const { records } = r.recording([dead, ...noise, back].sort((a, b) => a.at - b.at));
  const report = analyse(
    await read(
      records.map(record => JSON.stringify(record)),
      100,
    ),
  );
  expect(report.incidents).toMatchObject([{ rule: 'exit-replaced', count: 1, replacedCount: 1 }]);
  expect(report.ignored).toMatchObject([{ rule: 'exit', count: 3000 }]);
});

test('a recording that is gone when it is to be read again is not clean', async () => {
  const crashes = Array.from({ length: 100 }, (_, index) => r.segfaulted(r.process(1000 + index, '/usr/bin/app')));
  const recording = await read(
    r.recording(crashes).records.map(record => JSON.stringify(record)),
    10,
  );
  rmSync(join(folder, 'record.ndjson'));
  const { verdict, reasons } = analyse(recording);
  expect({ verdict, reasons }).toEqual({ verdict: 'inconclusive', reasons: ['100 deaths were recorded, and 0 are in the file'] });
});
