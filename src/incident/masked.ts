/**
 * How a failure was hidden. replaced: another process took its place. swallowed: an ancestor inside the job went on and ended
 * with 0. tests-passed: the watched command ended with 0 nevertheless. no: it wasn't hidden, or nothing says so.
 */
export type Masked = 'replaced' | 'swallowed' | 'tests-passed' | 'no';
