// The workbook's thread. The libraries are the bundles their makers publish, each a script that names one global.

const WIDEST = 60;
const DAY = /^\d{4}-\d{2}-\d{2}/;

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: data.read ? await read(data) : await write(data) });
  } catch (error) {
    self.postMessage({ failed: String(error?.message ?? error) });
  }
};

async function read({ read: bytes, vendor }) {
  await import(`${vendor}read-excel-file/read-excel-file.min.js`);
  const [first] = await self.readXlsxFile(bytes);
  return first.data.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().match(DAY)[0] : cell)));
}

async function write({ write: sheets, vendor }) {
  await import(`${vendor}write-excel-file/write-excel-file.min.js`);
  const parts = sheets.map(({ name, rows, headed }) => ({
    sheet: name,
    data: rows.map((row, index) => row.map((cell) => written(cell, headed && index === 0))),
    columns: widths(rows),
    stickyRowsCount: headed ? 1 : 0,
  }));
  return self.writeXlsxFile(parts).toBlob();
}

/** A cell: an amount is a number, everything else is text, which a spreadsheet never takes for a formula. */
function written(cell, heading) {
  if (cell && typeof cell === 'object') return { type: Number, value: Number(cell.yuan), format: '#,##0.00' };
  if (cell === '' || cell === null || cell === undefined) return null;
  return { type: String, value: String(cell), wrap: true, alignVertical: 'top', ...(heading && { fontWeight: 'bold' }) };
}

/** Columns as wide as their cells, a Chinese character counting for two. */
function widths(rows) {
  const most = [];
  for (const row of rows.slice(0, 200)) {
    row.forEach((cell, index) => {
      const text = cell && typeof cell === 'object' ? cell.yuan + '  ' : String(cell ?? '');
      const wide = [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 2);
      most[index] = Math.max(most[index] ?? 8, Math.min(wide, WIDEST));
    });
  }
  return [...most].map((width) => ({ width: width ?? 8 }));
}
