// The list of all benefits, narrowed by what is chosen above it; the choice is kept in the address, and each option says how many it leaves.

import { readAddress, writeAddress } from '../shared/address.mjs';
import { dataOf, part, parts } from '../shared/dom.mjs';
import { showScripted } from '../shared/scripted.mjs';
import { datesOfRow, pays, today } from '../shared/status.mjs';
import { say } from '../shared/words.mjs';

/** @typedef {Map<HTMLSelectElement, HTMLOptionElement | undefined>} Chosen  the option of each field */

/**
 * What a row may say to stay: the option's own value, or for a place the policies that reach it.
 *
 * @param {HTMLOptionElement} option
 */
const meantBy = (option) => (option.dataset.means ?? option.value).split(' ');

/**
 * Makes a form narrow the rows of its page.
 *
 * @param {HTMLFormElement} form
 */
export function startNarrowing(form) {
  const day = today();
  const fields = parts(form, 'select', HTMLSelectElement);
  const claimable = part(form, '[name="today"]', HTMLInputElement);
  const rows = parts(document, '.hc-purpose [data-policy]').map((row) => ({ row, pays: pays(datesOfRow(row), day) }));
  for (const option of parts(form, 'option', HTMLOptionElement)) option.dataset.text = option.textContent ?? '';

  /** @param {Chosen} chosen */
  const left = (chosen) =>
    rows.filter((one) => {
      const fits = [...chosen].every(([field, option]) => {
        return !option?.value || meantBy(option).includes(dataOf(one.row, dataOf(field, 'of')));
      });
      return fits && (one.pays || !claimable.checked);
    });

  function show() {
    const chosen = new Map(fields.map((field) => [field, field.selectedOptions[0]]));
    const shown = new Set(left(chosen).map(({ row }) => row));
    for (const { row } of rows) row.hidden = !shown.has(row);
    for (const section of parts(document, '.hc-purpose')) {
      const inside = parts(section, '[data-policy]').filter((row) => !row.hidden).length;
      section.hidden = inside === 0;
      part(section, 'h2 small').textContent = String(inside);
    }
    for (const field of fields) {
      for (const option of field.options) {
        const count = left(new Map([...chosen, [field, option]])).length;
        option.textContent = `${option.dataset.text} (${count})`;
        option.disabled = count === 0 && !option.selected;
      }
    }
    part(form, '[data-shown]').textContent = say('script.narrowed', { shown: shown.size, all: rows.length });
    const inputs = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
    writeAddress({ ...inputs, today: claimable.checked ? '1' : '' }, {});
  }

  const { inputs } = readAddress([...fields.map(({ name }) => name), 'today']);
  for (const field of fields) {
    const wanted = inputs[field.name] ?? '';
    if ([...field.options].some(({ value }) => value === wanted)) field.value = wanted;
  }
  claimable.checked = inputs.today === '1';
  form.addEventListener('change', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(show));
  showScripted(document);
  show();
}
