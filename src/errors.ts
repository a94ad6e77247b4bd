/** Whose fault an error is, and the exit status that says so. */
import type { RuleProblem } from './rules/user/spec.ts';

/**
 * Exit statuses of crash-gate itself. `run` gives the command's own status when the command failed. 126 and 127 are what
 * shells, env(1) and timeout(1) use. A status is never reused for something else.
 */
export const EXIT = { ok: 0, usage: 2, gateFailed: 3, inconclusive: 4, notExecutable: 126, notFound: 127 } as const;

/** The caller's mistake on the command line. `topic` is the command whose help would have told. */
export class UsageError extends Error {
  readonly topic: string | null;

  constructor(message: string, topic: string | null) {
    super(message);
    this.topic = topic;
  }
}

/** Something that the caller gave can't be used: a file that is no recording, a directory that can't be made. */
export class InputError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Rules of the user's that can't be used. */
export class RulesError extends Error {
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** ".github/crash-gate.yml:4:7: unknown key 'exee'. Did you mean 'exe'?" */
export const problemLine = ({ file, line, column, message, fix }: RuleProblem): string => `${file}:${line}:${column}: ${message}. ${fix}`;

export interface Complaint {
  readonly status: number;
  readonly lines: readonly string[];
}

/** What to tell about an error that ended everything. Only our own bugs come with a stack trace. */
export function complain(error: unknown): Complaint {
  if (error instanceof UsageError) {
    return { status: EXIT.usage, lines: [error.message, `See: crash-gate ${error.topic === null ? '' : `${error.topic} `}--help`] };
  }
  if (error instanceof RulesError) return { status: EXIT.usage, lines: error.problems.map(problemLine) };
  if (error instanceof InputError) return { status: EXIT.usage, lines: [error.message, error.remedy] };
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    return { status: EXIT.usage, lines: ["the working directory doesn't exist any more", 'Change to one that does.'] };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: EXIT.inconclusive, lines: ['this is a bug in crash-gate, please report it with these lines:', ...stack.split('\n')] };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left',
  EFBIG: 'it would be larger than this process may make a file ("ulimit -f")',
  EEXIST: 'a file of that name is in the way',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  E2BIG: 'the arguments and the environment are too long',
  EAGAIN: 'there is nothing to read in it now',
  ENOEXEC: 'it is not a program for this machine',
};

/** A system error in words, without node's prefix and path. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? String(message).replace(/, \w+(?: '.*')?$/s, '');
}

/** The error's code ("ENOENT") when the system raised it. */
export const codeOf = (error: unknown): string | null => (error as NodeJS.ErrnoException | undefined)?.code ?? null;
