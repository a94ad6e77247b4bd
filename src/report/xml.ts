/** XML as text: elements with escaped attributes and character data. */

export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Character data: our own newlines are kept. */
  readonly text?: string;
  readonly children?: readonly Element[];
}

export const renderXml = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}`;

function render({ name, attributes = {}, text = '', children = [] }: Element, indent: string): string {
  const open = `${indent}<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')}`;
  if (children.length > 0) return `${open}>\n${children.map(child => render(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
  return text === '' ? `${open}/>\n` : `${open}>${escapeXml(text)}</${name}>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Expects inert text: XML has no spelling at all for most control characters. */
const escapeXml = (text: string): string => text.replace(/[&<>"']/g, character => entities[character]!);
