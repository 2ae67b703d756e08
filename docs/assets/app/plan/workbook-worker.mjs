// @ts-nocheck
// The workbook's thread. The libraries are the bundles their makers publish, each a script that names one global.

const WIDEST = 60;
const MOST_UNPACKED = 300_000_000; // bytes: a hundred thousand firms have a tenth of it; a bomb has thousands of times its file
const DAY = /^\d{4}-\d{2}-\d{2}/;

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: data.read ? await read(data) : await write(data) });
  } catch (error) {
    self.postMessage({ failed: String(error?.message ?? error) });
  }
};

async function read({ read: bytes, vendor }) {
  if (unpackedSize(new DataView(bytes)) > MOST_UNPACKED) throw new Error('too big');
  await import(`${vendor}read-excel-file/read-excel-file.min.js`);
  const [first] = await self.readXlsxFile(bytes);
  return first.data.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().match(DAY)[0] : cell)));
}

/** The bytes that a zip says it holds, by the directory at its end (PKWARE, APPNOTE 4.3.12 and 4.3.16). */
function unpackedSize(view) {
  const end = directoryEnd(view);
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    size += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}

/** Where the directory's end stands: behind it there is but a comment of at most 65,535 bytes. */
function directoryEnd(view) {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw new Error('no zip');
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
      const text = cell && typeof cell === 'object' ? `${cell.yuan}  ` : String(cell ?? '');
      const wide = [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 2);
      most[index] = Math.max(most[index] ?? 8, Math.min(wide, WIDEST));
    });
  }
  return [...most].map((width) => ({ width: width ?? 8 }));
}
