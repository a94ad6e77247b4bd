/** Steps: what the job's root starts itself with GITHUB_ACTION in its environment begins once and ends once. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, test } from 'vitest';
import type { Step } from '../../bpf/record.ts';
import { removeFolders } from './folder.ts';
import { type Recording, Watch } from './watch.ts';

afterAll(removeFolders);

/** This process is the root. The pid of the step. */
function step(id: string | null, script: string): number {
  const env = { PATH: process.env.PATH, SECRET: 'hunter2', ...(id === null ? {} : { GITHUB_ACTION: id }) };
  return spawnSync('/bin/bash', ['-c', script], { env }).pid;
}

const stepsOf = ({ records }: Recording): readonly Step[] => records.filter(record => record.type === 'step');
const watched = () => Watch.start(['--job', String(process.pid)]);

/** By step: "build 123: begin, end". */
function lives(recording: Recording): readonly string[] {
  const byKey = new Map<string, string[]>();
  for (const { pid, startedAt, what, id } of stepsOf(recording)) {
    const key = `${pid}:${startedAt}`;
    const life = byKey.get(key) ?? [];
    byKey.set(key, [...life, what === 'begin' ? `${id} ${pid}: begin` : what]);
  }
  return [...byKey.values()].map(life => life.join(', '));
}

test('steps, and nothing else, by their names', async () => {
  const watch = await watched();
  const build = step('build', 'true');
  step(null, 'true');
  const failing = step('__run_2', 'exit 3');
  const killed = step('__octo_action', 'kill -KILL $$');
  const recording = await watch.stop();
  expect(lives(recording)).toEqual([`build ${build}: begin, end`, `__run_2 ${failing}: begin, end`, `__octo_action ${killed}: begin, end`]);
  for (const { at, startedAt, what } of stepsOf(recording)) expect(at > startedAt, what).toBe(true);
  expect(JSON.stringify(recording.records)).not.toContain('hunter2');
});

test('one that runs program after program is one step, and what it starts is none', async () => {
  const watch = await watched();
  const again = step('again', '(exec true); GITHUB_ACTION=inner sh -c true; exec sh -c "GITHUB_ACTION=other exec true"');
  const late = step(null, 'GITHUB_ACTION=late exec true');
  // A program that can't be executed is no program.
  const failed = step('failed', 'exec /dev/null');
  expect(lives(await watch.stop())).toEqual([`again ${again}: begin, end`, `late ${late}: begin, end`, `failed ${failed}: begin, end`]);
});

test('forty in a row: each once, and the last end is not lost', async () => {
  const watch = await watched();
  const pids = Array.from({ length: 40 }, (_, index) => [index, step(`s${index}`, 'true')] as const);
  const recording = await watch.stop();
  expect(lives(recording)).toEqual(pids.map(([index, pid]) => `s${index} ${pid}: begin, end`));
  expect([recording.trailer.lost, recording.trailer.errors]).toEqual([{ events: 0 }, {}]);
});

test('a step that outlives the watch has no end, and without a root there are none', async () => {
  const [nameless, watch] = [await Watch.start(), await watched()];
  const running = spawn('/bin/bash', ['-c', 'echo; read'], { env: { GITHUB_ACTION: 'running' } });
  await once(running.stdout, 'data');
  const [recording, other] = [await watch.stop(), await nameless.stop()];
  running.stdin.end();
  expect(lives(recording)).toEqual([`running ${running.pid}: begin`]);
  expect(stepsOf(other)).toEqual([]);
});
