// The plain start: public options of Pyodide only. Its standard library is our small compiled one, the engine in it.

import { withHandover } from './handover.mjs';

/** @import { Addresses } from '../manifest.mjs' */

/**
 * Starts Python.
 *
 * @param {Addresses} addresses
 */
export async function plainStart({ files, lock }) {
  /** @type {typeof import('pyodide')} */
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
