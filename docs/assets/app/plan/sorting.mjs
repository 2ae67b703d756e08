// A plan's table in another order: a button in every heading, for the keyboard as for the mouse; the third press restores it.

import { button, dataOf, element, parts } from '../shared/dom.mjs';

const AMOUNTS = ['firm', 'cautious', 'widest'];
const SURE = ['by-rule', 'up-to', 'competitive', 'case-by-case', 'pool'];

/** What rows are sorted by, where it is not the text under the key. @type {Record<string, (row: HTMLElement) => number>} */
const VALUES = {
  amount: (row) => -Number(row.dataset.amount || -1),
  counted: (row) => -AMOUNTS.filter((total) => Number(row.dataset[total]) > 0).length,
  certainty: (row) => SURE.indexOf(dataOf(row, 'certainty')),
};

/**
 * Makes a table sortable; its rows stand in one body for each purpose until somebody sorts them.
 *
 * @param {HTMLTableElement} table
 */
export function makeSortable(table) {
  const groups = [...table.tBodies].map((body) => ({ body, all: [...body.rows] }));
  const rows = groups.flatMap(({ all }) => all).filter((row) => row.dataset.benefit);
  const headings = parts(table, 'th[data-sort]');
  const sorted = element('tbody');
  table.append(sorted);
  /** @type {{ key: string | null, down: boolean }} */
  let state = { key: null, down: false };
  for (const heading of headings) {
    const words = [...heading.childNodes];
    const made = button('', () => sort(dataOf(heading, 'sort')), 'hc-sort');
    made.append(...words);
    heading.append(made);
  }

  function sort(/** @type {string} */ key) {
    state = state.key !== key ? { key, down: false } : state.down ? { key: null, down: false } : { key, down: true };
    for (const heading of headings) {
      heading.removeAttribute('aria-sort');
      if (heading.dataset.sort === state.key) heading.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
    }
    if (state.key) sorted.append(...inOrder(rows, state.key, state.down));
    else for (const { body, all } of groups) body.append(...all);
    for (const { body } of groups) body.hidden = state.key !== null;
  }
}

/**
 * @param {HTMLElement[]} rows
 * @param {string} key
 * @param {boolean} down
 */
function inOrder(rows, key, down) {
  const value = VALUES[key];
  const text = (/** @type {HTMLElement} */ row) => row.dataset[key] ?? '';
  const order = rows.toSorted((one, other) => {
    return value ? value(one) - value(other) : text(one).localeCompare(text(other), document.documentElement.lang);
  });
  return down ? order.reverse() : order;
}
