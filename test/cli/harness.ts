/** Starts crash-gate as a process of its own and collects what it says. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const ROOT = path('../..');
export const CLI = path('../../src/cli.ts');
export const FAKE_TRACER = path('./fake-tracer.mjs');

export interface Outcome {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Resolves when stdout holds the text. */
  readonly says: (text: string) => Promise<void>;
  /** Resolves when stderr does. */
  readonly complains: (text: string) => Promise<void>;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
  readonly cwd?: string;
}

export function start(file: string, args: readonly string[], { env = {}, input, cwd }: StartOptions = {}): Started {
  const child = spawn(file, args, { env: clean(env), cwd, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  if (input !== undefined) child.stdin.end(input);
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
  const holds = (stream: NodeJS.ReadableStream, read: () => string) => (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => read().includes(text) && resolve();
      stream.on('data', look);
      void outcome.then(end => reject(new Error(`it ended without ${JSON.stringify(text)}: ${JSON.stringify(end)}`)));
      look();
    });
  return { process: child, outcome, says: holds(child.stdout, () => stdout), complains: holds(child.stderr, () => stderr) };
}

/** What this test's own surroundings say about colours and tracers is left out. Records that a run keeps go where they are removed. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, BPF_LINUX_TRACER, NODE_OPTIONS, VITEST, ...rest } = process.env;
  return { ...rest, TMPDIR: kept, ...env };
}

const kept = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
// For every user, as /tmp is.
chmodSync(kept, 0o1777);
afterAll(() => remove(kept));

/** Root made some of it where a test went through sudo. */
function remove(folder: string): void {
  if (process.getuid!() === 0) rmSync(folder, { recursive: true, force: true });
  else spawnSync('sudo', ['-n', 'rm', '-rf', '--', folder]);
}

export const startGate = (args: readonly string[], options?: StartOptions): Started => start(process.execPath, [CLI, ...args], options);

/** Runs crash-gate to its end with stdin at its end. */
export const gate = (args: readonly string[], options: StartOptions = {}): Promise<Outcome> => startGate(args, { input: '', ...options }).outcome;

/** The environment for a stand-in tracer that behaves like this. A script of its own, because sudo lets no variable through. */
export function fake(folder: string, behaviour: object = {}): NodeJS.ProcessEnv {
  const script = join(mkdtempSync(join(folder, 'fake-')), 'tracer');
  const text = JSON.stringify(behaviour).replaceAll("'", "'\\''");
  writeFileSync(script, `#!/bin/sh\nFAKE_TRACER='${text}' exec '${process.execPath}' '${FAKE_TRACER}' "$@"\n`, { mode: 0o755 });
  return { BPF_LINUX_TRACER: script };
}

/** A directory for one test file, removed after it. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
  afterAll(() => remove(folder));
  return folder;
}
