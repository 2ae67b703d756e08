// A file made on the page, handed to the visitor as a download.

const KEPT = 60_000; // milliseconds until the browser may forget it

/** Saves a Blob under a name. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** A CSV text as a file; with the mark that lets spreadsheet programs see that it is UTF-8. */
export const csvFile = (text) => new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' });
