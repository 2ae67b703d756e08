// The build's manifest: which files the runtime consists of, by names that carry their contents' hash.

/** @import { Manifest, Parts } from './messages.d.ts' */
/** @typedef {{ files: Parts<string>, lock: Manifest['lock'] }} Addresses  of the files by what they are of the runtime; the lock lists no packages */

/**
 * Reads the manifest.
 *
 * @param {Manifest | string} manifest  itself, or its name in the folder at the address `base`
 * @param {string} base
 * @returns {Promise<Addresses>}
 */
export async function readManifest(manifest, base) {
  const { files, lock } = typeof manifest === 'object' ? manifest : await fetchManifest(new URL(manifest, base));
  const addresses = Object.entries(files).map(([name, { path }]) => [name, new URL(path, base).href]);
  return { files: /** @type {Addresses['files']} */ (Object.fromEntries(addresses)), lock };
}

/**
 * @param {URL} address
 * @returns {Promise<Manifest>}
 */
async function fetchManifest(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} is not there (status ${response.status})`);
  return response.json();
}
