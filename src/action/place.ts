/** Where the workflow file uses the action: the line that annotations stand beside when no better place is known. */
import { join, relative, resolve, sep } from 'node:path';
import { readRegular } from 'bpf-linux';
import type { Place } from '../report/annotations.ts';

/** `action`: the folder of the action itself. null: not known for sure; a place is never invented. */
export function findPlace(environment: NodeJS.ProcessEnv, action: string): Place | null {
  const file = workflowFile(environment);
  const { GITHUB_WORKSPACE: workspace, GITHUB_JOB: job = '' } = environment;
  if (file === null || !workspace) return null;
  try {
    const lines = readRegular(join(workspace, file)).split('\n');
    const line = findLine(lines, job, usesPattern(environment, workspace, action));
    return line === null ? null : { file, line };
  } catch {
    // The job hasn't checked out, or another repository.
    return null;
  }
}

/** "octo/shop/.github/workflows/ci.yml@refs/heads/main", when it is this repository's. */
function workflowFile({ GITHUB_WORKFLOW_REF: ref = '', GITHUB_REPOSITORY: repository = '' }: NodeJS.ProcessEnv): string | null {
  const prefix = `${repository}/`;
  const end = ref.indexOf('@');
  if (repository === '' || end === -1 || !ref.startsWith(prefix)) return null;
  const file = ref.slice(prefix.length, end);
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file) ? file : null;
}

/** "uses: octo/crash-gate@v1" or "uses: ./path"; the runner names an action's repository only when it isn't a local one. */
function usesPattern({ GITHUB_ACTION_REPOSITORY: repository = '' }: NodeJS.ProcessEnv, workspace: string, action: string): RegExp {
  const path = relative(resolve(workspace), action).split(sep).join('/');
  const local = `\\./${path === '' ? '' : `${literal(path)}/?`}`;
  const name = repository === '' ? local : `${literal(repository)}@[^\\s'"#]+`;
  return new RegExp(`^\\s*(?:-\\s+)?uses:\\s*['"]?${name}['"]?\\s*(?:#.*)?$`, 'i');
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** In this job's block, else in the whole file; only where there is no doubt. */
function findLine(lines: readonly string[], job: string, pattern: RegExp): number | null {
  const fits = lines.flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
  const [start, end] = blockOf(lines, job);
  const own = fits.filter(line => line > start && line <= end);
  const [first, ...more] = own.length > 0 ? own : fits;
  // The first of several in one job is the one that watches.
  return first !== undefined && (more.length === 0 || own.length > 0) ? first : null;
}

/** Lines of "jobs: <job>:", as line numbers after and up to; nothing when the file is written in another way. */
function blockOf(lines: readonly string[], job: string): readonly [number, number] {
  const jobs = lines.findIndex(line => /^jobs:\s*(?:#.*)?$/.test(line));
  const start = lines.findIndex(
    (line, index) => index > jobs && jobs !== -1 && /^\s+/.test(line) && line.trim().replace(/\s*#.*$/, '') === `${job}:`,
  );
  if (start === -1) return [0, 0];
  const indent = /^\s*/.exec(lines[start]!)![0].length;
  const end = lines.findIndex((line, index) => index > start && /\S/.test(line) && !/^\s*#/.test(line) && /^\s*/.exec(line)![0].length <= indent);
  return [start + 1, end === -1 ? lines.length : end];
}
