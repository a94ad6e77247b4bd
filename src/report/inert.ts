/**
 * Makes hostile text visible and inert: names, arguments and paths may hold anything. What a terminal would act on, what
 * reorders or hides text, what GitHub's runner would act on wherever it reads it, and bytes that are not UTF-8 come out as \xNN (a byte, an
 * ASCII character) or \u{NNNN}.
 */
export function inert(text: string): string {
  return text.replace(dangerous, spell).replaceAll('##[', '\\x23#[');
}

/** Of inert text, what no line may begin with: GitHub's runner takes `::name::` there for a command, and `##[name]` anywhere. */
export const asLine = (line: string): string => line.replace(/^(\s*):(?=:)/, '$1\\x3a');

/**
 * Control, format (invisible, bidirectional), private, unassigned and lone surrogate characters, line and paragraph
 * separators, and letters that show nothing.
 */
const dangerous = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;

function spell(character: string): string {
  const code = character.codePointAt(0) as number;
  // The record's escape for a byte that is not part of valid UTF-8.
  if (code >= 0xdc80 && code <= 0xdcff) return byte(code - 0xdc00);
  return code < 0x80 ? byte(code) : `\\u{${code.toString(16)}}`;
}

const byte = (value: number): string => `\\x${value.toString(16).padStart(2, '0')}`;
