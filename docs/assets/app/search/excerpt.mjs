// What is shown of a page's text: its title, and the stretch in which most of what was looked for stands.

const TOKENS = 40;
const BEFORE = 6; // what is shown before the first hit
const BETWEEN = '·'; // stands between blocks of a page, its title the first of them

/** @import { Pieces } from './messages.d.ts' */

/**
 * @param {string} content  the page's text as Pagefind keeps it, tokens apart
 * @param {number[]} hits   positions of tokens, ascending
 * @returns {{ title: Pieces, text: Pieces }}
 */
export function excerpt(content, hits) {
  const words = content.match(/[^\s\u200b]+[\s\u200b]*/g) ?? [];
  const marked = new Set(hits);
  const title = words.findIndex((word) => isBetween(word));
  const body = title < 0 ? 0 : title + 1;
  const inBody = hits.filter((at) => at >= body);
  const start = Math.max(body, densest(inBody, body) - BEFORE);
  const text = pieces(words, start, start + TOKENS, marked);
  if (start > body) text.unshift(['…', false]);
  if (start + TOKENS < words.length) text.push(['…', false]);
  return { title: pieces(words, 0, Math.max(0, title), marked), text };
}

/**
 * The title's pieces with the spaces it has where it is printed; in the index Chinese has none.
 *
 * @param {string} title
 * @param {Pieces} pieces
 * @returns {Pieces}
 */
export function withSpaces(title, pieces) {
  let at = 0;
  return pieces.map(([text, hit]) => {
    const start = at;
    for (const character of text) if (character.trim()) at = title.indexOf(character, at) + character.length;
    return [title.slice(start, at), hit];
  });
}

/** @param {string} word */
const isBetween = (word) => word.replace(/[\s\u200b]/g, '') === BETWEEN;

/**
 * @param {string[]} words
 * @param {number} start
 * @param {number} end
 * @param {Set<number>} marked
 */
function pieces(words, start, end, marked) {
  /** @type {Pieces} */
  const found = [];
  words.slice(start, end).forEach((word, k) => {
    const hit = marked.has(start + k);
    const text = (isBetween(word) ? ` ${word} ` : word).replaceAll('\u200b', '').replace(/\s+/g, ' ');
    const last = found.at(-1);
    if (last && last[1] === hit) {
      last[0] += text;
    } else if (last?.[1] && last[0].endsWith(' ')) {
      last[0] = last[0].trimEnd(); // the space after a hit is no part of it
      found.push([` ${text}`, hit]);
    } else {
      found.push([text, hit]);
    }
  });
  return found;
}

/**
 * The position from which on a window holds most hits.
 *
 * @param {number[]} hits  ascending
 * @param {number} otherwise  where there are none
 */
function densest(hits, otherwise) {
  let best = otherwise;
  let most = 0;
  for (const [first, at] of hits.entries()) {
    const behind = hits.findIndex((one) => one >= at + TOKENS - BEFORE);
    const count = (behind < 0 ? hits.length : behind) - first;
    if (count > most) [best, most] = [at, count];
  }
  return best;
}
