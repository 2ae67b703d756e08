// Fetching in the middle of a call of Python's, which cannot wait for a promise; a worker may stand still meanwhile.

/**
 * The bytes of the file at an address.
 *
 * @param {string} address
 */
export function fetchNow(address) {
  const request = new XMLHttpRequest();
  request.open('GET', address, false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`${address} is not there (status ${request.status})`);
  return new Uint8Array(request.response);
}
