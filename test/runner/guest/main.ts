/** Plays every scenario on this machine, one after the other, and leaves what came of it in results/. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startContainer, startServices } from '../../action/runner/container.ts';
import { Job, type JobResult } from '../../action/runner/job.ts';
import type { Machine } from '../../action/runner/machine.ts';
import { fileOf, RESULTS, type Result } from './result.ts';
import { scenarios } from './scenarios/index.ts';
import type { PlannedJob, User } from './scenarios/scenario.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** As image.sh makes them. */
const users: Readonly<Record<User, number>> = { runner: 1001, docked: 1002, alone: 1003 };
/** Seconds for a scenario. */
const LONGEST = 300;
const results = join(ROOT, RESULTS);

/** As the runner's own svc.sh installs it: a service of the machine, whose steps are its children. */
function machine(name: string, user: User): Machine {
  const folder = `/home/${user}/work`;
  mkdirSync(folder, { recursive: true });
  const unit = ['--quiet', '--pipe', '--wait', '--collect', `--unit=actions.runner.octo-shop.${name}`, `--uid=${user}`, '-p', 'KillMode=process'];
  return { action: ROOT, folder, user: users[user], enter: () => ['systemd-run', ...unit] };
}

const wanted = /guest\.only=(\S+)/.exec(readFileSync('/proc/cmdline', 'utf8'))?.[1]?.split(',');
for (const scenario of scenarios.filter(({ name }) => wanted?.includes(name) ?? true)) {
  const started = performance.now();
  const played = await Promise.allSettled(scenario.jobs.map((job, index) => play(fileOf(scenario, index), job)));
  const failed = played.filter(outcome => outcome.status === 'rejected').map(({ reason }) => String(reason));
  console.log(`${scenario.name}: ${((performance.now() - started) / 1000).toFixed(1)} s ${failed.join('; ')}`);
}
process.exit();

async function play(name: string, planned: PlannedJob): Promise<void> {
  const where = machine(name, planned.user ?? 'runner');
  if (planned.container !== true) return perform(name, planned, where);
  using services = startServices(planned.services ?? {});
  using container = startContainer('job', [where.folder, ROOT], services.network);
  await perform(name, planned, { ...where, wrap: container.wrap });
}

async function perform(name: string, planned: PlannedJob, where: Machine): Promise<void> {
  const { inputs = {}, post, environment = {}, user = 'runner' } = planned;
  const job = new Job(where, { environment: { HOME: `/home/${user}`, USER: user, ...environment } });
  const playing = (async () => {
    await job.uses('', inputs);
    if (post !== undefined) job.usesAnother(post);
    await performSteps(job, planned);
    return job.end();
  })();
  // Whatever waits for ever must not keep the others from being played.
  const ended = await Promise.race([playing, delay(LONGEST * 1000, null)]);
  keep(name, job, ended);
  if (ended !== null) return;
  job.close();
  throw new Error(`not over after ${LONGEST} s`);
}

async function performSteps(job: Job, { steps, cancelledAt }: PlannedJob): Promise<void> {
  let cancelled = false;
  const cancelling = (async () => {
    while (cancelledAt !== undefined && !existsSync(cancelledAt)) await delay(100);
    cancelled = cancelledAt !== undefined;
    if (cancelled) job.cancelStep();
  })();
  for (const [id, script] of Object.entries(steps)) {
    if (cancelled) break;
    const { status, milliseconds } = await job.run(script, { id });
    console.log(`  ${id}: ${status}, ${(milliseconds / 1000).toFixed(1)} s`);
  }
  await cancelling;
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
