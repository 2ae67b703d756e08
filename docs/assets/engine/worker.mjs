// The engine's thread: starts Python and answers requests one after the other.
//
//   in    {start: {base, manifest, plain}}   once, first    {id, request}             a request, as JSON text
//   out   {ready: 'snapshot' | 'plain'}  or {failed}        {id, answer} or {id, broken}
//
// `base` and `manifest` say where the runtime's files are (manifest.mjs); `plain` asks for the start without the snapshot.

import { snapshotStart } from './loader/snapshot.mjs';
import { readManifest } from './manifest.mjs';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { FromWorker, HowStarted, Start, ToWorker } from './messages.d.ts' */
/** @typedef {{ call: (request: string) => string, how: HowStarted }} Started */

/** @type {Promise<Started> | undefined} */
let started;

/** @param {FromWorker} message */
const tell = (message) => self.postMessage(message);

/** @param {MessageEvent<ToWorker>} event */
self.onmessage = async ({ data }) => {
  if ('start' in data) {
    started = start(data.start);
    started.catch(() => {}); // told below
    try {
      tell({ ready: (await started).how });
    } catch (error) {
      tell({ failed: reasonOf(error) });
    }
    return;
  }
  if (!started) return; // the client's first message is to start
  try {
    const { call } = await started;
    tell({ id: data.id, answer: call(data.request) });
  } catch (error) {
    // The engine answers whatever it is asked, so Python itself is in trouble.
    tell({ id: data.id, broken: reasonOf(error) });
  }
};

/**
 * Starts Python one way or the other; returns the engine's function and which way it was.
 *
 * @param {Start} options
 */
async function start({ base, manifest, plain }) {
  const options = await readManifest(manifest, base);
  if (!plain && options.files.snapshot) {
    try {
      return engineOf(await snapshotStart(options), 'snapshot');
    } catch (error) {
      console.warn(`The engine starts without its snapshot: ${error instanceof Error ? error.message : error}`);
    }
  }
  const { plainStart } = await import('./loader/plain.mjs');
  return engineOf(await plainStart(options), 'plain');
}

/**
 * What went wrong, and where: some browsers' stacks begin with the message, others' have it not.
 *
 * @param {unknown} error
 */
function reasonOf(error) {
  const { stack = '' } = error instanceof Error ? error : {};
  return stack.includes(String(error)) ? stack : `${error}\n${stack}`.trim();
}

/**
 * @param {PyodideAPI} python
 * @param {HowStarted} how
 * @returns {Started}
 */
const engineOf = (python, how) => ({ call: python.pyimport('calculators.browser').call, how });
