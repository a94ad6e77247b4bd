import type { Header } from 'bpf-linux';

/** Turns nanoseconds since the start of the watch into dates. */
export interface Clock {
  /** ISO 8601, UTC; null without a header, or for a time that no calendar has. */
  readonly iso: (ns: number) => string | null;
}

export function clockOf(header: Header | null): Clock {
  const start = Date.parse(header?.clock.startedAt ?? '');
  return {
    iso: ns => {
      const date = new Date(start + ns / 1e6);
      return Number.isNaN(date.getTime()) ? null : date.toISOString();
    },
  };
}
