/** The beginning of a watch with a record: what run does, and what doctor tries. */
import { isFailure, startTracer, type Tracer, type TracerFailure } from 'bpf-linux';
import { type Place, preparePlace, temporaryPlace } from './place.ts';

export type Begun =
  | { readonly tracer: Tracer; readonly place: Place }
  /** `place` null: that is what there is not. */
  | { readonly tracer: null; readonly place: Place | null; readonly failure: TracerFailure };

/** `out` null: the record goes to a directory of its own. With a signal it is given up when that comes. */
export async function begin(out: string | null, signal?: AbortSignal): Promise<Begun> {
  const place = out === null ? temporaryPlace() : preparePlace(out);
  if (isFailure(place)) return { tracer: null, place: null, failure: place };
  const started = await startTracer({ out: place.record, job: process.pid, ...(signal && { signal }) });
  return started.ok ? { tracer: started.tracer, place } : { tracer: null, place, failure: started.failure };
}
