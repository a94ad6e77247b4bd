/** What happens to jobs, and what their owners get to see of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ROOT, scratch } from '../cli/harness.ts';
import { type GitHub, startGitHub } from '../publish/github.ts';
import { Job, type JobOptions, type JobResult, prepareAction } from './harness.ts';

const folder = scratch();
const action = prepareAction(folder);
const jobs: Job[] = [];
const job = (options?: JobOptions): Job => {
  const made = new Job(action, options);
  jobs.push(made);
  return made;
};
afterEach(() => {
  for (const made of jobs.splice(0)) made.close();
});

/** A crash that nobody but its parent notices. */
const CRASH = 'sh -c "kill -SEGV \\$\\$" || true';
const asRoot = (...command: string[]) => {
  const [file, ...args] = process.getuid!() === 0 ? command : ['sudo', '-n', ...command];
  return spawnSync(file!, args, { encoding: 'utf8' });
};
const levels = ({ annotations }: Pick<JobResult['post'], 'annotations'>) => annotations.map(({ name }) => name);

describe('crashes', () => {
  test('of a worker whose master starts it again', async () => {
    const hidden = job();
    await hidden.uses();
    const step = await hidden.run(`'${process.execPath}' '${join(ROOT, 'test/action/master.mjs')}' 2`, { id: 'load-test' });
    expect(step.status, step.output).toBe(0);
    const { conclusion, post } = await hidden.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
    expect(post.annotations[0]!.properties.title).toMatch(/^Hidden crash: .*died of SIGSEGV twice and was replaced$/);
    expect(post.summary).toContain('load-test');
  });

  test('in the post of another action, which the watch outlives', async () => {
    const late = job();
    await late.uses();
    late.usesAnother(CRASH);
    await late.run('true');
    const { conclusion, steps, post } = await late.end();
    expect(steps.map(({ name }) => name)).toEqual(['main ', 'run true', 'another post', 'post']);
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
    expect(post.summary).toContain('__other');
  });

  test('while a step tears down what an earlier one started', async () => {
    const teardown = job();
    await teardown.uses();
    // A server that crashes when it is asked to stop, which nobody looks at.
    await teardown.run(`nohup sh -c 'trap "kill -SEGV \\$\\$" TERM; touch ready; while :; do sleep 0.1; done' >log 2>&1 & echo $! >pid
      until [ -e ready ]; do sleep 0.05; done`);
    await teardown.run('kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.05; done');
    const { conclusion, post } = await teardown.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
  });

  test('in a job that is red already: told, not called hidden', async () => {
    const red = job();
    await red.uses();
    await red.run(CRASH);
    await red.run('exit 3');
    const { conclusion, post } = await red.end();
    expect(conclusion).toBe('failure');
    expect(post.annotations).toMatchObject([{ name: 'error', data: expect.stringContaining('the job failed') }]);
    expect(post.log).toContain('the job itself failed');
  });

  test('when the job is cancelled', async () => {
    const cancelled = job();
    await cancelled.uses();
    await cancelled.run(CRASH);
    cancelled.cancel();
    const { conclusion, post } = await cancelled.end();
    expect(conclusion).toBe('cancelled');
    expect(post.log).toContain('the job was cancelled');
  });

  test('two hundred different ones fit into ten annotations and one summary', async () => {
    const many = job();
    await many.uses();
    await many.run(
      `for a in $(seq 20); do for b in $(seq 10); do cp /bin/sh "crasher-$a-$b"; "./crasher-$a-$b" -c 'kill -SEGV $$' || true; done; done 2>/dev/null`,
    );
    const { conclusion, post } = await many.end();
    expect(conclusion).toBe('failure');
    expect(post.annotations).toHaveLength(10);
    expect(post.annotations.at(-1)!.properties.title).toContain('191 more incidents');
    expect(post.summary).toContain('crasher-1-1');
    expect(JSON.parse(readFileSync(reportOf(post.output), 'utf8')).incidents).toHaveLength(200);
  });
});

/** The folder that the log names. */
const reportOf = (output: string): string => join(/(\/\S+)\/record\.ndjson/.exec(output)![1]!, 'report.json');

describe('hostile names', () => {
  const names = [
    '::error::owned',
    '%0A::warning::x',
    '| a | b |',
    '`code`',
    '<script>alert(1)</script>',
    '@everyone',
    '](javascript:x)',
    '\u202egnp.exe',
  ];

  test('come out inert everywhere', async () => {
    const hostile = job();
    await hostile.uses('', { 'format-files': 'json markdown junit sarif html' });
    for (const name of names) {
      const file = name.replaceAll('/', '_');
      await hostile.run(
        `cp /bin/sh '${file}' && { './${file}' -c 'kill -SEGV $$' '${name}' "$(printf '\\n::error::second line\\n##[error]third')"; } 2>/dev/null || true`,
      );
    }
    await hostile.run("sh -c 'kill -SEGV $$' \"$(head -c 64000 /dev/zero | tr '\\0' x)\" 2>/dev/null || true");
    const { post } = await hostile.end();
    for (const { properties, data } of post.annotations) {
      expect(['owned', 'x', 'second line', 'third']).not.toContain(data);
      expect(properties.title).toMatch(/^(?:Hidden crash: |\d+ more incidents)/);
    }
    expect(post.output.split('\n').filter(line => /^\s*::(?!error |warning |notice |stop-commands::|[0-9a-f-]{36}::)/.test(line)).length).toBe(
      post.log.split('\n').filter(line => /^\s*::/.test(line)).length,
    );
    const html = await marked(post.summary!);
    expect(html).not.toMatch(/<script|href="javascript:|\u202e/);
    // Whoever is mentioned gets mail, except in code.
    expect(html.replaceAll(/<code>.*?<\/code>/gs, '')).not.toContain('@everyone');
  });
});

describe('a watch that breaks', () => {
  test('the tracer is killed: a loud warning, and never "clean"', async () => {
    const broken = job();
    await broken.uses();
    await kill(broken);
    const { conclusion, post } = await broken.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['warning'] });
    expect(post.annotations[0]!.data).toContain('the tracer did not live to write its end line');
    expect(post.summary).toMatch(/can.t say/);
  });

  test('the same with on-unsupported: fail is a failing job', async () => {
    const broken = job();
    await broken.uses('', { 'on-unsupported': 'fail' });
    await kill(broken);
    expect((await broken.end()).conclusion).toBe('failure');
  });

  test('what crashed before is reported all the same', async () => {
    const broken = job();
    await broken.uses();
    await broken.run(CRASH);
    await kill(broken);
    const { conclusion, post } = await broken.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error', 'warning'] });
  });

  test('the disk is full: the log says so, and nothing hangs', async () => {
    const full = job({ disk: 128 });
    await full.uses();
    await full.run('dd if=/dev/zero of="$RUNNER_TEMP/big" bs=1k 2>/dev/null || true');
    await full.run(CRASH);
    const { conclusion, post } = await full.end();
    expect(post.log).toMatch(/No space left on device/);
    expect(levels(post)).toContain('warning');
    expect(conclusion).toBe('success');
  });

  test('the disk is full before the watch begins', async () => {
    const full = job({ disk: 32 });
    await full.run('dd if=/dev/zero of="$RUNNER_TEMP/big" bs=1k 2>/dev/null || true');
    const main = await full.uses();
    expect(main.status, main.output).toBe(0);
    const { conclusion, post } = await full.end();
    expect({ conclusion, status: post.status }, post.output).toEqual({ conclusion: 'success', status: 0 });
    expect(`${main.output}${post.output}`).toMatch(/no space left/i);
  });

  /** As an OOM killer or a malicious step would: without a word. */
  async function kill(broken: Job): Promise<void> {
    const [watch] = readdirSync(broken.temporary).filter(name => name.startsWith('crash-gate-'));
    const record = join(broken.temporary, watch!, 'record.ndjson');
    const { pid } = JSON.parse(readFileSync(record, 'utf8').split('\n')[0]!) as { pid: number };
    expect(asRoot('kill', '-KILL', String(pid)).status).toBe(0);
    await vi.waitUntil(() => !existsSync(`/proc/${pid}`));
  }
});

describe('a machine that can not be watched', () => {
  test('no privilege: the steps run, the reason and the remedy are everywhere, the job stays green', async () => {
    const unwatched = job({ rules: 'none' });
    const main = await unwatched.uses();
    expect(main.log).toContain('NOT watched');
    await unwatched.run('true');
    const { conclusion, post } = await unwatched.end();
    expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'success', annotations: ['warning'] });
    for (const text of [post.summary, post.annotations[0]!.data, post.log.replaceAll(/\s+/g, ' ')]) {
      expect(text).toContain('not allowed without a password');
      expect(text).toContain('/etc/sudoers.d/');
    }
  });

  test('on-unsupported: fail fails the job, at its end', async () => {
    const unwatched = job({ rules: 'none' });
    expect((await unwatched.uses('', { 'on-unsupported': 'fail' })).status).toBe(0);
    expect((await unwatched.end()).conclusion).toBe('failure');
  });
});

describe('uses', () => {
  test('twice in one job: one watch, one report', async () => {
    const twice = job();
    await twice.uses();
    const second = await twice.uses();
    expect(second).toMatchObject({ status: 0, annotations: [{ name: 'notice' }] });
    await twice.run(CRASH);
    const { steps, conclusion } = await twice.end();
    const posts = steps.filter(({ name }) => name === 'post');
    expect(posts.map(({ annotations }) => annotations.length)).toEqual([0, 1]);
    expect(conclusion).toBe('failure');
  });

  test('with a wrong input: main fails and says which', async () => {
    const wrong = job();
    const main = await wrong.uses('', { gate: 'faill' });
    expect(main).toMatchObject({
      status: 1,
      annotations: [{ name: 'error', data: expect.stringContaining("'gate' is one of fail, annotate, off") }],
    });
    expect((await wrong.end()).post.annotations).toEqual([]);
  });

  test('with gate: annotate nothing fails', async () => {
    const tolerant = job();
    await tolerant.uses('', { gate: 'annotate' });
    await tolerant.run(CRASH);
    const { conclusion, post } = await tolerant.end();
    expect({ conclusion, annotations: levels(post) }).toEqual({ conclusion: 'success', annotations: ['error'] });
  });

  test('with gate: off only the record is left', async () => {
    const recorded = job();
    await recorded.uses('', { gate: 'off', out: 'crashes' });
    await recorded.run(CRASH);
    const { conclusion, post } = await recorded.end();
    expect({ conclusion, annotations: levels(post), summary: post.summary }).toEqual({ conclusion: 'success', annotations: [], summary: null });
    expect(readdirSync(join(recorded.workspace, 'crashes'))).toEqual(['record.ndjson']);
  });

  test('with files: each report is there, beside the record', async () => {
    const files = job();
    await files.uses('', { out: 'crashes', 'format-files': 'json, markdown, junit, sarif, html' });
    await files.run(CRASH);
    await files.end();
    expect(readdirSync(join(files.workspace, 'crashes')).sort()).toEqual([
      'junit.xml',
      'record.ndjson',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ]);
    const report = JSON.parse(readFileSync(join(files.workspace, 'crashes/report.json'), 'utf8'));
    expect(report).toMatchObject({
      command: null,
      job: { system: 'github', repository: 'octo/shop', workflow: 'CI', name: 'test', runId: '4711', attempt: '1', result: 'passed' },
      incidents: [{ masked: 'tests-passed', process: { inJob: true } }],
    });
  });

  test('stands at the workflow’s line when that is known', async () => {
    const workflow =
      'on: push\njobs:\n  other:\n    steps:\n      - uses: octo/crash-gate@v1\n  test:\n    steps:\n      - run: x\n      - uses: octo/crash-gate@v1 # gate\n';
    const placed = job({ workflow });
    await placed.uses();
    await placed.run(CRASH);
    expect((await placed.end()).post.annotations[0]!.properties).toMatchObject({ file: '.github/workflows/ci.yml', line: '9' });
  });
});

describe('run: one command, watched in this step', () => {
  test('passes through output and status, and leaves the rest of the job alone', async () => {
    const one = job();
    const step = await one.uses('', { run: 'echo hello; test -z "$INPUT_TOKEN$INPUT_RUN"; exit 7' });
    expect(step).toMatchObject({ status: 7, outputs: { verdict: 'clean', incidents: '0', 'error-count': '0' } });
    expect(step.log).toContain('hello');
    const { post } = await one.end();
    expect(post).toMatchObject({ status: 0, annotations: [], summary: null });
  });

  test('fails the step when something crashed behind it', async () => {
    const one = job();
    const step = await one.uses('', { run: CRASH });
    expect(step, step.output).toMatchObject({ status: 1, outputs: { verdict: 'failed', incidents: '1', 'error-count': '1' } });
    expect(levels(step)).toEqual(['error']);
    expect(existsSync(step.outputs.report!)).toBe(true);
    expect((await one.end()).post.annotations).toEqual([]);
  });

  test('a cancelled step hands the signal on, and still says what it saw', async () => {
    const one = job();
    const step = one.uses('', { run: `${CRASH}; touch ready; exec tail -f /dev/null` });
    await vi.waitUntil(() => one.exists('ready'));
    one.signal('SIGINT');
    const { status, outputs } = await step;
    expect({ status, outputs }).toMatchObject({ status: 130, outputs: { verdict: 'failed' } });
  });

  test('a step that is killed leaves its report to the post step, and no tracer behind', async () => {
    const one = job();
    const step = one.uses('', { run: `${CRASH}; touch ready; until [ -e stop ]; do sleep 0.1; done` });
    await vi.waitUntil(() => one.exists('ready'));
    one.signal('SIGKILL');
    await vi.waitUntil(() => tracersOf(one).length === 0);
    writeFileSync(join(one.workspace, 'stop'), '');
    expect((await step).status).toBeNull();
    const { post } = await one.end();
    expect(levels(post), post.output).toEqual(['error', 'warning']);
    expect(post.annotations[1]!.data).toContain('the process that it watched for ended');
  });

  test('runs the command unwatched where watching is not possible', async () => {
    const one = job({ rules: 'none' });
    const step = await one.uses('', { run: 'echo hello' });
    expect(step).toMatchObject({ status: 0, outputs: { verdict: 'inconclusive' } });
    expect(step.log).toContain('hello');
  });
});

/** Tracers that write below the job's folders. */
function tracersOf(one: Job): readonly string[] {
  const commands = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    });
  return commands.filter(command => command.includes('--control') && command.includes(one.temporary));
}

test('a runner that dies takes the watch with it', async () => {
  const dead = job();
  await dead.uses();
  expect(tracersOf(dead)).not.toEqual([]);
  dead.close();
  await vi.waitUntil(() => tracersOf(dead).length === 0);
});

describe('check', () => {
  test('judges what there is so far, and the watch goes on', async () => {
    const checked = job();
    await checked.uses();
    expect(await checked.uses('check')).toMatchObject({
      status: 0,
      outputs: { verdict: 'clean', incidents: '0', 'error-count': '0' },
      annotations: [],
      summary: null,
    });
    await checked.run(CRASH);
    const second = await checked.uses('check', { summary: 'true' });
    expect(second, second.output).toMatchObject({ status: 0, outputs: { verdict: 'failed', incidents: '1', 'error-count': '1' } });
    expect(second.summary).toContain('SIGSEGV');
    expect(await checked.uses('check', { gate: 'fail' })).toMatchObject({ status: 1, outputs: { verdict: 'failed' } });
    await checked.run(CRASH);
    expect(JSON.parse(readFileSync(reportOf((await checked.end()).post.output), 'utf8')).incidents[0]).toMatchObject({ count: 2 });
  });

  test('without a watch nobody can say', async () => {
    const nothing = job();
    const check = await nothing.uses('check');
    expect(check, check.output).toMatchObject({ status: 0, outputs: { verdict: 'inconclusive', record: '' } });
    expect((await nothing.uses('check', { 'on-unsupported': 'fail' })).status).toBe(1);
  });
});

describe('the pull request', () => {
  let github: GitHub;
  afterEach(() => github.close());
  const payload = (from: string) => ({
    pull_request: {
      number: 7,
      head: { sha: '2222222222222222222222222222222222222222', repo: { full_name: from } },
      base: { repo: { full_name: 'octo/shop' } },
    },
  });
  const pull = (from: string, url: string): JobOptions => ({
    token: 'secret-token',
    secrets: ['secret-token'],
    environment: { GITHUB_API_URL: url, GITHUB_REF: 'refs/pull/7/merge' },
    event: { name: 'pull_request', payload: payload(from) },
  });

  test('gets one comment and a check run', async () => {
    github = await startGitHub();
    const own = job(pull('octo/shop', github.url));
    await own.uses();
    await own.run(CRASH);
    const { conclusion, post } = await own.end();
    expect(conclusion).toBe('failure');
    expect(levels(post)).toEqual(['error']);
    expect(github.comments).toHaveLength(1);
    expect(github.checkRuns).toHaveLength(1);
  });

  test('from a fork gets neither, and the job is told nothing but its crashes', async () => {
    github = await startGitHub({ comments: 'read', checks: 'read' });
    const fork = job(pull('mallory/shop', github.url));
    await fork.uses();
    await fork.run('true');
    const { conclusion, post } = await fork.end();
    expect({ conclusion, errors: levels(post).filter(level => level !== 'notice') }, post.output).toEqual({ conclusion: 'success', errors: [] });
    expect(github.comments).toEqual([]);
    expect(github.checkRuns).toEqual([]);
  });

  test('GitHub’s troubles never turn a green job red', async () => {
    github = await startGitHub();
    github.fail(/./, { status: 403 }, { status: 403 }, { status: 422 }, 'drop');
    const unlucky = job(pull('octo/shop', github.url));
    await unlucky.uses();
    await unlucky.run('true');
    expect((await unlucky.end()).conclusion).toBe('success');
  });
});
