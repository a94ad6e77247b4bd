/** Whether a record could be kept where run would keep it. Only the tracer can tell: it is bound by other limits and rights than this process. */
import { tmpdir } from 'node:os';
import { isFailure, type TracerFailure } from 'bpf-linux';
import { begin } from './begin.ts';
import { temporaryPlace } from './place.ts';

export interface Trial {
  readonly folder: string;
  /** null: nothing was recorded there, since nothing can be watched. */
  readonly ok: boolean | null;
  readonly failure: TracerFailure | null;
}

export async function tryPlace(canRecord: boolean, signal: AbortSignal): Promise<Trial> {
  const failure = canRecord ? await record(signal) : make();
  return { folder: tmpdir(), ok: failure !== null ? false : canRecord ? true : null, failure };
}

async function record(signal: AbortSignal): Promise<TracerFailure | null> {
  const begun = await begin(null, signal);
  const failure = begun.tracer === null ? begun.failure : await begun.tracer.stop();
  begun.place?.tidy();
  return failure;
}

function make(): TracerFailure | null {
  const place = temporaryPlace();
  if (isFailure(place)) return place;
  place.tidy();
  return null;
}
