// The desk's thread: a whole Python, started when somebody asks for it, answering one request after the other.
//
//   in    {start: {folder, archive}}   once, first        {id, request}   a request, as JSON text
//   out   {ready: true} or {failed}    {id, answer}       {loaded}        bytes so far, while it starts

/** @typedef {{ FS: { writeFile: (name: string, data: Uint8Array) => void }, runPython: (code: string) => any }} Python */

const UNPACK = `
import os, sys, zipfile
zipfile.ZipFile("/desk.zip").extractall("/desk")
os.remove("/desk.zip")
sys.path.insert(0, "/desk")
from publisher.desk.call import call
call`;

/** @type {Promise<(request: string) => string> | undefined} */
let started;

/** @param {MessageEvent} event */
self.onmessage = async ({ data }) => {
  if (data.start) {
    started = start(data.start);
    started.then(
      () => self.postMessage({ ready: true }),
      (error) => self.postMessage({ failed: String(error?.message ?? error) }),
    );
    return;
  }
  try {
    const call = await started;
    self.postMessage({ id: data.id, answer: call?.(data.request) });
  } catch (error) {
    self.postMessage({ id: data.id, answer: JSON.stringify({ broken: String(error) }) });
  }
};

/** @param {{ folder: string, archive: string }} where  addresses */
async function start({ folder, archive }) {
  const [{ loadPyodide }, packed] = await Promise.all([import(`${folder}pyodide.mjs`), bytes(folder + archive)]);
  /** @type {Python} */
  const python = await loadPyodide({ indexURL: folder });
  python.FS.writeFile('/desk.zip', packed);
  return python.runPython(UNPACK);
}

/** @param {string} address */
async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
