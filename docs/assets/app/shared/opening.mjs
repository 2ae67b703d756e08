// What a page opens with: its form filled in from its address.

import { keepTwin, readAddress, troublesOf } from './address.mjs';
import { tellAll } from './dom.mjs';
import { changedIn, controlOf, labelOf, put, writeMoney } from './form.mjs';

/** @import { Fields, Formerly, Unit } from './page-data.d.ts' */

/**
 * Fills the form in from the address, but for what was typed early, and says what could not be had.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {object} page
 * @param {HTMLElement} page.notice  where it is said
 * @param {Unit} page.unit
 * @param {string} page.version  of the data
 * @param {Formerly} [page.formerly]  what it asked for before
 */
export function fillFromAddress(form, fields, { notice, unit, version, formerly }) {
  const address = readAddress(Object.keys(fields), location.search, formerly);
  const early = changedIn(form, fields);
  const shared = Object.entries(address.inputs).filter(([name]) => !early.includes(name));
  const refused = shared.filter(([name, value]) => !put(controlOf(form, name), value));
  writeMoney(form, fields, unit);
  const unreadable = [...Object.entries(address.unreadable), ...refused];
  const labelled = unreadable.map(([name, value]) => /** @type {[string, string]} */ ([labelOf(form, name), value]));
  tellAll(notice, troublesOf(address, labelled, version));
  keepTwin();
  return { early, on: address.on, isCase: shared.length > refused.length };
}
