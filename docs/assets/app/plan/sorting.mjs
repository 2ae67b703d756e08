// @ts-nocheck
// A plan's table in another order: a button in every heading, for the keyboard as for the mouse; the third press restores it.

const AMOUNTS = ['firm', 'cautious', 'widest'];
const SURE = ['by-rule', 'up-to', 'competitive', 'case-by-case', 'pool'];

const VALUES = {
  amount: (row) => -Number(row.dataset.amount || -1),
  counted: (row) => -AMOUNTS.filter((total) => Number(row.dataset[total]) > 0).length,
  certainty: (row) => SURE.indexOf(row.dataset.certainty),
};

/** Makes a table sortable; its rows stand in one body for each purpose until somebody sorts them. */
export function makeSortable(table) {
  const groups = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const rows = groups.flatMap(([, all]) => all).filter((row) => row.dataset.benefit);
  const sorted = document.createElement('tbody');
  table.append(sorted);
  let state = { key: null, down: false };
  for (const heading of table.querySelectorAll('th[data-sort]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'hc-sort';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => sort(heading.dataset.sort));
  }

  function sort(key) {
    state = state.key !== key ? { key, down: false } : state.down ? { key: null, down: false } : { key, down: true };
    for (const heading of table.querySelectorAll('th[data-sort]')) {
      heading.removeAttribute('aria-sort');
      if (heading.dataset.sort === state.key) heading.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
    }
    if (!state.key) {
      for (const [body, all] of groups) body.append(...all);
      for (const [body] of groups) body.hidden = false;
      return;
    }
    const value = VALUES[key] ?? ((row) => row.dataset[key] ?? '');
    const order = rows.map((row) => [value(row), row]).sort(([one], [other]) => compare(one, other));
    if (state.down) order.reverse();
    sorted.append(...order.map(([, row]) => row));
    for (const [body] of groups) body.hidden = true;
  }
}

const compare = (one, other) => (typeof one === 'number' ? one - other : one.localeCompare(other, document.documentElement.lang));
