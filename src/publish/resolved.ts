import type { WorkflowRun } from './workflow-run.ts';

/** What becomes of the comment when a later run is clean. The job's name may hold a matrix's values: only letters that are harmless in Markdown. */
export function resolvedText({ url, sha, job }: WorkflowRun): string {
  const name = job.replace(/[^\w .,()/-]/g, ' ');
  return [
    `### ✅ Crash Gate: resolved in job \`${name}\``,
    '',
    `No hidden crashes any more at ${sha.slice(0, 12)}, [in this run](${url}). What was found before is in this comment's history of edits.`,
    '',
  ].join('\n');
}
