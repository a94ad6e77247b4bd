/**
 * Globs for texts that a hostile process may have made: `*` any characters, `?` one, `[a-z]` and `[!a-z]` one of a set, `\` takes the
 * next character as it is. A `*` crosses "/" and spaces: one rule for paths, command lines, images and names. Matching never goes
 * back further than the last `*`, so the time is at most the text's length times the glob's: no text can make it explode, as
 * with globs that become backtracking regular expressions.
 */
export interface Glob {
  readonly source: string;
  readonly matches: (text: string) => boolean;
  /** The only text that it matches; null when there are others. */
  readonly literal: string | null;
  /** Texts that it matches have at least so many UTF-16 units. */
  readonly least: number;
  /** Texts that are part of every text that it matches. */
  readonly pieces: readonly string[];
}

/** Why a glob can't be used, and what to write instead. */
export interface BadGlob {
  readonly wrong: string;
  readonly fix: string;
}

/** One character: itself, or whatever the test takes. */
type Atom = string | ((character: string) => boolean);
/** What stands between two stars. */
type Segment = readonly Atom[];

export function compileGlob(source: string): Glob | BadGlob {
  const foreign = foreignSyntax(source);
  if (foreign !== null) return foreign;
  const segments = parse(source);
  if (!Array.isArray(segments)) return segments as BadGlob;
  const texts = (segments as Segment[]).map(segment => (segment.every(atom => typeof atom === 'string') ? segment.join('') : null));
  const parts = (segments as Segment[]).map((segment, index) => partOf(segment, texts[index] ?? null));
  return {
    source,
    literal: parts.length === 1 ? (texts[0] ?? null) : null,
    least: parts.reduce((sum, { length }) => sum + length, 0),
    pieces: (segments as Segment[]).flatMap(piecesOf),
    matches: matcher(parts),
  };
}

export const isGlob = (compiled: Glob | BadGlob): compiled is Glob => 'matches' in compiled;

/** A glob that matches exactly this text. */
export const literalGlob = (text: string): string => text.replace(/[\\*?[\]{}()!]/g, character => `\\${character}`);

function piecesOf(segment: Segment): readonly string[] {
  const pieces = [''];
  for (const atom of segment) {
    if (typeof atom === 'string') pieces.push(pieces.pop() + atom);
    else pieces.push('');
  }
  return pieces.filter(piece => piece !== '');
}

/** What means something in other globs would be misread in silence. */
function foreignSyntax(source: string): BadGlob | null {
  const plain = source.replace(/\\./gsu, '__').replace(/\[[^\]]*\]/g, '_');
  if (/[{}]/.test(plain))
    return { wrong: 'braces are no part of these globs', fix: 'Write a list for alternatives, or \\{ and \\} for the characters themselves' };
  if (/[!?+*@]\(/.test(plain))
    return { wrong: 'extended globs such as !(x) are no part of these globs', fix: 'Write a list for alternatives, or \\( for the character itself' };
  if (plain.startsWith('!'))
    return {
      wrong: 'a glob with ! at its start does not negate here',
      fix: 'Put an earlier rule for the exceptions, or write \\! for the character itself',
    };
  return null;
}

function parse(source: string): readonly Segment[] | BadGlob {
  const segments: Atom[][] = [[]];
  for (let index = 0; index < source.length; index++) {
    const character = source[index] as string;
    const last = segments.at(-1)!;
    if (character === '*') {
      if (index === 0 || last.length > 0) segments.push([]);
    } else if (character === '?') {
      last.push(() => true);
    } else if (character === '\\') {
      const next = source[++index];
      if (next === undefined) return { wrong: 'it ends with a lone backslash', fix: 'Write \\\\ for a backslash' };
      last.push(next);
    } else if (character === '[') {
      // A "]" at the set's start is one of its characters.
      const end = source.indexOf(']', index + (source[index + 1] === '!' ? 3 : 2));
      const set = end === -1 ? null : setOf(source.slice(index + 1, end));
      if (set === null) return { wrong: "it has a '[' without its ']', or a range that runs backwards", fix: 'Write \\[ for the character itself' };
      last.push(set);
      index = end;
    } else {
      last.push(character);
    }
  }
  return segments;
}

/** "a-z_", "!0-9". Null when a range runs backwards. */
function setOf(text: string): ((character: string) => boolean) | null {
  const negated = text.startsWith('!');
  const ranges: (readonly [string, string])[] = [];
  const body = negated ? text.slice(1) : text;
  for (let index = 0; index < body.length; index++) {
    const from = body[index] as string;
    const isRange = body[index + 1] === '-' && index + 2 < body.length;
    const to = isRange ? (body[index + 2] as string) : from;
    if (to < from) return null;
    ranges.push([from, to]);
    if (isRange) index += 2;
  }
  return character => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

interface Part {
  readonly length: number;
  readonly at: (text: string, position: number) => boolean;
  /** The first position from `from` on where it fits and ends at or before `end`; -1: there is none. */
  readonly find: (text: string, from: number, end: number) => number;
}

function partOf(segment: Segment, literal: string | null): Part {
  const { length } = segment;
  if (literal !== null) {
    return {
      length: literal.length,
      at: (text, position) => text.startsWith(literal, position),
      find: (text, from, end) => {
        const found = text.indexOf(literal, from);
        return found === -1 || found + literal.length > end ? -1 : found;
      },
    };
  }
  const at = (text: string, position: number): boolean =>
    segment.every((atom, offset) => {
      const character = text[position + offset];
      return character !== undefined && (typeof atom === 'string' ? atom === character : atom(character));
    });
  const find = (text: string, from: number, end: number): number => {
    for (let position = from; position + length <= end; position++) if (at(text, position)) return position;
    return -1;
  };
  return { length, at, find };
}

/** The first part stands at the start, the last one at the end, and each one between them is taken where it first fits. */
function matcher(parts: readonly Part[]): (text: string) => boolean {
  const first = parts[0]!;
  if (parts.length === 1) return text => text.length === first.length && first.at(text, 0);
  const last = parts.at(-1)!;
  const between = parts.slice(1, -1);
  return text => {
    const end = text.length - last.length;
    if (end < first.length || !first.at(text, 0) || !last.at(text, end)) return false;
    let position = first.length;
    for (const part of between) {
      const found = part.find(text, position, end);
      if (found === -1) return false;
      position = found + part.length;
    }
    return true;
  };
}
