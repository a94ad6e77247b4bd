/**
 * Makes hostile text visible and inert: names, arguments and paths may hold anything. What a terminal would act on, what
 * reorders or hides text, and bytes that are not UTF-8 come out as \xNN (a byte or a control character) or \u{NNNN}.
 */
export function inert(text: string): string {
  return text.replace(dangerous, spell);
}

/**
 * Control characters (C0, DEL, C1), line and paragraph separators, invisible and bidirectional format characters, blank letters,
 * private use characters and lone surrogates.
 */
const dangerous = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu;

function spell(character: string): string {
  const code = character.codePointAt(0) as number;
  // The record's escape for a byte that is not part of valid UTF-8.
  if (code >= 0xdc80 && code <= 0xdcff) return byte(code - 0xdc00);
  return code < 0x80 ? byte(code) : `\\u{${code.toString(16)}}`;
}

const byte = (value: number): string => `\\x${value.toString(16).padStart(2, '0')}`;
