/** How a process ended, from the raw status word of wait(2). The only place that takes it apart. */
export interface End {
  /** The signal that ended it; null when it exited. */
  readonly signal: number | null;
  /** Its exit code; null when a signal ended it. */
  readonly exitCode: number | null;
  readonly coreDumped: boolean;
}

/** code = bits 15..8, core dumped = 0x80, signal = bits 6..0. */
export function explainStatus(status: number): End {
  const signal = status & 0x7f;
  return signal === 0
    ? { signal: null, exitCode: (status >> 8) & 0xff, coreDumped: false }
    : { signal, exitCode: null, coreDumped: (status & 0x80) !== 0 };
}
