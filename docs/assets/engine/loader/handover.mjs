// Pyodide fetches its wasm file and its standard library itself, as soon as it is told to start, and when one of them
// does not come or does not compile, it waits for ever. For the time of a start this stands between Pyodide and the
// browser: it hands over what is under way already, and whatever fails ends the start.

/**
 * Runs `start`; the result is its result, or the first failure of a download or of the compiler, or what `start` itself
 * says to the function that it is given.
 *
 * @template T
 * @param {(fail: (reason: unknown) => void) => Promise<T>} start
 * @param {object} [given]
 * @param {Map<string, Response>} [given.responses]  by address, what is to be answered instead of fetching
 * @param {Promise<WebAssembly.Module>} [given.module]  the compiled wasm, where it is under way
 * @returns {Promise<T>}
 */
export async function withHandover(start, { responses = new Map(), module } = {}) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  /** @type {Promise<never>} */
  const failure = new Promise((_, reject) => {
    fail = reject;
  });
  /**
   * @template R
   * @param {Promise<R> | R} promise
   */
  const watched = async (promise) => {
    try {
      return await promise;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  self.fetch = (address, options) => watched(responses.get(String(address)) ?? fetch(address, options).then(expectFound));
  WebAssembly.instantiateStreaming = (response, imports) =>
    watched(module ? instantiate(module, imports) : instantiateStreaming.call(WebAssembly, response, imports));
  try {
    return await Promise.race([failure, start(fail)]);
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * @param {Promise<WebAssembly.Module>} compiling
 * @param {WebAssembly.Imports} [imports]
 */
async function instantiate(compiling, imports) {
  const module = await compiling;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

/**
 * Passes a response on if it is what was asked for.
 *
 * @param {Response} response
 */
export function expectFound(response) {
  if (!response.ok) throw new Error(`${response.url} is not there (status ${response.status})`);
  return response;
}
