// Amounts side by side: what can be claimed first, the most first.

/**
 * The rows in that order.
 *
 * @template {{ isSilent: boolean, amount: string }} Row  silent where its text pays nobody on the day
 * @param {Row[]} rows
 */
export function ranked(rows) {
  const amount = (/** @type {Row} */ row) => Number(row.amount || 0);
  return rows.toSorted((one, other) => Number(one.isSilent) - Number(other.isSilent) || amount(other) - amount(one));
}
