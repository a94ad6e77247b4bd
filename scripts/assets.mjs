// Writes the HTML report's style and script into a module, because a bundle reads no files: `node scripts/assets.mjs`.
// With --check it only says whether that module is as it has to be.
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/report/html/', import.meta.url);

/** src/report/html/assets.ts, as it has to be. */
function assets() {
  return `// Made by scripts/assets.mjs from the .css and .mjs files here: edit those.
/* biome-ignore format: as it is in those files */
export const style = ${literal('page.css', 'timeline.css', 'incident.css')};
/* biome-ignore format: as it is in those files */
export const script = ${literal('page.mjs')};
`;
}

/** As it is, so that a review shows what changed. */
function literal(...names) {
  const text = names.map(name => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  return `\`\n${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
}

const file = new URL('assets.ts', folder);
if (process.argv[2] !== '--check') writeFileSync(file, assets());
else if (readFileSync(file, 'utf8') !== assets()) {
  console.error('src/report/html/assets.ts is out of date: run node scripts/assets.mjs');
  process.exit(1);
}
