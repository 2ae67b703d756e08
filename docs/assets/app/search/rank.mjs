// Which pages have what is looked for, side by side, and which of them have most of it.
//
// The index knows where on each page a token stands. Tokens that stand there as they stand in the query form a stretch;
// 算力 in a query for 算力券 is a stretch of two. A page's rank comes from its stretches: the longer and the nearer to
// its beginning, where the title is, the better.

/** @import { Postings, Token } from './messages.d.ts' */
/** @typedef {[first: number, length: number, at: number]} Stretch  its first token in the query, its length, its place on the page */

/**
 * @typedef {object} Ranked
 * @property {string} page
 * @property {number} score
 * @property {number} covered  1 where nothing of the query is missing
 * @property {number[]} hits  positions of what is shown as found, ascending
 */

const TITLE = 24; // tokens at the beginning of a page, where its title stands …
const TITLE_WEIGHT = 6; // … and what the first of them is worth
const SATURATION = 1.5;

/**
 * The pages, best first.
 *
 * @param {Token[]} wanted
 * @param {Postings[]} postings  for each token
 * @param {number} count  all pages there are
 * @param {(page: string) => Set<number>} digits  where digits stand on a page
 * @returns {Ranked[]}
 */
export function rank(wanted, postings, count, digits) {
  const ranked = [];
  for (const page of new Set(postings.flatMap((pages) => [...pages.keys()]))) {
    const where = postings.map((pages) => pages.get(page)?.positions ?? new Set());
    const found = [...stretches(wanted, where, () => digits(page))];
    const tokens = postings.map((pages, k) => {
      const mine = found.filter(([first, length]) => first <= k && k < first + length);
      const certainty = pages.get(page)?.certainty ?? 0;
      const weight = mine.reduce((sum, [first, length, at]) => {
        return sum + certainty * (length / wanted.length) ** 2 * (1 + TITLE_WEIGHT * Math.max(0, 1 - (at + k - first) / TITLE));
      }, 0);
      const rarity = Math.log(1 + (count - pages.size + 0.5) / (pages.size + 0.5));
      return { score: (rarity * weight) / (weight + SATURATION), longest: Math.max(0, ...mine.map(([, length]) => length)) };
    });
    const covered = tokens.filter(({ longest }) => longest).length / wanted.length;
    if (!covered) continue;
    ranked.push({ page, score: tokens.reduce((sum, { score }) => sum + score, 0), covered, hits: hits(found, tokens) });
  }
  return ranked.sort((a, b) => b.covered - a.covered || b.score - a.score);
}

/**
 * The positions of what is shown as found: stretches that are the longest for one of their tokens.
 *
 * @param {Stretch[]} found
 * @param {{ longest: number }[]} tokens
 */
function hits(found, tokens) {
  const shown = found.filter(([first, length]) => tokens.slice(first, first + length).some(({ longest }) => longest === length));
  return [...new Set(shown.flatMap(([, length, at]) => Array.from({ length }, (_, k) => at + k)))].sort((a, b) => a - b);
}

/**
 * The stretches on a page, none part of another.
 *
 * @param {Token[]} wanted
 * @param {Set<number>[]} where  each token stands
 * @param {() => Set<number>} digits
 * @returns {Generator<Stretch>}
 */
function* stretches(wanted, where, digits) {
  for (const [first, positions] of where.entries()) {
    for (const at of positions) {
      if (where[first - 1]?.has(at - 1)) continue; // part of a longer one
      let length = 1;
      while (where[first + length]?.has(at + length)) length++;
      if (counts(wanted, first, length, at, digits)) yield [first, length, at];
    }
  }
}

/**
 * A single character of a longer run says nothing, and a number is there whole or not at all.
 *
 * @param {Token[]} wanted
 * @param {number} first
 * @param {number} length
 * @param {number} at
 * @param {() => Set<number>} digits
 */
function counts(wanted, first, length, at, digits) {
  const last = first + length - 1;
  const runs = (/** @type {number} */ k, /** @type {number} */ other) => wanted[other]?.run === wanted[k]?.run;
  if (wanted[first]?.kind === 'digit' && (runs(first, first - 1) || digits().has(at - 1))) return false;
  if (wanted[last]?.kind === 'digit' && (runs(last, last + 1) || digits().has(at + length))) return false;
  return length > 1 || wanted[first]?.kind !== 'character' || !(runs(first, first - 1) || runs(first, first + 1));
}
