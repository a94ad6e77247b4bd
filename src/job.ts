import type { Ancestor, BpfRecord, Note } from 'bpf-linux';

/** The watched command, as the notes in the recording tell it. */
export interface Job {
  /** The process that started the command: everything below it belongs to the job. */
  readonly pid: number;
  readonly argv: readonly string[];
  /** Nanoseconds since the watch began. */
  readonly startedAt: number;
  /** null: the recording doesn't say that it ended. */
  readonly end: JobEnd | null;
}

export interface JobEnd {
  readonly at: number;
  /** null: ended by `signal`. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** The tracer copies a note of at most 64 KiB; a longer command line is cut, a whole argument at a time. */
const NOTE_BYTES = 60_000;

/** The note to give to the tracer when the command starts; `pid` is crash-gate's own. */
export function startedNote(pid: number, argv: readonly string[]): string {
  const kept = [...argv];
  let text = JSON.stringify({ crashGate: 'started', job: pid, argv: kept });
  while (kept.length > 0 && Buffer.byteLength(text) > NOTE_BYTES) {
    kept.length = Math.floor(kept.length / 2);
    text = JSON.stringify({ crashGate: 'started', job: pid, argv: kept });
  }
  return text;
}

/** The note to give to the tracer when the command has ended. */
export function endedNote(exitCode: number | null, signal: string | null): string {
  return JSON.stringify({ crashGate: 'ended', exitCode, signal });
}

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
  if (said?.crashGate === 'started' && typeof said.job === 'number') {
    return { pid: said.job, argv: texts(said.argv), startedAt: note.at, end: null };
  }
  if (said?.crashGate === 'ended' && job !== null) {
    const exitCode = typeof said.exitCode === 'number' ? said.exitCode : null;
    const signal = typeof said.signal === 'string' ? said.signal : null;
    return { ...job, end: { at: note.at, exitCode, signal } };
  }
  return job;
}

/** Whether a process is the job's or one of its ancestors is. The job's own pid can't be reused while the job runs. */
export function belongsTo(job: Job, process: { readonly pid: number; readonly ancestors: readonly Ancestor[] }): boolean {
  return process.pid === job.pid || process.ancestors.some(ancestor => ancestor.pid === job.pid);
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
