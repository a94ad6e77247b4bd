/** The sets of globs: `[a-z_]`, and `[!0-9]` or `[^0-9]` for all but these. */
import type { BadGlob } from './glob.ts';

export interface CharSet {
  readonly takes: (code: number) => boolean;
  /** Of what follows the "]". */
  readonly next: number;
}

const NOT_CLOSED: BadGlob = { wrong: "it has a '[' without its ']'", fix: 'Write \\[ for the character itself' };

/** `from`: where the characters after the "[" begin. */
export function readSet(glob: readonly string[], from: number): CharSet | BadGlob {
  const negated = glob[from] === '!' || glob[from] === '^';
  const ranges: (readonly [number, number])[] = [];
  let at = negated ? from + 1 : from;
  const read = (): string | undefined => {
    if (glob[at] === '\\') at++;
    return glob[at++];
  };
  // A "]" at the set's start is one of its characters.
  while (glob[at] !== ']' || ranges.length === 0) {
    const first = read();
    const isRange = glob[at] === '-' && glob[at + 1] !== ']';
    if (isRange) at++;
    const last = isRange ? read() : first;
    if (first === undefined || last === undefined) return NOT_CLOSED;
    const range = [first.codePointAt(0)!, last.codePointAt(0)!] as const;
    if (range[0] > range[1]) return { wrong: `its range ${first}-${last} runs backwards`, fix: `Write ${last}-${first}` };
    ranges.push(range);
  }
  return { takes: code => ranges.some(([first, last]) => first <= code && code <= last) !== negated, next: at + 1 };
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9A-Fa-f',
};

/** [[:alpha:]] would be read as a set and a "]" after it. */
export function foreignClass(glob: string): BadGlob | null {
  const [written, , name] = /\[([:=.])(\w{1,20})\1\]/.exec(glob) ?? [];
  if (written === undefined) return null;
  const instead = classes[name ?? ''];
  return {
    wrong: `${written} is no part of these globs`,
    fix: instead === undefined ? 'Write the characters themselves' : `Write [${instead}], with whatever else the set holds`,
  };
}
