// {pyodide, stdlib, requests, out} → writes a packed snapshot of a runtime that has the engine imported to `out`,
// or says that such a runtime is larger than a snapshot may be.

import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { boot, printResult, readJob, runInside } from './boot.mjs';
import { pack } from './pack_snapshot.mjs';

/** @import { CreateModule, Settings } from '../../docs/assets/engine/loader/snapshot.mjs' */
/** @typedef {{ HEAPU8: Uint8Array, _malloc: (size: number) => number, _free: (at: number) => void }} Module */

const job = readJob();

// What the wasm file itself puts into memory: the snapshot is stored as the difference from it.
let initial = new Uint8Array();
/** @type {{ default: CreateModule }} */
const { default: createModule } = await import(pathToFileURL(path.resolve(job.pyodide, 'pyodide.asm.mjs')).href);
/** @type {CreateModule} */
const createPyodideModule = (asked) => {
  const settings = /** @type {Settings} */ (asked);
  const instantiate = settings.instantiateWasm;
  settings.instantiateWasm = (imports, done) =>
    instantiate(imports, (instance, module) => {
      const { buffer } = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
      initial = new Uint8Array(buffer).slice();
      done(instance, module);
    });
  return createModule(asked);
};

const py = await boot(job.pyodide, job.stdlib, { _makeSnapshot: true, createPyodideModule });
const counts = runInside(py, 'settle', job.requests);
const { _module: module } = /** @type {typeof py & { _module: Module }} */ (py);
// The loader restores into the memory that the wasm file asks for, and cannot ask for more (pyodide issue 6254).
const fits = () => module.HEAPU8.length === initial.length;
if (fits()) zeroFreeMemory(module); // which takes all there is, and in a full heap asks for more
if (fits()) printResult(photograph());
else printResult({ needs: module.HEAPU8.length, may: initial.length });

function photograph() {
  const raw = py.makeMemorySnapshot();
  const packed = pack(raw, initial);
  py.FS.writeFile('/packed', packed);
  // Compressed by the runtime's own zlib: node's, and the host Python's, give other bytes on other machines.
  py.runPython(`
import zlib
gzip = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16, memLevel=9)
with open("/packed", "rb") as source, open("/packed.gz", "wb") as target:
    target.write(gzip.compress(source.read()) + gzip.flush())`);
  fs.writeFileSync(job.out, py.FS.readFile('/packed.gz'));
  return { ...counts, unpacked: packed.length, heap: raw.length };
}

/**
 * Fills the free memory of the C allocator with zeros: what deleted objects left behind is of no use to anyone.
 * It is asked for in ever smaller pieces until there is none left.
 *
 * @param {Module} module
 */
function zeroFreeMemory(module) {
  const heap = module.HEAPU8.length;
  const untouched = 3 << 20; // never used, so zero already; to ask for all of it would grow the heap
  const pieces = [];
  for (let size = 1 << 20; size >= 64; size >>= 1) {
    for (;;) {
      const at = module._malloc(size);
      if (at + size > heap - untouched) {
        module._free(at);
        break;
      }
      module.HEAPU8.fill(0, at, at + size);
      pieces.push(at);
    }
  }
  for (const at of pieces.reverse()) module._free(at);
}
