/** What the bench measures, one function a row. */
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Header } from '../../bpf/record.ts';
import { manyDeaths } from '../judgement/many.ts';
import { Exitsnoop } from '../tracer/exitsnoop.ts';
import { makeFolder } from '../tracer/folder.ts';
import { PROGRAMS, pathOf } from '../tracer/program.ts';
import { type Recording, TRACER, Watch } from '../tracer/watch.ts';
import { writeCrashLoop } from './loop.ts';

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** `count` processes, one after the other: posix_spawn, exec, exit with 0. */
export const liveCleanly = (count: number): void => void execFileSync(pathOf('clean-lives'), [String(count), pathOf('exit-code'), '0']);

/** Milliseconds from the tracer's first instruction to the proof, for each of several starts. */
export function measureArming(rounds: number): number[] {
  return Array.from({ length: rounds }, () => {
    const header = JSON.parse(execFileSync(TRACER, ['check'], { encoding: 'utf8' })) as Header;
    return header.armedAfterNs / 1e6;
  });
}

/** Milliseconds from a death to its record on disk. */
export async function measureDelay(rounds: number): Promise<number[]> {
  const seen = join(makeFolder('bench'), 'seen');
  execFileSync('cc', ['-O1', '-static', '-o', seen, resolve(import.meta.dirname, 'seen.c')]);
  const watch = await Watch.start();
  const { stdout } = await promisify(execFile)(seen, [watch.file, String(rounds)]);
  const { header, records } = await watch.stop();
  const times = new Map(
    stdout
      .trim()
      .split('\n')
      .map(line => line.split(' ').map(Number) as [number, number]),
  );
  return records.flatMap(record => {
    const onDisk = record.type === 'death' ? times.get(record.pid) : undefined;
    return record.type === 'death' && onDisk ? [(onDisk - Number(header.clock.startedAtNs) - record.at) / 1e6] : [];
  });
}

export interface BpfCost {
  readonly tracer: number;
  /** Each program's share. */
  readonly programs: ReadonlyMap<string, number>;
  readonly exitsnoop: number;
  readonly exitsnoopFailed: number;
}

/** Nanoseconds of BPF time for each clean life, of the tracer and of exitsnoop in the same run. */
export async function measureBpfCost(lives: number): Promise<BpfCost> {
  const before = readFileSync(STATS, 'utf8');
  // The job's own processes cost most: they are told apart from the others.
  const watch = await Watch.start(['--job', String(process.pid)]);
  const [all, failed] = [await Exitsnoop.start(), await Exitsnoop.start(['-x'])];
  writeFileSync(STATS, '1');
  try {
    const sum = (programs: ReadonlyMap<string, number>) => [...programs.values()].reduce((a, b) => a + b, 0);
    const costs = [watch.process, all.process, failed.process].map(({ pid }) => programsOf(pid!));
    const start = costs.map(timesOf);
    liveCleanly(lives);
    const [tracer, exitsnoop, exitsnoopFailed] = costs.map((ids, which) => {
      const end = timesOf(ids);
      return new Map([...end].map(([name, time]) => [name, (time - start[which]!.get(name)!) / lives]));
    });
    return { tracer: sum(tracer!), programs: tracer!, exitsnoop: sum(exitsnoop!), exitsnoopFailed: sum(exitsnoopFailed!) };
  } finally {
    writeFileSync(STATS, before);
    await Promise.all([all.stop(), failed.stop(), watch.stop()]);
  }
}

const STATS = '/proc/sys/kernel/bpf_stats_enabled';

/** Ids of the BPF programs that a process holds, by its descriptors: of programs and of links to them. */
function programsOf(pid: number): Set<number> {
  const folder = `/proc/${pid}/fdinfo`;
  const ids = readdirSync(folder).map(fd => Number(/^prog_id:\s+(\d+)/m.exec(readFileSync(join(folder, fd), 'utf8'))?.[1]));
  return new Set(ids.filter(Boolean));
}

function timesOf(ids: ReadonlySet<number>): Map<string, number> {
  const output = execFileSync(process.env.BPFTOOL ?? 'bpftool', ['prog', 'show', '-j'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
  const programs = JSON.parse(output) as { id: number; name: string; run_time_ns?: number }[];
  return new Map(programs.filter(({ id }) => ids.has(id)).map(({ name, id, run_time_ns }) => [`${name} (${id})`, run_time_ns ?? 0]));
}

/** Run time with the tracer on, divided by the run time without: one value a pair, the two in turns. */
export async function measureRatio(lives: number, pairs: number, onPair: (ratio: number) => void): Promise<number[]> {
  const timed = (): number => {
    const start = performance.now();
    liveCleanly(lives);
    return performance.now() - start;
  };
  const watched = async (): Promise<number> => {
    const watch = await Watch.start();
    const time = timed();
    await watch.stop();
    return time;
  };
  const ratios: number[] = [];
  liveCleanly(lives);
  for (let pair = 0; pair < pairs; pair++) {
    // Whoever comes second may find a warmer machine: every other pair is the other way round.
    const first = pair % 2 === 0 ? timed() : await watched();
    const second = pair % 2 === 0 ? await watched() : timed();
    ratios.push(pair % 2 === 0 ? second / first : first / second);
    onPair(ratios.at(-1)!);
  }
  return ratios;
}

/** The recording of a run of clean lives. */
export async function recordCleanRun(lives: number): Promise<Recording> {
  const watch = await Watch.start();
  liveCleanly(lives);
  return watch.stop();
}

/** The recording of many crashes at once. */
export async function recordStorm(crashes: number): Promise<Recording> {
  const watch = await Watch.start();
  execFileSync(pathOf('storm'), [String(crashes)], { cwd: PROGRAMS });
  return watch.stop();
}

export interface Judging {
  readonly deaths: number;
  /** From the start of node. */
  readonly ms: number;
  readonly cpuMs: number;
  /** Peak resident memory. */
  readonly bytes: number;
}

/** Reads and judges so many deaths, several times; by time. */
export function measureJudging(deaths: number, rounds: number): Judging[] {
  const file = join(makeFolder('bench'), 'many.ndjson');
  writeFileSync(file, `${manyDeaths(deaths).lines.join('\n')}\n`);
  return Array.from({ length: rounds }, () => judge(file)).sort((a, b) => a.ms - b.ms);
}

/** The same of one bug that crashes so often. */
export function measureCrashLoop(crashes: number): Judging {
  const file = join(makeFolder('bench'), 'loop.ndjson');
  writeCrashLoop(file, crashes);
  const judged = judge(file);
  rmSync(file);
  return judged;
}

const judge = (file: string): Judging =>
  JSON.parse(
    execFileSync(process.execPath, [...process.execArgv, resolve(import.meta.dirname, 'judging.ts'), file], { encoding: 'utf8' }),
  ) as Judging;

export const executableBytes = (): number => statSync(TRACER).size;
