/** A recording of one bug that crashes again and again: eight workers of one master, 200 crashes a second. */
import { closeSync, openSync, writeSync } from 'node:fs';
import * as r from '../records.ts';

const EVERY = 5 * r.MS;
const WORKERS = 8;

export function writeCrashLoop(file: string, crashes: number): void {
  const master = r.process(60, 'master');
  const worker = (index: number) => ({
    ...r.process(1000 + (index % 30_000), `/srv/app/worker --id ${index}`),
    startedAt: Math.max(0, index - WORKERS) * EVERY,
  });
  const lines = function* () {
    yield* [r.header(), ...r.job()];
    for (let index = 0; index < crashes; index++) {
      const dead = r.segfaulted({ ...worker(index), at: r.SECOND + index * EVERY, ancestors: [master, ...r.jobRoot] });
      yield* [dead, r.start(worker(index + WORKERS), dead, { at: dead.at + 2 * r.MS })];
    }
    const counted = { deaths: { clean: 0, exit: 0, signal: crashes }, recorded: crashes, ended: crashes };
    yield r.trailer({ at: 2 * r.SECOND + crashes * EVERY, ...counted });
  };
  const out = openSync(file, 'w');
  for (const record of lines()) writeSync(out, `${JSON.stringify(record)}\n`);
  closeSync(out);
}
