import type { Ancestor } from 'bpf-linux';

/**
 * How a failure was hidden. replaced: another process took its place. swallowed: an ancestor inside the job went on and ended
 * with 0. tests-passed: the watched command or job ended well nevertheless. no: it wasn't hidden, or nothing says so.
 */
export type Masked = 'replaced' | 'swallowed' | 'tests-passed' | 'no';

/** The nearest ancestor inside the job that outlived a crash and ended with 0: `./server || true`, a harness that ignores a status. */
export interface Swallower {
  readonly process: Ancestor;
  /** When it ended, in nanoseconds since the watch began. */
  readonly at: number;
  /** It started the process that died: it was told how its child ended. Otherwise something in between handed the end on. */
  readonly direct: boolean;
  /** It ran the very command again that had died, or that had handed the end on: a retry. */
  readonly ranAgain: boolean;
}
