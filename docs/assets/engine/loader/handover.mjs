// Pyodide fetches its wasm file and its standard library itself, as soon as it is told to start, and when one of them
// does not come or does not compile, it waits for ever. For the time of a start this stands between Pyodide and the
// browser: it hands over what is under way already, and whatever fails ends the start.

/**
 * Runs `start`; the result is its result, or the first failure of a download or of the compiler, or what `start` itself
 * says to the function that it is given.
 *
 * responses  by address, what is to be answered instead of fetching
 * module     the (promise of the) compiled wasm, where it is under way
 */
export async function withHandover(start, { responses = new Map(), module } = {}) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  let fail;
  const failure = new Promise((_, reject) => (fail = reject));
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

async function instantiate(compiling, imports) {
  const module = await compiling;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
}

/** Passes a response on if it is what was asked for. */
export function expectFound(response) {
  if (!response.ok) throw new Error(`${response.url} is not there (status ${response.status})`);
  return response;
}
