// Makes one file of all the modules that run together, and one of the style sheets, by esbuild. A job comes in as JSON.
//
//   { esbuild, assets, out, entries, walled }   each entry below `assets` becomes one file in `out`, under its name
//
// What is only imported when it is wanted is an entry too. An entry that another one imports is left where it stands.
// `walled` are names in `out` for entries as scripts of the old kind, whole: a browser lets no modules into a frame that is
// walled off (`sandbox` without `allow-same-origin`) unless the host gives leave.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { esbuild, assets, out, entries, walled } = JSON.parse(fs.readFileSync(0, 'utf8'));
/** @type {{ default: typeof import('esbuild') }} */
const { default: esbuildApi } = await import(pathToFileURL(path.join(esbuild, 'lib/main.js')).href);

const known = new Set(entries.map((/** @type {string} */ entry) => path.join(assets, entry)));
/** @type {import('esbuild').Plugin} */
const entriesStayApart = {
  name: 'entries-stay-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path: name, resolveDir }) => {
      return kind !== 'entry-point' && known.has(path.join(resolveDir, name)) ? { path: name, external: true } : null;
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const always = {
  absWorkingDir: assets,
  bundle: true,
  target: 'esnext',
  charset: 'utf8',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
};
await esbuildApi.build({
  ...always,
  entryPoints: entries,
  outdir: out,
  outbase: assets,
  outExtension: { '.js': '.mjs' },
  plugins: [entriesStayApart],
  format: 'esm',
});
for (const [name, entry] of Object.entries(walled)) {
  await esbuildApi.build({
    ...always,
    entryPoints: [entry],
    outfile: path.join(out, name),
    format: 'iife',
    banner: { js: 'var huiceScript = document.currentScript.src;' },
    define: { 'import.meta.url': 'huiceScript' },
  });
}
process.stdout.write('{}');
