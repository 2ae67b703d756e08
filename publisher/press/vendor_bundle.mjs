// Makes one module of another's library and all it imports, by esbuild. A job comes in as JSON: { esbuild, entry, out }.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { esbuild, entry, out } = JSON.parse(fs.readFileSync(0, 'utf8'));
/** @type {{ default: typeof import('esbuild') }} */
const { default: esbuildApi } = await import(pathToFileURL(path.join(esbuild, 'lib/main.js')).href);
await esbuildApi.build({
  entryPoints: [entry],
  outfile: out,
  bundle: true,
  format: 'esm',
  target: 'esnext',
  charset: 'utf8',
  minify: true,
  legalComments: 'none',
  logLevel: 'error',
});
process.stdout.write('{}');
