// The workbook's thread. The library is the bundle its maker publishes, a script that names one global.

/** @import { Cell, Sheet } from '../../engine/messages.d.ts' */

const WIDEST = 60;

/** @typedef {(sheets: object[]) => { toBlob: () => Promise<Blob> }} WriteXlsxFile */

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: await write(data.sheets, data.vendor) });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};

/**
 * @param {Sheet[]} sheets
 * @param {string} vendor  address of the folder that the library is in
 */
async function write(sheets, vendor) {
  await import(`${vendor}write-excel-file/write-excel-file.min.js`);
  const { writeXlsxFile } = /** @type {{ writeXlsxFile: WriteXlsxFile }} */ (/** @type {unknown} */ (self));
  const parts = sheets.map(({ name, rows, headed }) => ({
    sheet: name,
    data: rows.map((row, index) => row.map((cell) => written(cell, headed && index === 0))),
    columns: widths(rows),
    stickyRowsCount: headed ? 1 : 0,
  }));
  return writeXlsxFile(parts).toBlob();
}

/**
 * A cell: an amount is a number, everything else is text, which a spreadsheet never takes for a formula.
 *
 * @param {Cell} cell
 * @param {boolean} heading
 */
function written(cell, heading) {
  if (typeof cell === 'object') return { type: Number, value: Number(cell.yuan), format: '#,##0.00' };
  if (cell === '') return null;
  return { type: String, value: cell, wrap: true, alignVertical: 'top', ...(heading && { fontWeight: 'bold' }) };
}

/**
 * Columns as wide as their cells, a Chinese character counting for two.
 *
 * @param {Cell[][]} rows
 */
function widths(rows) {
  /** @type {number[]} */
  const most = [];
  for (const row of rows.slice(0, 200)) {
    row.forEach((cell, index) => {
      const text = typeof cell === 'object' ? `${cell.yuan}  ` : cell;
      const wide = [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 2);
      most[index] = Math.max(most[index] ?? 8, Math.min(wide, WIDEST));
    });
  }
  return [...most].map((width) => ({ width: width ?? 8 }));
}
