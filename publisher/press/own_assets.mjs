// Makes one file of all the modules that run together, and one of the style sheets, by esbuild. A job comes in as JSON.
//
//   { esbuild, assets, out, entries }      each entry below `assets` becomes one file in `out`, under its name
//
// What is only imported when it is wanted is an entry too. An entry that another one imports is left where it stands.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { esbuild, assets, out, entries } = JSON.parse(fs.readFileSync(0, 'utf8'));
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

await esbuildApi.build({
  absWorkingDir: assets,
  entryPoints: entries,
  outdir: out,
  outbase: assets,
  outExtension: { '.js': '.mjs' },
  plugins: [entriesStayApart],
  bundle: true,
  format: 'esm',
  target: 'esnext',
  charset: 'utf8',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
});
process.stdout.write('{}');
