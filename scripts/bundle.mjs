// Builds dist/ from the sources: one ES module per entry, the notices of what is inside, and the checksums of everything.
// Deterministic: the same sources and the same esbuild give the same bytes, wherever the checkout lies; CI compares them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const entries = ['cli', 'demo'];
const LINE = `\n${'='.repeat(80)}\n\n`;

/** Some of execa's dependencies are CommonJS and call require() for node's own modules. */
const banner = "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);";

const result = await build({
  absWorkingDir: root,
  entryPoints: entries.map(name => `src/${name}.ts`),
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  banner: { js: banner },
  // Readable: users audit what they run, and reviewers read the difference.
  minify: false,
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
writeFileSync(join(dist, 'NOTICES.txt'), notices(Object.keys(result.metafile.inputs)));
rmSync(join(dist, 'SHA256SUMS'), { force: true });
writeFileSync(join(dist, 'SHA256SUMS'), checksums());

/** The licence of everything that dist/ contains code of. */
function notices(inputs) {
  const packages = [...new Set(inputs.map(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]).filter(Boolean))].sort();
  const texts = packages.map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file: add its text by hand`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  const read = name => readFileSync(join(root, 'docs/notices', name), 'utf8');
  const linked = ['tracer.txt', 'LGPL-2.1.txt', 'LGPL-3.txt', 'GPL-3.txt'].map(read);
  const own = `Crash Gate\n\n${readFileSync(join(root, 'LICENSE'), 'utf8')}`;
  return [
    own,
    `What is bundled into cli.js\n\n${packages.map(folder => folder.replace(/^.*node_modules\//, '')).join(', ')}\n`,
    ...texts,
    ...linked,
  ].join(LINE);
}

/** For "sha256sum -c SHA256SUMS". */
function checksums() {
  return filesUnder(dist)
    .map(path => `${createHash('sha256').update(readFileSync(path)).digest('hex')}  ${relative(dist, path)}\n`)
    .join('');
}

function filesUnder(folder) {
  return readdirSync(folder)
    .sort()
    .map(name => join(folder, name))
    .flatMap(path => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}
