// @ts-nocheck
// The result of a spreadsheet on the page: the sums, the first firms, every bad cell, and the files to take along.

import { show } from '../shared/numbers.mjs';
import { lang, say } from '../shared/words.mjs';

const SHOWN = 20;
const MOST_PROBLEMS = 200;
const TOTALS = ['firm', 'cautious', 'widest'];

/** Shows what was found; `saveAs(kind)` hands out a file. */
export function showBatch(place, found, { unit, saveAs }) {
  const amount = (text) => show(fen(text), lang, unit);
  const totals = TOTALS.map((total) => found.results.reduce((sum, one) => sum + fen(one.totals[total]), 0n));
  const parts = [
    element('h3', say('script.batch.result')),
    element('p', say('script.batch.sums', { firm: show(totals[0], lang, unit), cautious: show(totals[1], lang, unit), widest: show(totals[2], lang, unit) })),
    files(saveAs),
  ];
  if (found.problems.length) parts.push(...problems(found.problems));
  if (found.results.length) {
    const headings = ['row', 'name', 'place', ...TOTALS].map((key) => say(`script.batch.${key}`));
    const rows = found.results.slice(0, SHOWN).map(({ row, name, place: at, totals: sums }) => [row, name, at, ...TOTALS.map((total) => amount(sums[total]))]);
    parts.push(table(headings, rows, 'hc-batch__firms'));
    if (found.results.length > SHOWN) parts.push(element('p', say('script.batch.more', { count: found.results.length - SHOWN })));
  }
  place.replaceChildren(...parts);
  place.hidden = false;
}

function files(saveAs) {
  const line = element('p', '');
  line.className = 'hc-tools';
  for (const kind of ['xlsx', 'csv']) {
    const button = element('button', say(`script.batch.save-${kind}`));
    button.type = 'button';
    button.dataset.saveBatch = kind;
    button.addEventListener('click', () => saveAs(kind));
    line.append(button);
  }
  return line;
}

function problems(found) {
  const rows = found.slice(0, MOST_PROBLEMS).map(({ row, cell, column, message }) => [row, cell, column, message]);
  const headings = ['row', 'cell', 'column', 'problem'].map((key) => say(`script.batch.${key}`));
  const parts = [element('h4', say('script.batch.problems', { count: found.length })), table(headings, rows, 'hc-batch__problems')];
  if (found.length > MOST_PROBLEMS) parts.push(element('p', say('script.batch.more-problems', { count: found.length - MOST_PROBLEMS })));
  return parts;
}

function table(headings, rows, name) {
  const found = document.createElement('table');
  found.className = `hc-table ${name}`;
  const head = found.createTHead().insertRow();
  for (const text of headings) {
    const cell = element('th', text);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = found.createTBody();
  for (const cells of rows) {
    const row = body.insertRow();
    cells.forEach((text, index) => {
      const cell = row.insertCell();
      cell.textContent = text;
      cell.dataset.label = headings[index];
    });
  }
  return found;
}

const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

/** Yuan as Python prints them, in fen. */
const fen = (text) => BigInt(text.replace('.', ''));
