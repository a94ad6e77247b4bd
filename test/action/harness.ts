/**
 * A job as the GitHub runner does it: the bundles of the action as separate processes of an unprivileged user who has a sudo
 * without password, steps in between, posts last in, first out; with the runner's variables, command files, limits and masks.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { ROOT } from '../cli/harness.ts';
import { NOBODY, prepareUsers, type Rules } from '../cli/users.ts';
import { type Command, readKeyValues, readOutput } from '../publish/runner.ts';

/** The action as a user of it has it: bundles, executables, action.yml. */
export interface Action {
  readonly folder: string;
  /** Of the sudo rules, and of dist/. */
  readonly setting: ReturnType<typeof prepareUsers>;
}

export function prepareAction(folder: string): Action {
  const setting = prepareUsers(folder);
  const bundled = spawnSync(process.execPath, [join(ROOT, 'scripts/bundle.mjs'), '--outdir', setting.dist], { encoding: 'utf8' });
  if (bundled.status !== 0) throw new Error(bundled.stderr);
  const other = process.env.BPF_LINUX_TRACER;
  if (other !== undefined) copyFileSync(other, join(setting.dist, `bin/linux-${process.arch}/tracer`));
  copyFileSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'));
  cpSync(join(ROOT, 'check'), join(folder, 'check'), { recursive: true });
  return { folder, setting };
}

export interface JobOptions {
  readonly rules?: Rules;
  readonly environment?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly token?: string;
  /** KiB of the disk that RUNNER_TEMP is on; by default it is on a big one. */
  readonly disk?: number;
  readonly workflow?: string;
  readonly secrets?: readonly string[];
}

export interface StepResult {
  readonly name: string;
  readonly status: number | null;
  /** All that it wrote, as it wrote it. */
  readonly output: string;
  /** As the log shows it, masked. */
  readonly log: string;
  /** As GitHub shows them: ten of each level, cut, masked. */
  readonly annotations: readonly Command[];
  /** As GitHub shows it, masked; null when it is too big, or when there is none. */
  readonly summary: string | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly milliseconds: number;
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

interface Answer {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly milliseconds: number;
  readonly files: Readonly<Record<'GITHUB_STATE' | 'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY', string>>;
}

const KINDS = ['error', 'warning', 'notice'];
const MOST = 10;
const LONGEST = 4096;
const SUMMARY = 1024 * 1024;

export class Job {
  readonly temporary: string;
  readonly workspace: string;
  readonly #action: Action;
  readonly #options: JobOptions;
  readonly #worker: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  readonly #posts: (() => Promise<StepResult>)[] = [];
  readonly #steps: StepResult[] = [];
  #variables: Record<string, string> = {};
  #status: JobResult['conclusion'] = 'success';
  #number = 0;
  #complaints = '';

  constructor(action: Action, options: JobOptions = {}) {
    this.#action = action;
    this.#options = options;
    const folder = mkdtempSync(join(action.folder, 'job-'));
    chmodSync(folder, 0o755);
    const owned = (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      chownSync(join(folder, name), NOBODY, NOBODY);
      return join(folder, name);
    };
    this.temporary = owned('temp');
    this.workspace = owned('workspace');
    this.#prepareRepository(folder);
    this.#worker = this.#startWorker(folder);
    this.#worker.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text;
    });
    this.#answers = createInterface({ input: this.#worker.stdout })[Symbol.asyncIterator]();
  }

  #prepareRepository(folder: string): void {
    const { event = { name: 'push', payload: {} }, workflow } = this.#options;
    writeFileSync(join(folder, 'event.json'), JSON.stringify(event.payload));
    if (workflow === undefined) return;
    mkdirSync(join(this.workspace, '.github/workflows'), { recursive: true });
    writeFileSync(join(this.workspace, '.github/workflows/ci.yml'), workflow);
  }

  /** In a mount namespace of its own: other sudo rules, and perhaps a small disk. */
  #startWorker(folder: string): ChildProcessWithoutNullStreams {
    const { rules = 'tracer-in-pty', disk } = this.#options;
    const shell = `
      sudoers=$1 temporary=$2 size=$3 && shift 3 &&
      chown -R 0:0 "$sudoers" && mount --bind "$sudoers" /etc/sudoers.d &&
      if [ "$size" != 0 ]; then mount -t tmpfs -o "size=$size"k,mode=1777 none "$temporary"; fi &&
      exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups "$@"`;
    const command = [
      'unshare',
      '--mount',
      'sh',
      '-c',
      shell,
      'sh',
      join(this.#action.setting.folder, 'sudoers', rules),
      this.temporary,
      String(disk ?? 0),
    ];
    const [file, ...args] = process.getuid!() === 0 ? command : ['sudo', '-n', ...command];
    const variables = Object.entries(this.#environment(folder)).map(([name, value]) => `${name}=${value}`);
    return spawn(file!, [...args, 'env', '-i', ...variables, process.execPath, join(ROOT, 'test/action/worker.mjs')], { cwd: '/', stdio: 'pipe' });
  }

  #environment(folder: string): Record<string, string> {
    const { event = { name: 'push' }, environment } = this.#options;
    return {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/nonexistent',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'octo/shop',
      GITHUB_WORKFLOW: 'CI',
      GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/ci.yml@refs/heads/main',
      GITHUB_JOB: 'test',
      GITHUB_RUN_ID: '4711',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SHA: '1111111111111111111111111111111111111111',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SERVER_URL: 'https://github.com',
      // Nobody listens: what must not be asked is not answered.
      GITHUB_API_URL: 'http://127.0.0.1:9',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_WORKSPACE: this.workspace,
      RUNNER_TEMP: this.temporary,
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      ...environment,
    };
  }

  /** A `run:` step. */
  async run(script: string, { id = `__run_${this.#number + 1}`, continueOnError = false } = {}): Promise<StepResult> {
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    return this.#perform(`run ${script}`, '/bin/bash', args, { GITHUB_ACTION: id }, { continueOnError });
  }

  /** The action itself, by default; "check", or one that has only a post: `uses('', {}, script)`. */
  async uses(path: '' | 'check' = '', inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
    const definition = parse(readFileSync(join(this.#action.folder, path, 'action.yml'), 'utf8')) as Definition;
    if (definition.runs.using !== 'node24') throw new Error(`the runner has no ${definition.runs.using}`);
    const variables = (): Record<string, string> => ({
      ...this.#inputs(definition, inputs),
      GITHUB_ACTION: `__octo_crash-gate${path === '' ? '' : `_${path}`}`,
      GITHUB_ACTION_REPOSITORY: 'octo/crash-gate',
      GITHUB_ACTION_REF: 'v1',
    });
    const state: Record<string, string> = {};
    const script = (file: string) => join(this.#action.folder, path, file);
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

  /** As a user who clicks "cancel": the signal goes to the step that runs. */
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
    const answer = (await this.#ask({ file, args, cwd: this.workspace, env: { ...this.#variables, ...env } })) as Answer;
    how.keepState?.(readKeyValues(answer.files.GITHUB_STATE));
    this.#variables = { ...this.#variables, ...Object.fromEntries(readKeyValues(answer.files.GITHUB_ENV)) };
    if (answer.status !== 0 && how.continueOnError !== true && this.#status === 'success') this.#status = 'failure';
    const result = this.#show(name, answer, how.inPost === true);
    this.#steps.push(result);
    return result;
  }

  #show(name: string, { status, output, milliseconds, files }: Answer, inPost: boolean): StepResult {
    const { commands, log } = readOutput(output);
    const annotations = KINDS.flatMap(kind => commands.filter(command => command.name === kind).slice(0, MOST));
    const summary = files.GITHUB_STEP_SUMMARY;
    const fits = Buffer.byteLength(summary) <= SUMMARY;
    return {
      name,
      status,
      output,
      log: this.#mask(log.join('\n')),
      annotations: annotations.map(command => ({ ...command, data: this.#mask(command.data).slice(0, LONGEST) })),
      summary: summary === '' || !fits ? null : this.#mask(summary),
      // A post has no place to put them.
      outputs: inPost ? {} : Object.fromEntries(readKeyValues(files.GITHUB_OUTPUT)),
      milliseconds,
    };
  }

  #mask(text: string): string {
    return (this.#options.secrets ?? []).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  }

  async #ask(request: object): Promise<unknown> {
    this.#worker.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new Error(`the worker ended: ${this.#complaints}`);
    return JSON.parse(value) as unknown;
  }

  /** For tests that end in the middle. */
  close(): void {
    this.#worker.stdin.end();
  }

  get workerPid(): number {
    return this.#worker.pid!;
  }

  exists(path: string): boolean {
    return existsSync(join(this.workspace, path));
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
