// What is shown of a page's text: its title, and the stretch in which most of what was looked for stands.

const TOKENS = 40;
const BEFORE = 6; // what is shown before the first hit
const BETWEEN = '·'; // stands between blocks of a page, its title the first of them

/** @typedef {[string, boolean][]} Pieces  pieces of text, and whether each is a hit */

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
  const start = Math.max(
    body,
    densest(
      hits.filter((at) => at >= body),
      body,
    ) - BEFORE,
  );
  const text = pieces(words, start, start + TOKENS, marked);
  if (start > body) text.unshift(['…', false]);
  if (start + TOKENS < words.length) text.push(['…', false]);
  return { title: pieces(words, 0, Math.max(0, title), marked), text };
}

/** The title's pieces with the spaces it has where it is printed; in the index Chinese has none. */
export function withSpaces(title, pieces) {
  let at = 0;
  return pieces.map(([text, hit]) => {
    const start = at;
    for (const character of text) if (character.trim()) at = title.indexOf(character, at) + character.length;
    return [title.slice(start, at), hit];
  });
}

const isBetween = (word) => word.replace(/[\s\u200b]/g, '') === BETWEEN;

function pieces(words, start, end, marked) {
  const found = [];
  words.slice(start, end).forEach((word, k) => {
    const hit = marked.has(start + k);
    const text = (isBetween(word) ? ` ${word} ` : word).replaceAll('\u200b', '').replace(/\s+/g, ' ');
    const last = found.at(-1);
    if (last?.[1] === hit) {
      last[0] += text;
    } else {
      // The space after a hit is no part of it.
      const space = last?.[1] && last[0].endsWith(' ') ? ' ' : '';
      if (space) last[0] = last[0].trimEnd();
      found.push([space + text, hit]);
    }
  });
  return found;
}

/** The position from which on a window holds most hits. */
function densest(hits, otherwise) {
  let best = otherwise;
  let most = 0;
  for (let first = 0, last = 0; first < hits.length; first++) {
    while (last < hits.length && hits[last] < hits[first] + TOKENS - BEFORE) last++;
    if (last - first > most) [best, most] = [hits[first], last - first];
  }
  return best;
}
