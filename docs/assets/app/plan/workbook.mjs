// @ts-nocheck
// Workbooks (XLSX), read and written in a worker of their own by two small libraries that are loaded on first use.

import { ownAssets, root } from '../shared/site.mjs';

const VENDOR = new URL('assets/vendor/', root).href;
const PATIENCE = 120_000; // milliseconds; ten thousand rows take a few seconds

/** The rows of a workbook's first sheet: text, numbers, ticks, days as `2026-01-15`; null for empty cells. */
export const readWorkbook = async (file) => ask({ read: await file.arrayBuffer() });

/**
 * A workbook as a Blob.
 *
 * sheets  `{name, rows, headed}`; a cell is a text, or `{yuan: '500000.00'}` for an amount
 */
export const writeWorkbook = (sheets) => ask({ write: sheets });

function ask(task) {
  const worker = new Worker(new URL('app/plan/workbook-worker.mjs', ownAssets), { type: 'module', name: 'workbook' });
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('done' in data ? resolve(data.done) : reject(new Error(data.failed)));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker did not start'));
    };
    setTimeout(() => reject(new Error('it took too long')), PATIENCE);
  });
  worker.postMessage({ ...task, vendor: VENDOR });
  return answer.finally(() => worker.terminate());
}
