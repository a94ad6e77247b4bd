/** bpf-linux: records every abnormal process termination on a Linux machine. See README.md. */
export { type FoundTracer, findTracer, OVERRIDE } from './binary.ts';
export { isListening, sendNotes, sendStop } from './control.ts';
export {
  type DetachedOptions,
  type Glance,
  glance,
  type LeftAlone,
  lostRecord,
  readErrors,
  type Stopped,
  startDetached,
  stopDetached,
  type WatchFiles,
  watchFiles,
} from './detached.ts';
export { type FailureKind, failure, type TracerFailure } from './failure.ts';
export type { Long } from './holding.ts';
export { isFailure, type WayName } from './ladder.ts';
export { isBeingWritten } from './live.ts';
export { bytesOf, parseRecording, type Recording, type RecordProblem, RecordReader } from './parse.ts';
export { readRecording } from './read.ts';
export * from './record.ts';
export { readRegular } from './regular.ts';
export { readSurroundings, type Surroundings } from './surroundings.ts';
export { type Attempts, type Checked, checkTracer, type Started, type StartOptions, startTracer, type Tracer } from './tracer.ts';
