import type { Report } from './report.ts';

export interface TerminalOptions {
  /** Use ANSI colours. */
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** Where the record is, for the last line; null when there is none to name. */
  readonly recordPath: string | null;
}

/** The report for a person at a terminal, with a newline at the end. Nothing that a process controls reaches it raw. */
export function renderTerminal(report: Report, _options: TerminalOptions): string {
  return `crash-gate ${report.verdict}\n`;
}
