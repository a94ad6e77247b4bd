/**
 * Globs for texts that a hostile process may have made: `*` any characters, `?` one, `[a-z]` and `[!a-z]` (or `[^a-z]`) one of a set, `\` takes the
 * next character as it is. A `*` crosses "/" and spaces: one rule for paths, command lines, images and names. Matching never goes
 * back further than the last `*`, so the time is at most the text's length times the glob's: no text can make it explode, as
 * with globs that become backtracking regular expressions.
 */
import { foreignClass, readSet } from './charset.ts';

export interface Glob {
  readonly source: string;
  readonly matches: (text: string) => boolean;
  /** The only text that it matches; null when there are others. */
  readonly literal: string | null;
  /** Texts that it matches have at least so many bytes. */
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
type Atom = string | ((code: number) => boolean);
/** What stands between two stars. */
type Segment = readonly Atom[];

export function compileGlob(source: string): Glob | BadGlob {
  const foreign = foreignSyntax(source);
  if (foreign !== null) return foreign;
  const segments = parse(source);
  if (!Array.isArray(segments)) return segments as BadGlob;
  const texts = (segments as Segment[]).map(segment => (segment.every(atom => typeof atom === 'string') ? segment.join('') : null));
  const parts = (segments as Segment[]).map((segment, index) => partOf(segment, texts[index] ?? null));
  const pieces = (segments as Segment[]).flatMap(piecesOf);
  const vague = (segments as Segment[]).flat().filter(atom => typeof atom !== 'string').length;
  return {
    source,
    literal: parts.length === 1 ? (texts[0] ?? null) : null,
    least: pieces.reduce((sum, piece) => sum + byteLength(piece), vague),
    pieces,
    matches: matcher(parts),
  };
}

export const isGlob = (compiled: Glob | BadGlob): compiled is Glob => 'matches' in compiled;

/** A glob that matches exactly this text. */
export const literalGlob = (text: string): string => text.replace(/[\\*?[\]{}()!]/g, character => `\\${character}`);

/** Of a text as a record has it: a lone surrogate stands for a byte that is no UTF-8. */
export const byteLength = (text: string): number => Buffer.byteLength(text) - 2 * (text.match(/\p{Cs}/gu)?.length ?? 0);

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
  const unescaped = source.replace(/\\./gsu, '__');
  const plain = unescaped.replace(/\[[^\]]*\]/g, '_');
  if (/[{}]/.test(plain))
    return { wrong: 'braces are no part of these globs', fix: 'Write a list for alternatives, or \\{ and \\} for the characters themselves' };
  if (/[!?+*@]\(/.test(plain))
    return { wrong: 'extended globs such as !(x) are no part of these globs', fix: 'Write a list for alternatives, or \\( for the character itself' };
  if (plain.startsWith('!'))
    return {
      wrong: 'a glob with ! at its start does not negate here',
      fix: 'Put an earlier rule for the exceptions, or write \\! for the character itself',
    };
  return foreignClass(unescaped);
}

function parse(source: string): readonly Segment[] | BadGlob {
  const glob = [...source];
  const segments: Atom[][] = [[]];
  for (let index = 0; index < glob.length; index++) {
    const character = glob[index] as string;
    const last = segments.at(-1)!;
    if (character === '*') {
      if (index === 0 || last.length > 0) segments.push([]);
    } else if (character === '?') {
      last.push(() => true);
    } else if (character === '\\') {
      const next = glob[++index];
      if (next === undefined) return { wrong: 'it ends with a lone backslash', fix: 'Write \\\\ for a backslash' };
      last.push(next);
    } else if (character === '[') {
      const set = readSet(glob, index + 1);
      if ('wrong' in set) return set;
      last.push(set.takes);
      index = set.next - 1;
    } else {
      last.push(character);
    }
  }
  return segments;
}

/** All positions are of UTF-16 units, and -1 is none. */
interface Part {
  /** Where it ends when it begins at `position`. */
  readonly after: (text: string, position: number) => number;
  /** Where it begins when it ends at the text's end. */
  readonly before: (text: string) => number;
  /** Where it ends when it is taken where it first fits, from `from` on, and ends at or before `end`. */
  readonly find: (text: string, from: number, end: number) => number;
}

function partOf(segment: Segment, literal: string | null): Part {
  if (literal !== null) {
    return {
      after: (text, position) => (text.startsWith(literal, position) ? position + literal.length : -1),
      before: text => (text.endsWith(literal) ? text.length - literal.length : -1),
      find: (text, from, end) => {
        const found = text.indexOf(literal, from);
        return found === -1 || found + literal.length > end ? -1 : found + literal.length;
      },
    };
  }
  const after = (text: string, position: number): number => {
    let at = position;
    for (const atom of segment) {
      const code = text.codePointAt(at);
      if (code === undefined || !(typeof atom === 'string' ? atom.codePointAt(0) === code : atom(code))) return -1;
      at += unitsOf(code);
    }
    return at;
  };
  const before = (text: string): number => {
    let at = text.length;
    for (let left = segment.length; left > 0 && at > 0; left--) at -= at > 1 && unitsOf(text.codePointAt(at - 2)!) === 2 ? 2 : 1;
    return after(text, at) === text.length ? at : -1;
  };
  const find = (text: string, from: number, end: number): number => {
    for (let position = from; position + segment.length <= end; position += unitsOf(text.codePointAt(position)!)) {
      const found = after(text, position);
      if (found !== -1) return found <= end ? found : -1;
    }
    return -1;
  };
  return { after, before, find };
}

const unitsOf = (code: number): number => (code > 0xffff ? 2 : 1);

/** The first part stands at the start, the last one at the end, and each one between them is taken where it first fits. */
function matcher(parts: readonly Part[]): (text: string) => boolean {
  const first = parts[0]!;
  if (parts.length === 1) return text => first.after(text, 0) === text.length;
  const last = parts.at(-1)!;
  const between = parts.slice(1, -1);
  return text => {
    const end = last.before(text);
    let position = first.after(text, 0);
    if (position === -1 || end < position) return false;
    for (const part of between) {
      position = part.find(text, position, end);
      if (position === -1) return false;
    }
    return true;
  };
}
