import { plain } from '../plain.ts';

/** HTML that is safe to put into a page: only the tag below makes it. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

/** Numbers stand for themselves, texts are made inert and escaped, lists are put together, null is nothing. */
type Value = string | number | Markup | null | readonly Value[];

/** So much of any single text is shown. */
const LONGEST = 4000;

export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.map((part, index) => part + (index < values.length ? render(values[index] as Value) : '')).join(''));
}

function render(value: Value): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.html;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? escapeHtml(plain(value, LONGEST)) : value.map(render).join('');
}

/** For text and for attributes in double quotes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`);
