// Answers, line by line, what the page's own modules make of a case: the tests hold it against Python.
//
//   in   {load: [pageCase, …]}   {page, answers}   {show: [fen, lang, unit]}   {parse: [text, kind]}
//   out  null                    fen or null       text                        steps or null

import { createInterface } from 'node:readline';

import { amountFromCorners } from '../../../docs/assets/app/shared/corners.mjs';
import { parseScaled, placesOf, show } from '../../../docs/assets/app/shared/numbers.mjs';

let pages = [];

function answer({ load, page, answers, show: shown, parse }) {
  if (load) pages = load;
  else if (shown) return show(BigInt(shown[0]), shown[1], shown[2]);
  else if (parse) return parseScaled(parse[0], parse[1], placesOf(parse[1]));
  else return amountFromCorners(pages[page], answers);
  return null;
}

for await (const line of createInterface({ input: process.stdin })) {
  const found = answer(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(typeof found === 'bigint' ? String(found) : found)}\n`);
}
