import type { LineCounter } from 'yaml';
import type { RuleProblem } from './spec.ts';

/** More help nobody: the first ones are corrected first. */
export const MOST_PROBLEMS = 50;

const LONGEST = 300;

/** What is quoted may be long. */
const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Collects all that is wrong with one text, by place. */
export class Problems {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #found: RuleProblem[] = [];

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  /** `offset`: in UTF-16 units. */
  add(offset: number, message: string, fix: string): void {
    const { line, col } = this.#lines.linePos(offset);
    // Nothing is known of lines before the first one is read.
    this.#found.push({ file: this.#file, line: Math.max(1, line), column: Math.max(1, col), message: clip(message), fix: clip(fix) });
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  lineOf(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }

  sorted(): readonly RuleProblem[] {
    return this.#found.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}
