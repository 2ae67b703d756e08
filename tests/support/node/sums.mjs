// Answers, line by line, what the page's own modules make of a case: the tests hold it against Python.
//
//   in   {load: [pageCase, …]}   {page, answers}   {show: [fen, lang, unit]}   {parse: [text, kind]}
//   out  null                    fen or null       text                        steps or null

import { createInterface } from 'node:readline';

import { amountFromCorners } from '../../../docs/assets/app/shared/corners.mjs';
import { parseScaled, placesOf, show } from '../../../docs/assets/app/shared/numbers.mjs';

/** @import { Answers, Kind, Lang, PageCase, Unit } from '../../../docs/assets/app/shared/page-data.d.ts' */

/**
 * @typedef {{ load: PageCase[] }} Load
 * @typedef {{ page: number, answers: Answers }} Work
 * @typedef {{ show: [fen: string, lang: Lang, unit: Unit] }} Show
 * @typedef {{ parse: [text: string, kind: Kind] }} Parse
 */

/** @type {PageCase[]} */
let pages = [];

/** @param {Load | Work | Show | Parse} line */
function answer(line) {
  if ('show' in line) return show(BigInt(line.show[0]), line.show[1], line.show[2]);
  if ('parse' in line) return parseScaled(line.parse[0], line.parse[1], placesOf(line.parse[1]));
  if ('load' in line) {
    pages = line.load;
    return null;
  }
  const page = pages[line.page];
  return page ? amountFromCorners(page, line.answers) : null;
}

for await (const line of createInterface({ input: process.stdin })) {
  const found = answer(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(typeof found === 'bigint' ? String(found) : found)}\n`);
}
