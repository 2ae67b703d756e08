// The fast start: a photograph of Python's memory, taken when the site was built, with the engine already imported.
//
// It leans on options that Pyodide does not promise to keep (`_loadSnapshot`) and on one it calls experimental
// (`createPyodideModule`), so the version is pinned, tests run it in a browser, and the plain start stands behind it.

import { fetchNow } from './fetch-now.mjs';
import { expectFound, withHandover } from './handover.mjs';
import { readSnapshot, restore } from './pages.mjs';
import { withRest } from './rest.mjs';

/** @import { PyodideAPI, PyodideConfig } from 'pyodide' */
/** @import { Addresses } from '../manifest.mjs' */
/** @typedef {NonNullable<PyodideConfig['createPyodideModule']>} CreateModule */
/** @typedef {(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => void} Instantiate */
/** @typedef {{ INITIAL_MEMORY?: number, instantiateWasm: Instantiate }} Settings  what is changed of those of the module */

// A zip of nothing: all that is imported at the start is in the snapshot.
const EMPTY_ZIP = Uint8Array.of(80, 75, 5, 6, ...Array(18).fill(0));

// The generator's state is that of the build; a `random` that is imported later seeds itself.
const RESEED = `
import sys
if "random" in sys.modules:
    sys.modules["random"].seed()`;

/**
 * Starts Python.
 *
 * @param {Addresses} addresses
 */
export async function snapshotStart({ files, lock }) {
  // Everything begins at once; Pyodide by itself would ask for one file after the other, and compile at the end.
  /** @type {Promise<typeof import('pyodide')>} */
  const loader = import(files.loader);
  /** @type {Promise<{ default: CreateModule }>} */
  const runtime = import(files.runtime);
  const { snapshot: photograph, first = files.wasm, rest } = files; // a build may have left Python's functions in one file
  if (!photograph) throw new Error('there is none');
  const wasm = WebAssembly.compileStreaming(fetch(first).then(expectFound));
  const snapshot = fetch(photograph).then(expectFound).then(unpacked).then(readSnapshot);
  for (const promise of [loader, runtime, wasm, snapshot]) promise.catch(() => {}); // each is awaited below

  const { loadPyodide } = await loader;
  const folder = new URL('.', files.loader).href;
  const start = (/** @type {(reason: unknown) => void} */ fail) =>
    loadPyodide({
      indexURL: folder,
      packageBaseUrl: folder,
      stdLibURL: files.library,
      lockFileContents: lock,
      // Pyodide reads the header and checks the build id in it; the memory that follows is put back below.
      _loadSnapshot: snapshot.then(({ header }) => header),
      createPyodideModule: (settings) =>
        createRestored(settings, runtime, snapshot, (instance) => (rest ? withRest(instance, rest, fail) : instance)),
    });
  const responses = new Map([
    [`${folder}pyodide.asm.wasm`, new Response()],
    [files.library, new Response(EMPTY_ZIP)],
  ]);
  const python = await withHandover(start, { responses, module: wasm });
  libraryOnDemand(python, lock.info.python, files.library);
  python.runPython(RESEED);
  return python;
}

/**
 * What a response holds, unpacked.
 *
 * @param {Response} response
 */
const unpacked = ({ body }) => /** @type {NonNullable<typeof body>} */ (body).pipeThrough(new DecompressionStream('gzip'));

/**
 * Makes the runtime's module as Pyodide would, and puts the snapshot into its memory.
 *
 * @param {Parameters<CreateModule>[0]} asked
 * @param {Promise<{ default: CreateModule }>} runtime
 * @param {ReturnType<typeof readSnapshot>} snapshot
 * @param {(instance: WebAssembly.Instance) => WebAssembly.Instance} complete  what the module's instance is passed through
 */
async function createRestored(asked, runtime, snapshot, complete) {
  const settings = /** @type {Settings} */ (asked);
  const [{ default: createModule }, { staticBytes, pages }] = await Promise.all([runtime, snapshot]);
  // Pyodide asks for as much memory as the snapshot it was given is long; what it was given is the header alone.
  delete settings.INITIAL_MEMORY;
  let initial = new Uint8Array();
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, done) =>
    instantiate(imports, (instance, module) => {
      const { buffer } = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
      initial = new Uint8Array(buffer).slice(0, staticBytes);
      done(complete(instance), module);
    });
  const module = await createModule(asked);
  restore(module.HEAPU8, await pages, initial);
  return module;
}

/**
 * Lets the library's file be fetched when Python first reads it, which it does for modules that are not in the
 * snapshot. It must be the very file the snapshot was made with: where each module stands in it is in the snapshot.
 *
 * @param {PyodideAPI} python
 * @param {string} version  of Python
 * @param {string} address  of the library
 */
function libraryOnDemand(python, version, address) {
  const { node } = python.FS.lookupPath(`/lib/python${version.split('.', 2).join('')}.zip`);
  /** @type {Uint8Array | undefined} */
  let bytes;
  const content = () => {
    bytes ??= fetchNow(address);
    return bytes;
  };
  Object.defineProperties(node, { contents: { get: content }, usedBytes: { get: () => content().length } });
}
