// The build's manifest: which files the runtime consists of, by names that carry their contents' hash.

/**
 * The addresses of the files, and Pyodide's lock file (without packages).
 *
 * manifest  the manifest itself, or its name in the folder at the address `base`
 */
export async function readManifest(manifest, base) {
  const { files, lock } = typeof manifest === 'object' ? manifest : await fetchManifest(new URL(manifest, base));
  const addresses = Object.entries(files).map(([name, { path }]) => [name, new URL(path, base).href]);
  return { files: Object.fromEntries(addresses), lock };
}

async function fetchManifest(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} is not there (status ${response.status})`);
  return response.json();
}
