// The plain start: public options of Pyodide only. Its standard library is our small compiled one, the engine in it.

import { withHandover } from './handover.mjs';

/** Starts Python; `files` are the addresses of the manifest's files. */
export async function plainStart({ files, lock }) {
  const { loadPyodide } = await import(files.loader);
  const folder = new URL('.', files.loader).href;
  return withHandover(() =>
    loadPyodide({
      indexURL: folder,
      packageBaseUrl: folder,
      stdLibURL: files.library,
      lockFileContents: lock,
    }),
  );
}
