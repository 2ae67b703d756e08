// Amounts side by side: what can be claimed first, the most first.

/**
 * The rows in that order; a row whose text pays nobody on the day carries the class `silent`.
 *
 * @template {HTMLElement} Row
 * @param {Row[]} rows
 * @param {string} silent
 */
export function ranked(rows, silent) {
  const isSilent = (/** @type {Row} */ row) => Number(row.classList.contains(silent));
  const amount = (/** @type {Row} */ row) => Number(row.dataset.amount || 0);
  return rows.toSorted((one, other) => isSilent(one) - isSilent(other) || amount(other) - amount(one));
}
