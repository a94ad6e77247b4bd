/** Text in columns. Everything here expects inert text. */
import { asLine } from './inert.ts';

/** Columns that a text takes: East Asian wide characters and emoji two, combining marks none. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += isCombining(character) ? 0 : isWide(character.codePointAt(0) as number) ? 2 : 1;
  return width;
}

const isCombining = (character: string): boolean => /^\p{M}$/u.test(character);

const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const isWide = (code: number): boolean => code >= 0x1100 && wide.some(([from, to]) => code >= from && code <= to);

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));

/** Breaks a text at spaces into lines of at most `width` columns; a word that is longer is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(part => cut(part, width))) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map(asLine);
}

/** A word in pieces of at most `width` columns. */
function cut(word: string, width: number): string[] {
  if (word.length <= width && columns(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const more = columns(character);
    if (used + more > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += more;
  }
  return [...pieces, piece];
}

/** At most `width` columns, the rest as an ellipsis. */
export function clip(text: string, width: number): string {
  return columns(text) <= width ? text : `${cut(text, Math.max(1, width - 1))[0]}…`;
}
