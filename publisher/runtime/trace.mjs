// {files, lock, requests} → starts the engine from its snapshot as a browser's worker does, answers the requests, and
// prints the globals of a traced wasm file (trace.py): which functions that took.

import fs from 'node:fs';

import { freeze, printResult, readJob } from './boot.mjs';

const job = readJob();
const { exit } = process;
const instances = [];
becomeWorker();
const { snapshotStart } = await import('../../docs/assets/engine/loader/snapshot.mjs');
const python = await snapshotStart(job);
const { call } = python.pyimport('calculators.browser');
for (const request of job.requests) call(request);
const { exports } = instances.find((instance) => 'called:0' in instance.exports);
const words = [];
for (let at = 0; exports[`called:${at}`]; at++) words.push(exports[`called:${at}`].value >>> 0);
printResult({ words });
exit(0); // Python's event loop would wait for more

/** Gives this process what a browser's worker has, takes from it what a worker has not, and keeps what wasm is made. */
function becomeWorker() {
  freeze();
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate.call(WebAssembly, module, imports);
    instances.push(instance);
    return instance;
  };
  const WorkerGlobalScope = { [Symbol.hasInstance]: (object) => object === globalThis };
  const importScripts = () => {
    throw new TypeError('a module worker has no importScripts()');
  };
  Object.assign(globalThis, { self: globalThis, WorkerGlobalScope, importScripts, location: new URL(import.meta.url) });
  globalThis.fetch = async (address) => {
    const type = String(address).endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(fs.readFileSync(new URL(address)), { headers: { 'content-type': type } });
  };
  globalThis.XMLHttpRequest = class {
    open(_, address) {
      this.address = address;
    }

    send() {
      this.status = 200;
      this.response = fs.readFileSync(new URL(this.address));
    }
  };
  delete globalThis.process;
}
