// Plays the runner's worker process: every step of the job is a child of it. One request a line on stdin, one answer a line on
// stdout. It does what the runner does around a step: fresh command files, its tracking id, oom_score_adj 500 for what it starts,
// and it waits until nobody holds the step's output any more, but not for long (ProcessInvoker.cs).
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MARK = `github_${process.pid}`;
const commandFiles = { GITHUB_STATE: 'save_state', GITHUB_ENV: 'set_env', GITHUB_OUTPUT: 'set_output', GITHUB_STEP_SUMMARY: 'step_summary' };

/** Milliseconds that the step's output may be held after its end. */
const STREAMS = 5000;

writeFileSync('/proc/self/comm', 'Runner.Worker');
writeFileSync('/proc/self/oom_score_adj', '500');
const temporary = process.env.RUNNER_TEMP;
let number = 0;
let running = null;

const requests = createInterface({ input: process.stdin });
// A test that ends in the middle: nothing may outlive it.
requests.on('close', () => {
  orphans();
  process.exit();
});
requests.on('line', async line => {
  const request = JSON.parse(line);
  if (request.signal !== undefined) running?.kill(request.signal);
  else if (request.cancel === true) cancel(running);
  else process.stdout.write(`${JSON.stringify(request.end === true ? orphans() : await step(request))}\n`);
});

/** actions/runner's ProcessInvoker: asks twice, and then doesn't ask. */
function cancel(child) {
  child?.kill('SIGINT');
  setTimeout(() => child?.kill('SIGTERM'), 7500).unref();
  setTimeout(() => child?.kill('SIGKILL'), 10_000).unref();
}

async function step({ file, args, env, cwd }) {
  const folder = join(temporary, '_runner_file_commands', String(++number));
  const files = Object.entries(commandFiles).map(([name, file]) => [name, join(folder, file)]);
  mkdirSync(folder, { recursive: true });
  for (const [, path] of files) writeFileSync(path, '');
  const started = performance.now();
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...env, ...Object.fromEntries(files), RUNNER_TRACKING_ID: MARK },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output += text;
    });
  }
  const [status, signal] = await new Promise(resolve => {
    child.on('error', error => resolve([`${error}`, null]));
    child.on('close', (...end) => resolve(end));
    child.on('exit', (...end) => setTimeout(resolve, STREAMS, end).unref());
  });
  running = null;
  const milliseconds = performance.now() - started;
  return { status, signal, output, milliseconds, files: Object.fromEntries(files.map(([name, path]) => [name, readFileSync(path, 'utf8')])) };
}

/** What the runner kills when the job is over: everything that carries its mark and that it may look at. */
function orphans() {
  const found = readdirSync('/proc').filter(name => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(`RUNNER_TRACKING_ID=${MARK}`);
    } catch {
      return false;
    }
  });
  const names = found.map(pid => readFileSync(`/proc/${pid}/comm`, 'latin1').trim());
  for (const pid of found) process.kill(Number(pid), 'SIGKILL');
  rmSync(join(temporary, '_runner_file_commands'), { recursive: true, force: true });
  return names;
}
