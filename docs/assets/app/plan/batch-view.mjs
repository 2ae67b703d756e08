// The result of a spreadsheet on the page: what was read, the sums, the first firms, every bad cell, and the files to take along.

import { show } from '../shared/numbers.mjs';
import { lang, say } from '../shared/words.mjs';

/**
 * @import { BatchProblem, Total } from '../../engine/messages.d.ts'
 * @import { Unit } from '../shared/page-data.d.ts'
 * @import { Found } from './batch-run.mjs'
 */

const SHOWN = 20;
const MOST_PROBLEMS = 200;
/** @type {Total[]} */
const TOTALS = ['firm', 'cautious', 'widest'];

/**
 * Shows what was found.
 *
 * @param {HTMLElement} place
 * @param {Found} found
 * @param {{ unit: Unit, saveAs: (kind: string) => void }} options  `saveAs` hands out a file
 */
export function showBatch(place, found, { unit, saveAs }) {
  const amount = (/** @type {string} */ text) => show(fen(text), lang, unit);
  const sums = TOTALS.map((total) => [total, show(sum(found.results.map((one) => fen(one.totals[total]))), lang, unit)]);
  const parts = [
    element('h3', say('script.batch.result')),
    element('p', say('script.batch.sums', Object.fromEntries(sums))),
    files(saveAs),
    remarks(found.remarks),
  ];
  if (found.problems.length) parts.push(...problems(found.problems));
  if (found.results.length) {
    const headings = ['row', 'name', 'place', ...TOTALS].map((key) => say(`script.batch.${key}`));
    const rows = found.results
      .slice(0, SHOWN)
      .map(({ row, name, place: at, totals }) => [String(row), name, at, ...TOTALS.map((total) => amount(totals[total]))]);
    parts.push(table(headings, rows, 'hc-batch__firms'));
    if (found.results.length > SHOWN) parts.push(element('p', say('script.batch.more', { count: found.results.length - SHOWN })));
  }
  place.replaceChildren(...parts);
  place.hidden = false;
}

/** @param {(kind: string) => void} saveAs */
function files(saveAs) {
  const line = element('p', '');
  line.className = 'hc-tools';
  for (const kind of ['xlsx', 'csv']) {
    const button = document.createElement('button');
    button.textContent = say(`script.batch.save-${kind}`);
    button.type = 'button';
    button.dataset.saveBatch = kind;
    button.addEventListener('click', () => saveAs(kind));
    line.append(button);
  }
  return line;
}

/**
 * What was read, and what was left out: nothing to mend, only to know.
 *
 * @param {string[]} texts
 */
function remarks(texts) {
  const list = element('ul', '');
  list.className = 'hc-batch__remarks';
  list.append(...texts.map((text) => element('li', text)));
  return list;
}

/** @param {BatchProblem[]} found */
function problems(found) {
  const rows = found.slice(0, MOST_PROBLEMS).map(({ row, cell, column, message }) => [String(row), cell, column, message]);
  const headings = ['row', 'cell', 'column', 'problem'].map((key) => say(`script.batch.${key}`));
  const parts = [
    element('h4', say('script.batch.problems', { count: found.length })),
    table(headings, rows, 'hc-batch__problems'),
  ];
  if (found.length > MOST_PROBLEMS)
    parts.push(element('p', say('script.batch.more-problems', { count: found.length - MOST_PROBLEMS })));
  return parts;
}

/**
 * @param {string[]} headings
 * @param {string[][]} rows
 * @param {string} name
 * @returns {HTMLElement}
 */
function table(headings, rows, name) {
  const found = document.createElement('table');
  found.className = `hc-table ${name}`;
  const head = found.createTHead().insertRow();
  for (const text of headings) {
    const cell = document.createElement('th');
    cell.textContent = text;
    cell.scope = 'col';
    head.append(cell);
  }
  const body = found.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((text, index) => {
      const cell = row.insertCell();
      cell.textContent = text;
      cell.dataset.label = headings[index] ?? '';
    });
  }
  return found;
}

/**
 * @param {string} tag
 * @param {string} text
 * @returns {HTMLElement}
 */
const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/**
 * Yuan as Python prints them, in fen.
 *
 * @param {string} text
 */
const fen = (text) => BigInt(text.replace('.', ''));

/** @param {bigint[]} amounts */
const sum = (amounts) => amounts.reduce((all, one) => all + one, 0n);
