// A file made on the page, handed to the visitor as a download.

const KEPT = 60_000; // milliseconds until the browser may forget it

/**
 * Saves a file under a name.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/**
 * The text of a CSV file, whole as Python writes it, as a file.
 *
 * @param {string} text
 */
export const csvFile = (text) => new Blob([text], { type: 'text/csv;charset=utf-8' });

/**
 * The bytes of a file as text in base 64, for a request.
 *
 * @param {Blob} file
 * @returns {Promise<string>}
 */
export const base64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(';base64,')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
