// Builds dist/ from the sources: one ES module per entry and what loads it, the notices of what is inside, and the checksums of everything.
// Deterministic: the same sources and the same esbuild give the same bytes, wherever the checkout lies; CI compares them.
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { outdir: { type: 'string', default: join(root, 'dist') } } });
const dist = resolve(values.outdir);
const entries = ['cli', 'demo', 'main', 'post', 'check'];
const LINE = `\n${'='.repeat(80)}\n\n`;

/** Some packages are CommonJS and call require() for node's own modules. */
const banner = "import { createRequire as createRequire_ } from 'node:module';\nconst require = createRequire_(import.meta.url);";

/** GitHub's client is a megabyte that a clean job never needs: a file of its own, loaded when there is something to tell. */
const clientApart = {
  name: 'client-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^@actions\/github$/ }, () => ({ path: './github.js', external: true })),
};

/** YAML and what reads it: a file of its own, loaded when there is a rules file. */
const rulesApart = {
  name: 'rules-apart',
  setup: ({ onResolve }) => onResolve({ filter: /rules\/user\/read\.ts$/ }, () => ({ path: './rules.js', external: true })),
};

/** Of @actions/core we use what has to do with inputs and files; it also comes with an HTTP client, for tokens. None of its modules does anything by being loaded. */
const coreWithoutClient = {
  name: 'core-without-client',
  setup(run) {
    run.onResolve({ filter: /./ }, async ({ path, pluginData, ...rest }) => {
      const ofCore = path === '@actions/core' || /[\\/]@actions[\\/]core[\\/]/.test(rest.importer);
      if (pluginData === 'resolving' || !ofCore) return undefined;
      const { importer, resolveDir, kind } = rest;
      const found = await run.resolve(path, { importer, resolveDir, kind, pluginData: 'resolving' });
      return { ...found, sideEffects: false };
    });
  },
};

const common = {
  absWorkingDir: root,
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
};
const own = await build({
  ...common,
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  entryPoints: entries.map(name => `src/${name}.ts`),
  plugins: [clientApart, rulesApart, coreWithoutClient],
});
const rules = await build({ ...common, outfile: join(dist, 'rules.js'), entryPoints: ['src/rules/user/read.ts'] });
const client = await build({
  ...common,
  outfile: join(dist, 'github.js'),
  stdin: { contents: "export { getOctokit } from '@actions/github';", resolveDir: root },
});

/** What users and the runner start: it reads the program only where Node is new enough for that. */
const loader = readFileSync(join(root, 'scripts/loader.js'), 'utf8');
for (const name of entries) writeFileSync(join(dist, `${name}.js`), loader.replaceAll('ENTRY', name));
// May be linked as a command.
writeFileSync(join(dist, 'cli.js'), `#!/usr/bin/env node\n${readFileSync(join(dist, 'cli.js'), 'utf8')}`);
chmodSync(join(dist, 'cli.js'), 0o755);
writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
writeFileSync(join(dist, 'NOTICES.txt'), notices([own, client, rules].flatMap(({ metafile }) => included(metafile))));
rmSync(join(dist, 'SHA256SUMS'), { force: true });
writeFileSync(join(dist, 'SHA256SUMS'), checksums());

/** What is in the bundles: not all that was read is. */
function included({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter(input => inputs[input].bytesInOutput > 0));
}

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
    `What is bundled into the JavaScript files\n\n${packages.map(folder => folder.replace(/^.*node_modules\//, '')).join(', ')}\n`,
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
