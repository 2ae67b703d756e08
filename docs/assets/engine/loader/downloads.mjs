// Pyodide fetches its wasm file and its standard library itself, as soon as it is told to start, and when one of the
// two does not come it waits for ever. For the time of a start this stands between it and the network: it hands over
// what is under way already, and a download that fails ends the start.

/**
 * Runs `start`; the result is its result, or the first download that failed.
 * `instead` maps an address to what is to be answered: a (promise of a) Response.
 */
export async function withDownloads(start, instead = new Map()) {
  const network = self.fetch;
  let fail;
  const failed = new Promise((_, reject) => (fail = reject));
  self.fetch = (address, options) => {
    const answer = instead.get(String(address)) ?? network.call(self, address, options);
    return Promise.resolve(answer).then(expectFound).catch((error) => {
      fail(error);
      throw error;
    });
  };
  try {
    return await Promise.race([failed, start()]);
  } finally {
    self.fetch = network;
  }
}

/** Passes a response on if it is what was asked for. */
export function expectFound(response) {
  if (!response.ok) throw new Error(`${response.url} is not there (status ${response.status})`);
  return response;
}

/** Throws where a page's policy or the browser forbids WebAssembly: Pyodide would only warn, and wait for ever. */
export function expectWebAssembly() {
  new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); // the empty module
}

/** Passes a wasm file on as one, whatever type a plain file server gave it: otherwise no browser compiles it. */
export function expectWasm(response) {
  const { headers, body } = expectFound(response);
  if (headers.get('Content-Type') === 'application/wasm') return response;
  return new Response(body, { headers: { 'Content-Type': 'application/wasm' } });
}
