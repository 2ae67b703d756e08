// Makes the search index of one language, by Pagefind. A job comes in as JSON, the folder `out` is filled.
//
//   { pagefind, out, language, documents: [{url, content}, …] }
//
//   out/pagefind.js      the search itself, the same for all languages
//   out/<language>/      the index

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { pagefind, out, language, documents } = JSON.parse(fs.readFileSync(0, 'utf8'));
/** @type {typeof import('pagefind')} */
const { createIndex, close } = await import(pathToFileURL(path.join(pagefind, 'lib/index.js')).href);

const { index } = settled(await createIndex({ forceLanguage: language }));
if (!index) throw new Error('Pagefind has made no index');
for (const document of documents) settled(await index.addHTMLFile(document));
const { files } = settled(await index.getFiles());
const folder = path.join(out, language);
for (const { path: name, content } of files) {
  if (name === 'pagefind.js') write(path.join(out, name), content);
  // Not its ready-made interfaces, of which it writes a third of a megabyte.
  else if (/(^pagefind-entry\.json|\.pf_\w+|\.pagefind)$/.test(name)) write(path.join(folder, name), content);
}
const { languages } = JSON.parse(fs.readFileSync(path.join(folder, 'pagefind-entry.json'), 'utf8'));
const used = `wasm.${languages[language].wasm ?? 'unknown'}.pagefind`;
for (const name of fs.readdirSync(folder)) if (name.startsWith('wasm.') && name !== used) fs.rmSync(path.join(folder, name));
await close();
process.stdout.write('{}');

/**
 * An answer of Pagefind, which says there what went wrong.
 *
 * @template {{ errors: string[] }} T
 * @param {T} answer
 */
function settled(answer) {
  if (answer.errors.length) throw new Error(answer.errors.join('\n'));
  return answer;
}

/**
 * @param {string} file
 * @param {Uint8Array} content
 */
function write(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
