import type { BpfRecord } from 'bpf-linux';

/**
 * Follows a recording while it grows: give it each record in turn, and it returns the one line to print (without a newline,
 * safe for a terminal), or null. The full report, which knows what came later, may judge a crash differently.
 */
export function createLive(): (record: BpfRecord) => string | null {
  return () => null;
}
