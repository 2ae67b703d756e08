// Amounts side by side: what can be claimed first, the most first.

/** The rows in that order; a row whose text pays nobody on the day carries the class `silent`. */
export function ranked(rows, silent) {
  const rank = (row) => [row.classList.contains(silent) ? 1 : 0, -Number(row.dataset.amount || 0)];
  return rows.toSorted((one, other) => rank(one)[0] - rank(other)[0] || rank(one)[1] - rank(other)[1]);
}
