// Which pages have what is looked for, side by side, and which of them have most of it.
//
// The index knows where on each page a token stands. Tokens that stand there as they stand in the query form a stretch;
// 算力 in a query for 算力券 is a stretch of two. A page's rank comes from its stretches: the longer and the nearer to
// its beginning, where the title is, the better.

/** @typedef {Map<string, { positions: Set<number>, certainty: number }>} Postings  by page */

const TITLE = 24; // tokens at the beginning of a page, where its title stands …
const TITLE_WEIGHT = 6; // … and what the first of them is worth
const SATURATION = 1.5;

/**
 * @param {import('./query.mjs').Token[]} wanted
 * @param {Postings[]} postings  for each token
 * @param {number} count  all pages there are
 * @param {(page: string) => Set<number>} digits  where digits stand on a page
 * @returns {{ page: string, score: number, covered: number, hits: number[] }[]}  best first; `covered` is 1 where nothing is missing
 */
export function rank(wanted, postings, count, digits) {
  const rarity = postings.map((pages) => Math.log(1 + (count - pages.size + 0.5) / (pages.size + 0.5)));
  const ranked = [];
  for (const page of new Set(postings.flatMap((pages) => [...pages.keys()]))) {
    const where = postings.map((pages) => pages.get(page)?.positions ?? new Set());
    const found = [...stretches(wanted, where, () => digits(page))];
    const weight = Array(wanted.length).fill(0);
    const longest = Array(wanted.length).fill(0);
    for (const [first, length, at] of found) {
      for (let k = 0; k < length; k++) {
        const certainty = postings[first + k].get(page).certainty;
        weight[first + k] += certainty * (length / wanted.length) ** 2 * (1 + TITLE_WEIGHT * Math.max(0, 1 - (at + k) / TITLE));
        longest[first + k] = Math.max(longest[first + k], length);
      }
    }
    const covered = weight.filter(Boolean).length / wanted.length;
    if (!covered) continue;
    const score = weight.reduce((sum, one, k) => sum + (rarity[k] * one) / (one + SATURATION), 0);
    ranked.push({ page, score, covered, hits: hits(found, longest) });
  }
  return ranked.sort((a, b) => b.covered - a.covered || b.score - a.score);
}

/** The positions of what is shown as found: stretches that are the longest for one of their tokens. */
function hits(found, longest) {
  const shown = found.filter(([first, length]) => longest.slice(first, first + length).includes(length));
  return [...new Set(shown.flatMap(([, length, at]) => Array.from({ length }, (_, k) => at + k)))].sort((a, b) => a - b);
}

/** The stretches on a page: [first token, tokens, position], none part of another. */
function* stretches(wanted, where, digits) {
  for (let first = 0; first < wanted.length; first++) {
    for (const at of where[first]) {
      if (first > 0 && where[first - 1].has(at - 1)) continue; // part of a longer one
      let length = 1;
      while (first + length < wanted.length && where[first + length].has(at + length)) length++;
      if (counts(wanted, first, length, at, digits)) yield [first, length, at];
    }
  }
}

/** A single character of a longer run says nothing, and a number is there whole or not at all. */
function counts(wanted, first, length, at, digits) {
  const last = first + length - 1;
  const runs = (k, other) => wanted[other]?.run === wanted[k].run;
  if (wanted[first].kind === 'digit' && (runs(first, first - 1) || digits().has(at - 1))) return false;
  if (wanted[last].kind === 'digit' && (runs(last, last + 1) || digits().has(at + length))) return false;
  return length > 1 || wanted[first].kind !== 'character' || !(runs(first, first - 1) || runs(first, first + 1));
}
