import type { Ancestor, BpfRecord, Membership, Note } from 'bpf-linux';

/** What was watched, as the notes in the recording tell it: one command, or the steps of a CI job. */
export interface Job {
  /** Everything below this process belongs to the job: crash-gate itself with a command, the runner's worker with steps. Null: not known. */
  readonly pid: number | null;
  /** The command; empty where steps were watched. */
  readonly argv: readonly string[];
  /** The CI job whose steps were watched; null where a command was. */
  readonly ci: CiJob | null;
  /** How the tracer got its rights; null in recordings that don't tell. */
  readonly privilege: string | null;
  /** What was asked to count; a reader of the recording may choose again. */
  readonly scope: Scope;
  /** Others that start jobs on the same machine; null: nobody looked. */
  readonly rivals: readonly Rival[] | null;
  /** Nanoseconds since the watch began. */
  readonly startedAt: number;
  /** null: the recording doesn't say that it ended. */
  readonly end: JobEnd | null;
}

/** Which crashes count. machine: all but those of the machine's own services. job: those of the job's processes and containers. */
export type Scope = 'machine' | 'job';

/** A CI system's runner that isn't the job's own. */
export interface Rival {
  readonly pid: number;
  readonly name: string;
}

/** What counts, and what makes that hard to tell. */
export interface Bounds {
  readonly scope: Scope;
  readonly rivals: readonly Rival[] | null;
}

const wholeMachine: Bounds = { scope: 'machine', rivals: null };

export interface JobEnd {
  readonly at: number;
  /** A command's; null: ended by `signal`. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly result: JobResult;
}

/** unknown: nobody told, as in CI systems that can't say how the job is going. */
export type JobResult = 'passed' | 'failed' | 'cancelled' | 'unknown';

/** A job of a CI system, in that system's own words. Null: it didn't say. */
export interface CiJob {
  /** "github", or "other". */
  readonly system: string;
  /** "octo/shop" */
  readonly repository: string | null;
  /** The workflow's name. */
  readonly workflow: string | null;
  /** The job's id in the workflow. */
  readonly name: string | null;
  readonly runId: string | null;
  readonly attempt: string | null;
  readonly sha: string | null;
  readonly ref: string | null;
  /** The page of this run. */
  readonly url: string | null;
}

/** The tracer copies a note of at most 64 KiB; a longer command line is cut, a whole argument at a time. */
const NOTE_BYTES = 60_000;

/** The note to give to the tracer when the command starts; `pid` is crash-gate's own, as the record numbers it. */
export function startedNote(pid: number, argv: readonly string[], privilege: string | null = null, bounds: Bounds = wholeMachine): string {
  const kept = [...argv];
  const note = () => JSON.stringify({ crashGate: 'started', job: pid, argv: kept, ...(privilege === null ? {} : { privilege }), ...bounds });
  let text = note();
  while (kept.length > 0 && Buffer.byteLength(text) > NOTE_BYTES) {
    kept.length = Math.floor(kept.length / 2);
    text = note();
  }
  return text;
}

/** The note to give to the tracer when the command has ended. */
export function endedNote(exitCode: number | null, signal: string | null): string {
  return JSON.stringify({ crashGate: 'ended', exitCode, signal });
}

/** The same for the steps of a CI job: `pid` is the process that all of them hang on. */
export const stepsStartedNote = (pid: number | null, ci: CiJob, privilege: string | null = null, bounds: Bounds = wholeMachine): string =>
  JSON.stringify({ crashGate: 'started', job: pid, argv: [], ci, ...(privilege === null ? {} : { privilege }), ...bounds });

export const stepsEndedNote = (result: JobResult): string => JSON.stringify({ crashGate: 'ended', exitCode: null, signal: null, result });

/** Finds the job in a recording; null when no note names one. The last command wins, as only one runs at a time. */
export function findJob(records: Iterable<BpfRecord>): Job | null {
  let job: Job | null = null;
  for (const record of records) {
    if (record.type === 'note') job = applyNote(job, record);
  }
  return job;
}

/** One step of findJob, for readers that follow a recording while it grows. Notes of others leave the job as it is. */
export function applyNote(job: Job | null, note: Note): Job | null {
  const said = parseObject(note.text);
  if (said?.crashGate === 'started' && (typeof said.job === 'number' || said.job === null)) {
    const privilege = typeof said.privilege === 'string' ? said.privilege : null;
    const scope = said.scope === 'job' ? 'job' : 'machine';
    const bounds: Bounds = { scope, rivals: toRivals(said.rivals) };
    return { pid: said.job, argv: texts(said.argv), ci: toCi(said.ci), privilege, ...bounds, startedAt: note.at, end: null };
  }
  if (said?.crashGate === 'ended' && job !== null) {
    const exitCode = typeof said.exitCode === 'number' ? said.exitCode : null;
    const signal = typeof said.signal === 'string' ? said.signal : null;
    return { ...job, end: { at: note.at, exitCode, signal, result: resultOf(said.result) ?? (exitCode === 0 ? 'passed' : 'failed') } };
  }
  return job;
}

/**
 * Whether a process is the job's: the kernel side's word, else whether it or one of its ancestors is the job's first process, whose
 * pid can't be reused while the job runs. Null: nobody knows.
 */
export function belongsTo(job: Job | null, process: Membership & { readonly pid: number; readonly ancestors: readonly Ancestor[] }): boolean | null {
  if (job === null || job.pid === null) return null;
  if (typeof process.inJob === 'boolean') return process.inJob;
  return process.pid === job.pid || process.ancestors.some(ancestor => ancestor.pid === job.pid);
}

const results: readonly JobResult[] = ['passed', 'failed', 'cancelled', 'unknown'];
const resultOf = (value: unknown): JobResult | null => results.find(result => result === value) ?? null;

function toCi(value: unknown): CiJob | null {
  if (typeof value !== 'object' || value === null) return null;
  const said = value as Readonly<Record<string, unknown>>;
  const text = (key: keyof CiJob): string | null => (typeof said[key] === 'string' ? said[key] : null);
  return {
    system: text('system') ?? 'other',
    repository: text('repository'),
    workflow: text('workflow'),
    name: text('name'),
    runId: text('runId'),
    attempt: text('attempt'),
    sha: text('sha'),
    ref: text('ref'),
    url: text('url'),
  };
}

function toRivals(value: unknown): readonly Rival[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter((rival): rival is Rival => typeof rival?.pid === 'number' && typeof rival?.name === 'string');
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
