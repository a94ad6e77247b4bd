/** One step of the action: its process from the first line to the exit status. */
import { InputError, RulesError } from '../errors.ts';
import { annotate } from '../publish/runner.ts';
import { plain } from '../report/plain.ts';
import { isInRepository } from '../report/rules.ts';
import type { RuleProblem } from '../rules/user/spec.ts';
import { runner } from './tell.ts';

/** Runs the step and leaves with its status. Not by itself: a connection or a tracer that hangs must not keep the job waiting. */
export async function perform(step: () => Promise<number>): Promise<never> {
  // A bug that no await sees.
  process.on('uncaughtException', error => process.exit(explain(error)));
  process.exit(await step().catch(explain));
}

/** At the file's line, where it lies in the repository. */
const toAnnotation = ({ file, line, column, message, fix }: RuleProblem) => ({
  level: 'error' as const,
  title: plain(`The rules can't be used: ${message}`),
  message: plain(`${fix} (${file}:${line}:${column})`, 1000),
  ...(isInRepository(file) ? { file: plain(file), line } : {}),
});

/** The user's mistake in words; our own bugs with their stack. Either is a failing step: a gate that is broken must be seen. */
function explain(error: unknown): number {
  if (error instanceof RulesError) {
    annotate(error.problems.map(toAnnotation), runner);
    return 1;
  }
  const message =
    error instanceof InputError
      ? `${error.message}. ${error.remedy}`
      : `This is a bug in crash-gate, please report it with these lines:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  runner.write(`::error title=crash-gate::${escaped}\n`);
  return 1;
}
