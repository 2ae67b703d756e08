// Workbooks (XLSX), written in a worker of their own by a small library that is loaded on first use.

import { ownAssets, root } from '../shared/site.mjs';

/** @import { Sheet } from '../../engine/messages.d.ts' */

const VENDOR = new URL('assets/vendor/', root).href;
const PATIENCE = 120_000; // milliseconds; ten thousand rows take a few seconds

/**
 * A workbook as a Blob.
 *
 * @param {Sheet[]} sheets
 * @returns {Promise<Blob>}
 */
export function writeWorkbook(sheets) {
  const worker = new Worker(new URL('app/plan/workbook-worker.mjs', ownAssets), { type: 'module', name: 'workbook' });
  /** @type {Promise<Blob>} */
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('done' in data ? resolve(data.done) : reject(new Error(data.failed)));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker did not start'));
    };
    setTimeout(() => reject(new Error('it took too long')), PATIENCE);
  });
  worker.postMessage({ sheets, vendor: VENDOR });
  return answer.finally(() => worker.terminate());
}
