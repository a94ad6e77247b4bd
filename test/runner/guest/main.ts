/** Plays every scenario on this machine, one after the other, and leaves what came of it in results/. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startContainer } from '../../action/runner/container.ts';
import { Job, type JobResult } from '../../action/runner/job.ts';
import type { Machine } from '../../action/runner/machine.ts';
import { RESULTS, type Result } from './result.ts';
import { type PlannedJob, type Scenario, scenarios } from './scenarios.ts';

const ROOT = join(import.meta.dirname, '../../..');
const RUNNER = 1001;
/** Seconds for a scenario. */
const LONGEST = 200;
const results = join(ROOT, RESULTS);
const work = '/home/runner/work';
mkdirSync(work, { recursive: true });

/** As the runner's own svc.sh installs it: a service of the machine, whose steps are its children. */
const machine = (name: string): Machine => ({
  action: ROOT,
  folder: work,
  user: RUNNER,
  enter: () => [
    'systemd-run',
    '--quiet',
    '--pipe',
    '--wait',
    '--collect',
    `--unit=actions.runner.octo-shop.${name}`,
    '--uid=runner',
    '-p',
    'KillMode=process',
  ],
});

for (const scenario of scenarios) {
  const started = performance.now();
  const played = await Promise.allSettled(scenario.jobs.map((_, index) => play(scenario, index)));
  const failed = played.filter(outcome => outcome.status === 'rejected').map(({ reason }) => String(reason));
  console.log(`${scenario.name}: ${((performance.now() - started) / 1000).toFixed(1)} s ${failed.join('; ')}`);
}
process.exit();

/** Whatever waits for ever must not keep the others from being played. */
function late(): Promise<null> {
  return new Promise(resolve => setTimeout(resolve, LONGEST * 1000, null));
}

async function play({ name, jobs }: Scenario, index: number): Promise<void> {
  const planned = jobs[index]!;
  const file = jobs.length === 1 ? name : `${name}-${index + 1}`;
  if (planned.container !== true) return perform(file, planned, machine(file));
  using container = startContainer('job', [work, ROOT]);
  await perform(file, planned, { ...machine(file), wrap: container.wrap });
}

async function perform(name: string, { steps, inputs = {}, post, environment = {} }: PlannedJob, where: Machine): Promise<void> {
  const job = new Job(where, { environment: { HOME: '/home/runner', ...environment } });
  const playing = (async () => {
    await job.uses('', inputs);
    if (post !== undefined) job.usesAnother(post);
    for (const [id, script] of Object.entries(steps)) await job.run(script, { id });
    return job.end();
  })();
  const ended = await Promise.race([playing, late()]);
  keep(name, job, ended);
  if (ended !== null) return;
  job.close();
  throw new Error(`not over after ${LONGEST} s`);
}

function keep(name: string, { temporary, steps }: Job, ended: JobResult | null): void {
  const watch = readdirSync(temporary).find(entry => entry.startsWith('crash-gate-'));
  for (const [file, kept] of Object.entries({ 'record.ndjson': 'ndjson', 'report.json': 'report.json' })) {
    const path = join(temporary, watch ?? 'none', file);
    if (existsSync(path)) copyFileSync(path, join(results, `${name}.${kept}`));
  }
  const result: Result = {
    conclusion: ended?.conclusion ?? 'not over',
    statuses: steps.map(({ status }) => status),
    annotations: ended?.post.annotations.map(({ name: level }) => level) ?? [],
    log: steps.map(step => `--- ${step.name.split('\n')[0]}: ${step.status}, ${(step.milliseconds / 1000).toFixed(1)} s\n${step.log}`).join('\n'),
  };
  writeFileSync(join(results, `${name}.json`), JSON.stringify(result));
}
