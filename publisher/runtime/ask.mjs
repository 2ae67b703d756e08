// {files, lock, requests} → starts the engine as a browser's worker does, from its snapshot where it has one, and answers the
// requests. Of a traced wasm file (trace.py) it prints the globals: which functions that took; of another one the answers.

import fs from 'node:fs';

import { freeze, printResult, readJob } from './boot.mjs';

const SWEEPS = [20, 300, 1000]; // after how many new objects Python looks for waste; by itself after 2000

const job = readJob();
const { exit } = process;
/** @type {WebAssembly.Instance[]} */
const instances = [];
becomeWorker();
const { snapshotStart } = await import('../../docs/assets/engine/loader/snapshot.mjs');
const { plainStart } = await import('../../docs/assets/engine/loader/plain.mjs');
const python = await (job.files.snapshot ? snapshotStart(job) : plainStart(job));
const { call } = python.pyimport('calculators.browser');
const traced = instances.find((instance) => 'called:0' in instance.exports);
const answer = () => job.requests.map((/** @type {string} */ request) => call(request));
const answers = answer();
// Waste is swept up now and then, in the middle of whatever answer, much of it or little: what that takes is noted as well.
for (const threshold of traced ? SWEEPS : []) {
  python.pyimport('gc').set_threshold(threshold);
  answer();
}
if (traced) printResult({ words: wordsOf(/** @type {Record<string, WebAssembly.Global>} */ (traced.exports)) });
else printResult({ answers });
exit(0); // Python's event loop would wait for more

/** @param {Record<string, WebAssembly.Global>} counters */
function wordsOf(counters) {
  const words = [];
  for (let at = 0; counters[`called:${at}`]; at++) words.push(counters[`called:${at}`]?.value >>> 0);
  return words;
}

/** Gives this process what a browser's worker has, takes from it what a worker has not, and keeps what wasm is made. */
function becomeWorker() {
  freeze();
  const { instantiate } = WebAssembly;
  Object.assign(WebAssembly, {
    instantiate: async (/** @type {WebAssembly.Module} */ module, /** @type {WebAssembly.Imports} */ imports) => {
      const instance = await instantiate.call(WebAssembly, module, imports);
      instances.push(instance);
      return instance;
    },
  });
  Object.assign(globalThis, {
    self: globalThis,
    location: new URL(import.meta.url),
    WorkerGlobalScope: { [Symbol.hasInstance]: (/** @type {unknown} */ object) => object === globalThis },
    importScripts() {
      throw new TypeError('a module worker has no importScripts()');
    },
    fetch: async (/** @type {string} */ address) => {
      const type = String(address).endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
      return new Response(fs.readFileSync(new URL(address)), { headers: { 'content-type': type } });
    },
    XMLHttpRequest: class {
      status = 0;
      #address = '';
      /** @type {Uint8Array | undefined} */
      response;

      /**
       * @param {string} _
       * @param {string} address
       */
      open(_, address) {
        this.#address = address;
      }

      send() {
        this.status = 200;
        this.response = fs.readFileSync(new URL(this.#address));
      }
    },
  });
  Reflect.deleteProperty(globalThis, 'process');
}
