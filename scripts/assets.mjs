// Writes the HTML report's style and script into a module, because a bundle reads no files: `node scripts/assets.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/report/html/', import.meta.url);

/** src/report/html/assets.ts, as it has to be. */
export function assets() {
  return `// Made by scripts/assets.mjs from page.css and page.mjs: edit those.
/* biome-ignore format: as it is in those files */
export const style = ${literal('page.css')};
/* biome-ignore format: as it is in those files */
export const script = ${literal('page.mjs')};
`;
}

/** As it is, so that a review shows what changed. */
function literal(name) {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return `\`\n${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(new URL('assets.ts', folder), assets());
