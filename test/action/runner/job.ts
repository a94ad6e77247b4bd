/**
 * A job as the GitHub runner does it: the bundles of the action as separate processes of an unprivileged user, steps in between,
 * posts last in, first out; with the runner's variables, command files, limits and masks.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { type Command, readKeyValues } from '../../publish/runner.ts';
import type { Machine, Surroundings } from './machine.ts';
import { type Answer, type StepResult, show } from './shown.ts';
import { type Event, eventFile, type Folders, push, variablesOf } from './variables.ts';

export interface JobOptions extends Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly event?: Event;
  readonly token?: string;
  /** The text of the workflow's file. */
  readonly workflow?: string;
  readonly secrets?: readonly string[];
}

export interface JobResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  readonly steps: readonly StepResult[];
  /** Of all steps. */
  readonly annotations: readonly Command[];
  /** Names of processes that the runner had to kill. */
  readonly orphans: readonly string[];
  readonly post: StepResult;
}

export class Job {
  readonly temporary: string;
  readonly workspace: string;
  readonly #machine: Machine;
  /** What every step has. */
  readonly #environment: Readonly<Record<string, string>>;
  readonly #options: JobOptions;
  readonly #worker: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #posts: (() => Promise<StepResult>)[] = [];
  readonly #steps: StepResult[] = [];
  #variables: Record<string, string> = {};
  #status: JobResult['conclusion'] = 'success';
  #number = 0;
  #complaints = '';

  constructor(machine: Machine, options: JobOptions = {}) {
    this.#machine = machine;
    this.#options = options;
    const folders = this.#makeFolders();
    this.temporary = folders.temporary;
    this.workspace = folders.workspace;
    this.#environment = { ...variablesOf(folders, options.event ?? push), ...options.environment };
    this.#worker = this.#startWorker();
    this.#worker.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text;
    });
    this.#answers = createInterface({ input: this.#worker.stdout })[Symbol.asyncIterator]();
  }

  #makeFolders(): Folders {
    const { folder, user } = this.#machine;
    const { event = push, workflow } = this.#options;
    const job = mkdtempSync(join(folder, 'job-'));
    chmodSync(job, 0o755);
    const owned = (name: string) => {
      mkdirSync(join(job, name), { recursive: true });
      chownSync(join(job, name), user, user);
      return join(job, name);
    };
    const folders = { job, temporary: owned('temp'), workspace: owned('workspace') };
    writeFileSync(eventFile(folders), JSON.stringify(event.payload));
    if (workflow !== undefined) {
      mkdirSync(join(folders.workspace, '.github/workflows'), { recursive: true });
      writeFileSync(join(folders.workspace, '.github/workflows/ci.yml'), workflow);
    }
    return folders;
  }

  #startWorker(): ChildProcessWithoutNullStreams {
    const variables = Object.entries(this.#environment).map(([name, value]) => `${name}=${value}`);
    const worker = [process.execPath, join(import.meta.dirname, 'worker.mjs')];
    const [file, ...args] = [...this.#machine.enter(this.temporary, this.#options), 'env', '-i', ...variables, ...worker];
    return spawn(file!, args, { cwd: '/', stdio: 'pipe' });
  }

  /** A `run:` step. */
  async run(script: string, { id = `__run_${this.#number + 1}`, continueOnError = false } = {}): Promise<StepResult> {
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    return this.#perform(`run ${script}`, '/bin/bash', args, { GITHUB_ACTION: id }, { continueOnError });
  }

  /** The action itself, or "check" beside it. */
  async uses(path: '' | 'check' = '', inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
    const definition = parse(readFileSync(join(this.#machine.action, path, 'action.yml'), 'utf8')) as Definition;
    if (definition.runs.using !== 'node24') throw new Error(`the runner has no ${definition.runs.using}`);
    const variables = (): Record<string, string> => ({
      ...this.#inputs(definition, inputs),
      GITHUB_ACTION: `__octo_crash-gate${path === '' ? '' : `_${path}`}`,
      GITHUB_ACTION_REPOSITORY: 'octo/crash-gate',
      GITHUB_ACTION_REF: 'v1',
    });
    const state: Record<string, string> = {};
    const script = (file: string) => join(this.#machine.action, path, file);
    const { post } = definition.runs;
    // The runner registers the post when the main step begins.
    if (post !== undefined)
      this.#posts.push(() => this.#perform('post', process.execPath, [script(post)], { ...variables(), ...state }, { inPost: true }));
    return this.#perform(`main ${path}`, process.execPath, [script(definition.runs.main)], variables(), {
      keepState: pairs => {
        for (const [name, value] of pairs) state[`STATE_${name}`] = value;
      },
    });
  }

  /** Another action, of which only the post does something. */
  usesAnother(script: string): void {
    this.#posts.push(() => this.#perform('another post', '/bin/bash', ['-e', '-c', script], { GITHUB_ACTION: '__other' }, { inPost: true }));
  }

  cancel(): void {
    this.#status = 'cancelled';
  }

  /** As a user who clicks "cancel", or a job whose time is over: the step that runs is asked to end, then made to. Other steps are not begun. */
  cancelStep(): void {
    this.cancel();
    this.#worker.stdin.write(`${JSON.stringify({ cancel: true })}\n`);
  }

  /** The signal goes to the step that runs. */
  signal(signal: NodeJS.Signals): void {
    this.#worker.stdin.write(`${JSON.stringify({ signal })}\n`);
  }

  async end(): Promise<JobResult> {
    for (const post of this.#posts.reverse()) await post();
    const orphans = (await this.#ask({ end: true })) as unknown as readonly string[];
    this.#worker.stdin.end();
    const post = this.#steps.findLast(({ name }) => name === 'post');
    if (post === undefined) throw new Error('no action with a post was used');
    return { conclusion: this.#status, steps: this.#steps, annotations: this.#steps.flatMap(step => step.annotations), orphans, post };
  }

  #inputs({ inputs = {} }: Definition, given: Readonly<Record<string, string>>): Record<string, string> {
    const unknown = Object.keys(given).filter(name => !(name in inputs));
    if (unknown.length > 0) throw new Error(`Unexpected input(s) ${unknown.join(', ')}`);
    const expressions: Readonly<Record<string, string>> = {
      '${{ job.status }}': this.#status,
      '${{ github.token }}': this.#options.token ?? '',
      '${{ toJSON(matrix) }}': 'null',
    };
    return Object.fromEntries(
      Object.entries(inputs).map(([name, { default: otherwise = '' }]) => {
        const value = given[name] ?? expressions[otherwise] ?? otherwise;
        if (value.includes('${{')) throw new Error(`the test knows no ${value}`);
        return [`INPUT_${name.toUpperCase()}`, value];
      }),
    );
  }

  async #perform(name: string, file: string, args: readonly string[], env: Record<string, string>, how: How): Promise<StepResult> {
    this.#number++;
    const step = { file, args, cwd: this.workspace, env: { ...this.#environment, ...this.#variables, ...env } };
    const answer = (await this.#ask(this.#machine.wrap?.(step) ?? step)) as Answer;
    how.keepState?.(readKeyValues(answer.files.GITHUB_STATE));
    this.#variables = { ...this.#variables, ...Object.fromEntries(readKeyValues(answer.files.GITHUB_ENV)) };
    if (answer.status !== 0 && how.continueOnError !== true && this.#status === 'success') this.#status = 'failure';
    const result = show(name, answer, this.#options.secrets ?? [], how.inPost === true);
    this.#steps.push(result);
    return result;
  }

  async #ask(request: object): Promise<unknown> {
    this.#worker.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`the worker ended: ${this.#complaints}`);
    return JSON.parse(value) as unknown;
  }

  /** Those that are over. */
  get steps(): readonly StepResult[] {
    return this.#steps;
  }

  /** For tests that end in the middle. */
  close(): void {
    this.#worker.stdin.end();
  }

  get workerPid(): number {
    return this.#worker.pid!;
  }

  /** Of a file in the workspace. */
  exists(path: string): boolean {
    return existsSync(join(this.workspace, path));
  }

  read(path: string): string {
    return readFileSync(join(this.workspace, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.workspace, path), text);
  }
}

interface Definition {
  readonly inputs?: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string };
}

interface How {
  readonly continueOnError?: boolean;
  readonly inPost?: boolean;
  readonly keepState?: (pairs: ReturnType<typeof readKeyValues>) => void;
}
