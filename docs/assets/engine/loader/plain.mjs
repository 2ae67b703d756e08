// The plain start: public options of Pyodide only. Its standard library is our small compiled one, the engine in it.

import { expectWebAssembly, withDownloads } from './downloads.mjs';

/** Starts Python; `files` are the addresses of the manifest's files. */
export async function plainStart({ files, lock }) {
  expectWebAssembly();
  const { loadPyodide } = await import(files.loader);
  const folder = new URL('.', files.loader).href;
  return withDownloads(() => loadPyodide({
    indexURL: folder,
    packageBaseUrl: folder,
    stdLibURL: files.library,
    lockFileContents: lock,
  }));
}
