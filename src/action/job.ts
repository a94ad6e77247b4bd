/** The job that is watched: what its CI system says of it, and the process that all of its steps hang on. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { LeftAlone } from 'bpf-linux';
import type { Bounds, CiJob, JobResult, Rival, Scope } from '../job.ts';

type Names = Readonly<Record<Exclude<keyof CiJob, 'system' | 'url'>, string>> & { readonly url: string | null };

/** By the variable that tells the system: which of its variables say what. */
const systems: readonly (readonly [system: string, sign: string, names: Names])[] = [
  [
    'github',
    'GITHUB_ACTIONS',
    {
      repository: 'GITHUB_REPOSITORY',
      workflow: 'GITHUB_WORKFLOW',
      name: 'GITHUB_JOB',
      runId: 'GITHUB_RUN_ID',
      attempt: 'GITHUB_RUN_ATTEMPT',
      sha: 'GITHUB_SHA',
      ref: 'GITHUB_REF',
      url: null,
    },
  ],
  [
    'gitlab',
    'GITLAB_CI',
    {
      repository: 'CI_PROJECT_PATH',
      workflow: 'CI_PIPELINE_NAME',
      name: 'CI_JOB_NAME',
      runId: 'CI_PIPELINE_ID',
      attempt: '',
      sha: 'CI_COMMIT_SHA',
      ref: 'CI_COMMIT_REF_NAME',
      url: 'CI_JOB_URL',
    },
  ],
  [
    'buildkite',
    'BUILDKITE',
    {
      repository: 'BUILDKITE_REPO',
      workflow: 'BUILDKITE_PIPELINE_SLUG',
      name: 'BUILDKITE_LABEL',
      runId: 'BUILDKITE_BUILD_NUMBER',
      attempt: 'BUILDKITE_RETRY_COUNT',
      sha: 'BUILDKITE_COMMIT',
      ref: 'BUILDKITE_BRANCH',
      url: 'BUILDKITE_BUILD_URL',
    },
  ],
  [
    'jenkins',
    'JENKINS_URL',
    {
      repository: 'GIT_URL',
      workflow: 'JOB_NAME',
      name: 'STAGE_NAME',
      runId: 'BUILD_NUMBER',
      attempt: '',
      sha: 'GIT_COMMIT',
      ref: 'GIT_BRANCH',
      url: 'BUILD_URL',
    },
  ],
];

const nameless: Names = { repository: '', workflow: '', name: '', runId: '', attempt: '', sha: '', ref: '', url: null };

export function describeJob(environment: NodeJS.ProcessEnv): CiJob {
  const [system, , names] = systems.find(([, sign]) => environment[sign]) ?? ['other', '', nameless];
  // A note is one line of at most 64 KiB.
  const said = (name: string): string | null => environment[name]?.slice(0, 1024) || null;
  const { url, ...texts } = names;
  return {
    system,
    repository: said(texts.repository),
    workflow: said(texts.workflow),
    name: said(texts.name),
    runId: said(texts.runId),
    attempt: said(texts.attempt),
    sha: said(texts.sha),
    ref: said(texts.ref),
    url: url === null ? githubUrl(environment) : said(url),
  };
}

function githubUrl({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id }: NodeJS.ProcessEnv): string | null {
  return repository && id ? `${server || 'https://github.com'}/${repository}/actions/runs/${id}` : null;
}

const results: Readonly<Record<string, JobResult>> = { success: 'passed', failure: 'failed', cancelled: 'cancelled' };

/** From GitHub's word for it. */
export const resultOf = (status: string): JobResult => results[status.trim().toLowerCase()] ?? 'unknown';

/** Processes of CI systems that start a job's steps, each by itself: comm, at most 15 bytes. */
const workers: readonly string[] = ['Runner.Worker', 'Agent.Worker', 'gitlab-runner', 'buildkite-agent'];
const MOST_ANCESTORS = 64;
/** PROC_PID_INIT_INO: the pid namespace whose numbers the tracer records. */
const MACHINE = 'pid:[4026531836]';

/** The nearest ancestor that starts the job's steps; null: there is none that we know, or our pids are those of a container. */
function findWorker(): number | null {
  if (namespace() !== MACHINE) return null;
  for (let current = parentOf(process.pid), depth = 0; current !== null && depth < MOST_ANCESTORS; current = parentOf(current), depth++) {
    if (workers.includes(nameOf(current))) return current;
  }
  return null;
}

/** The process that the job doesn't outlive, as we number it: what starts the steps, or the init of the job's container. Null: not known. */
export const findLifeline = (): number | null => (namespace() === MACHINE ? findWorker() : 1);

/**
 * The process that all of the job's steps hang on, as the record numbers it. From inside of a container it is what runs the container: it
 * is the parent of whatever is started in there. What starts the steps of an action's job is our parent, whatever it is called.
 */
export function findRoot(begun: LeftAlone, parent: 'any' | 'worker'): number | null {
  if (begun.starter?.outside !== undefined) return begun.starter.outside;
  return namespace() === MACHINE ? findRootHere(parent) : null;
}

/** The same as we number it, for the tracer: it numbers for itself. 0: what runs our container. */
export const findRootHere = (parent: 'any' | 'worker'): number | null =>
  namespace() === MACHINE ? (findWorker() ?? (parent === 'any' ? parentOf(process.pid) : null)) : 0;

/** On machines that GitHub keeps, everything is the job's but the machine's own services; on those of others, jobs may have neighbours. */
export const defaultScope = ({ RUNNER_ENVIRONMENT }: NodeJS.ProcessEnv): Scope => (RUNNER_ENVIRONMENT === 'self-hosted' ? 'job' : 'machine');

/** What counts: as asked for, or by default. */
export const boundsOf = (scope: Scope | null, environment: NodeJS.ProcessEnv): Bounds => ({
  scope: scope ?? defaultScope(environment),
  rivals: findRivals(),
});

const MOST_RIVALS = 3;
const runners: ReadonlySet<string> = new Set([...workers, 'Runner.Listener', 'Agent.Listener']);

/** Runners of CI systems that this process doesn't come from. Null: from inside of a container nobody can tell. */
function findRivals(): readonly Rival[] | null {
  if (namespace() !== MACHINE) return null;
  const above = new Set<number>();
  for (let pid = parentOf(process.pid); pid !== null && above.size < MOST_ANCESTORS; pid = parentOf(pid)) above.add(pid);
  const pids = readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0 && !above.has(pid));
  const named = pids.map(pid => ({ pid, name: nameOf(pid) })).filter(({ name }) => runners.has(name));
  // A worker is told by its listener.
  return named.filter(({ pid }) => !named.some(other => other.pid === parentOf(pid)) && !above.has(parentOf(pid) ?? 0)).slice(0, MOST_RIVALS);
}

function namespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

const statusOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'latin1');
  } catch {
    return '';
  }
};

/** 0 stands for "outside of this namespace". */
function parentOf(pid: number): number | null {
  const parent = Number(/^PPid:\s*(\d+)$/m.exec(statusOf(pid))?.[1] ?? 0);
  return parent > 1 ? parent : null;
}

const nameOf = (pid: number): string => /^Name:\s*(.*)$/m.exec(statusOf(pid))?.[1] ?? '';
