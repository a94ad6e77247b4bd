/** Several gates at the same time, side by side and one inside the other: each sees everything, and none takes another's proof for a crash. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { pathOf } from '../tracer/program.ts';
import { bash, brief, newFolder, removeFolder, root } from './harness.ts';

const cli = join(root, 'dist/cli.js');
let folder = '';
beforeAll(() => void bash('make -s -C fixtures/programs'));
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const gateArgv = (out: string, ...command: string[]) => [
  process.execPath,
  cli,
  'run',
  '--format',
  'json',
  '--out',
  join(folder, out),
  '--',
  ...command,
];

async function ended(argv: readonly string[]): Promise<number | null> {
  const child = spawn(argv[0]!, argv.slice(1), { stdio: 'ignore' });
  return await new Promise((done, fail) => child.once('close', done).once('error', fail));
}

const reportOf = (out: string): Report => JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Report;
const proofsIn = (out: string): number => {
  const record = readdirSync(join(folder, out)).find(file => file.endsWith('.ndjson'))!;
  return readFileSync(join(folder, out, record), 'utf8')
    .split('\n')
    .filter(line => /^\{"type":"death".*"comm":"tracer-proof"/.test(line)).length;
};

/** Exactly this crash, although another gate proved itself meanwhile. */
function expectOnlyTheCrash(report: Report): void {
  expect(
    report.incidents.map(({ rule, process: { name }, count }) => ({ rule, name, count })),
    brief(report),
  ).toEqual([{ rule: 'fault', name: 'segv-write', count: 1 }]);
  expect(report.watch).toMatchObject({ complete: true, lost: 0 });
}

const crash = `${pathOf('segv-write')} || true`;

test('one inside the other', async () => {
  const inner = gateArgv('inner', 'sh', '-c', crash);
  // The inner gate fails, as it should, and the outer command goes on.
  const code = await ended(gateArgv('outer', 'sh', '-c', '"$@"; [ $? = 3 ]', 'sh', ...inner));
  expect(code).toBe(3);
  for (const out of ['outer', 'inner']) expectOnlyTheCrash(reportOf(out));
  expect(proofsIn('outer')).toBe(1);
  expect(proofsIn('inner')).toBe(0);
});

test('one inside the other, and nothing crashes', async () => {
  expect(await ended(gateArgv('outer', ...gateArgv('inner', 'true')))).toBe(0);
  for (const out of ['outer', 'inner']) expect(brief(reportOf(out))).toBe('clean');
  expect(proofsIn('outer')).toBe(1);
});

test('side by side: the first waits for the second, which crashes something, and the second ends first', async () => {
  const signs = (name: string) => join(folder, name);
  const waiting = `: >${signs('first')}; until [ -e ${signs('over')} ]; do sleep 0.05; done`;
  const first = ended(gateArgv('one', 'sh', '-c', waiting));
  await ended(['sh', '-c', `until [ -e ${signs('first')} ]; do sleep 0.05; done`]);
  expect(await ended(gateArgv('two', 'sh', '-c', crash))).toBe(3);
  await ended(['touch', signs('over')]);
  expect(await first).toBe(3);
  for (const out of ['one', 'two']) expectOnlyTheCrash(reportOf(out));
  expect(proofsIn('one')).toBe(1);
});

test('three inside each other', async () => {
  const third = gateArgv('third', 'sh', '-c', crash);
  const second = gateArgv('second', 'sh', '-c', '"$@"; [ $? = 3 ]', 'sh', ...third);
  expect(await ended(gateArgv('first', 'sh', '-c', '"$@"; [ $? = 3 ]', 'sh', ...second))).toBe(3);
  for (const out of ['first', 'second', 'third']) expectOnlyTheCrash(reportOf(out));
  expect(['first', 'second', 'third'].map(proofsIn)).toEqual([2, 1, 0]);
});

test('three side by side, of which one is killed: the others see what there is, its end too, and go on', async () => {
  const signs = (name: string) => join(folder, name);
  const waiting = (name: string) => `: >${signs(name)}; until [ -e ${signs('over')} ]; do sleep 0.05; done`;
  const until = (name: string) => ended(['sh', '-c', `until [ -e ${signs(name)} ]; do sleep 0.05; done`]);
  const one = ended(gateArgv('one', 'sh', '-c', waiting('one-waits')));
  const doomed = gateArgv('doomed', 'sh', '-c', waiting('doomed-waits'));
  const killed = spawn(doomed[0]!, doomed.slice(1), { stdio: 'ignore' });
  const gone = new Promise(done => killed.once('close', done));
  await Promise.all([until('one-waits'), until('doomed-waits')]);
  killed.kill('SIGKILL');
  await gone;
  expect(await ended(gateArgv('three', 'sh', '-c', crash))).toBe(3);
  await ended(['touch', signs('over')]);
  expect(await one).toBe(3);
  for (const out of ['one', 'three']) expectOnlyTheCrash(reportOf(out));
  // Nobody replaced it, and whoever killed it meant to.
  expect(reportOf('one').ignored.flatMap(({ rule }) => rule)).toContain('stopped');
});
