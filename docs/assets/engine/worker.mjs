// The engine's thread: starts Python and answers requests one after the other.
//
//   in    {start: {base, manifest, plain}}   once, first    {id, request}             a request, as JSON text
//   out   {ready: 'snapshot' | 'plain'}  or {failed}        {id, answer} or {id, broken}
//
// `base` and `manifest` say where the runtime's files are (manifest.mjs); `plain` asks for the start without the snapshot.

import { snapshotStart } from './loader/snapshot.mjs';
import { readManifest } from './manifest.mjs';

let answer;

self.onmessage = async ({ data }) => {
  if (data.start) {
    answer = start(data.start);
    answer.catch(() => {}); // told below
    try {
      self.postMessage({ ready: (await answer).how });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
    return;
  }
  try {
    const { call } = await answer;
    self.postMessage({ id: data.id, answer: call(data.request) });
  } catch (error) {
    // The engine answers whatever it is asked, so Python itself is in trouble.
    self.postMessage({ id: data.id, broken: String(error) });
  }
};

/** Starts Python one way or the other; returns the engine's function and which way it was. */
async function start({ base, manifest, plain }) {
  const options = await readManifest(manifest, base);
  if (!plain && options.files.snapshot) {
    try {
      return engineOf(await snapshotStart(options), 'snapshot');
    } catch (error) {
      console.warn(`The engine starts without its snapshot: ${error.message}`);
    }
  }
  const { plainStart } = await import('./loader/plain.mjs');
  return engineOf(await plainStart(options), 'plain');
}

const engineOf = (python, how) => ({ call: python.pyimport('calculators.browser').call, how });
