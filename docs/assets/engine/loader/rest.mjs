// Python's functions come in two files: those that a start and its answers call, and the rest, which is loaded when one
// of them is called after all. publisher/runtime/split.py says how the two are made.

import { fetchNow } from './fetch-now.mjs';

const PREFIX = 'rest:'; // of the names under which the first part exports what the rest imports

// (module (import "" "" (func)) (export "" (func 0))): only a function of a wasm module can stand in a table of functions.
const FUNCTION_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 5, 1, 0, 0, 0, 0, 7, 4, 1, 0, 0, 0);

/**
 * The instance of the first part as Pyodide knows it; when the rest is called for, it is fetched.
 *
 * @param {WebAssembly.Instance} instance
 * @param {string} address  of the rest
 * @param {(reason: unknown) => void} fail  is told when that cannot be done, for Pyodide tells nobody of errors while it starts
 * @returns {WebAssembly.Instance}
 */
export function withRest(instance, address, fail) {
  /** @type {WebAssembly.Exports} */
  const exports = {};
  /** @type {WebAssembly.Exports} */
  const shared = {};
  for (const [name, value] of Object.entries(instance.exports)) (name.startsWith(PREFIX) ? shared : exports)[name] = value;
  const bring = () => {
    try {
      new WebAssembly.Instance(new WebAssembly.Module(fetchNow(address)), { [PREFIX]: shared });
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  const { exports: made } = new WebAssembly.Instance(new WebAssembly.Module(FUNCTION_MODULE), { '': { '': bring } });
  const moved = /** @type {WebAssembly.Table} */ (shared[`${PREFIX}moved`]);
  moved.set(0, made['']);
  return { exports };
}
