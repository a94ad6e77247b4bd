/** Runs a test script under the gate, as a CI job does, and hands back the report. The command line is the committed one: dist/cli.js. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Report, ReportIncident } from '../../src/report/report.ts';
import { keepRecording } from './keep.ts';

export const root = resolve(import.meta.dirname, '../..');
export const services = join(root, 'fixtures/services');
const cli = join(root, 'dist/cli.js');

export interface Gated {
  /** Exit status of crash-gate. */
  readonly exitCode: number | null;
  readonly report: Report;
  /** What the command itself and crash-gate printed, for the message of a failing test. */
  readonly output: string;
}

/** Compiles the services' bugs; make knows when there is nothing to do. */
export function buildServices(): void {
  run('make', ['-s', '-C', services]);
}

/** Brings what comes from npm; once. */
export function fetchSupervisors(): void {
  run(join(services, 'supervised/fetch.sh'), []);
}

/** A folder for one service, removed by `removeFolder`. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'shop-'));
}

/** Files in it may belong to the service's user or to root. */
export function removeFolder(folder: string): void {
  if (process.getuid!() === 0) rmSync(folder, { recursive: true, force: true });
  else spawnSync('sudo', ['-n', 'rm', '-rf', '--', folder]);
}

/** Somebody outside the job, who kills whoever writes its pid to FOLDER/victim. */
export function watchdog(folder: string): ChildProcess {
  return spawn('bash', ['-c', `until [ -s ${folder}/victim ]; do sleep 0.02; done; kill -9 $(cat ${folder}/victim)`], { stdio: 'ignore' });
}

/** `name` is what the recording is called in fixtures/records when recordings are kept. */
export async function gate(name: string, script: string | { script: string; env?: NodeJS.ProcessEnv }, ...args: readonly string[]): Promise<Gated> {
  const out = newFolder();
  const { script: file, env = {} } = typeof script === 'string' ? { script } : script;
  const argv = [cli, 'run', '--format', 'json', '--out', out, '--', 'bash', join(services, file), ...args];
  const options: SpawnOptions = { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } };
  const { exitCode, stdout, stderr } = await finished(spawn(process.execPath, argv, options));
  const start = stdout.search(/^\{\s*"schema"/m);
  if (start === -1) throw new Error(`no report from crash-gate (exit status ${exitCode}):\n${stdout}\n${stderr}`);
  keepRecording(name, recordIn(out));
  removeFolder(out);
  return { exitCode, report: JSON.parse(stdout.slice(start)) as Report, output: stdout.slice(0, start) + stderr };
}

function recordIn(folder: string): string {
  const file = readdirSync(folder).find(entry => entry.endsWith('.ndjson'));
  if (file === undefined) throw new Error(`no recording in ${folder}`);
  return join(folder, file);
}

/** The service's own script, run to its end outside the watch. */
export function bash(script: string): string {
  return run('bash', ['-c', script]);
}

function run(file: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

async function finished(child: ChildProcess): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  child.stdout!.setEncoding('utf8').on('data', text => (texts.stdout += text));
  child.stderr!.setEncoding('utf8').on('data', text => (texts.stderr += text));
  const exitCode = await new Promise<number | null>((done, fail) => child.once('close', done).once('error', fail));
  return { exitCode, ...texts };
}

/** The one incident of a report; anything else is shown whole. */
export function onlyIncident({ report, output }: Gated): ReportIncident {
  if (report.incidents.length !== 1) throw new Error(`${report.incidents.length} incidents instead of one:\n${brief(report)}\n${output}`);
  return report.incidents[0]!;
}

/** A report in some lines, to compare or to show: level, rule, title, masked, count. */
export function brief(report: Report): string {
  const incidents = report.incidents.map(({ level, rule, title, masked, count }) => `${level} (${rule}): ${title}, ${masked}, ${count} times`);
  return [report.verdict, ...report.watch.problems.map(problem => problem.message), ...incidents].join('\n');
}

/** The pids that a pattern's first group finds in a service's own log: what really happened. */
export function pidsInLog(file: string, pattern: RegExp): number[] {
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(match => Number(match[1]));
}
