/**
 * Text of others in GitHub's Markdown. Names, paths and arguments always stand in code, where GitHub looks for neither mentions
 * nor links nor emoji; sentences that contain them are text whose punctuation is spelled as entities, which never form syntax.
 */
import { plain } from '../plain.ts';

const NAME = 120;
const SENTENCE = 600;

/** A name, a path, an argument: as code. Fit for table cells too. */
export function code(text: string, most = NAME): string {
  const shown = plain(text, most);
  if (shown.trim() === '') return '(empty)';
  // A code span can't hold these in a table cell; the code element takes entities, and each of them is spelled so.
  return /[`|\\]|^ | $/.test(shown) ? `<code>${spelled(shown)}</code>` : `\`${shown}\``;
}

/** A sentence that may hold names. Fit for table cells; never give it the start of a line. */
export const text = (sentence: string, most = SENTENCE): string => spelled(plain(sentence, most));

/** An underscore within a word is no syntax. */
const special = /[\\`*{}[\]<>&|~$^"]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
const SPLIT = '&#8203;';

function spelled(shown: string): string {
  return (
    shown
      .replace(special, character => `&#${character.charCodeAt(0)};`)
      // GitHub looks for these in the page that came out, where entities are characters again: a zero-width space ends the match.
      .replace(/@/g, `@${SPLIT}`)
      .replace(/(^|[^&])#(?=\w)/g, `$1#${SPLIT}`)
      .replace(/\bGH-(?=\d)/gi, match => match + SPLIT)
      .replace(/:(?=\/\/)/g, `:${SPLIT}`)
      .replace(/www\./gi, match => `${match.slice(0, 3)}${SPLIT}.`)
      .replace(/(mailto|xmpp):/gi, `$1:${SPLIT}`)
  );
}

/** For raw HTML in Markdown: the summary of a collapsed section. */
export const html = (sentence: string, most = SENTENCE): string =>
  plain(sentence, most).replace(/[&<>"'`@]/g, character => `&#${character.charCodeAt(0)};`);
