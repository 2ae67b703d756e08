// The search's thread: what a query finds in the index of its language, ranked and grouped. messages.d.ts has what is said.
//
// Texts in one language stand for pages in both: the same page has the same address after `en/`.

import { KINDS, SearchIndex } from './index.mjs';
import { fold, isChinese, readFolding, tokens } from './query.mjs';
import { rank } from './rank.mjs';

/** @import { Lang } from '../shared/page-data.d.ts' */
/** @import { Found, FromSearch, Kind, Query, Start, Token, ToSearch } from './messages.d.ts' */

const SHOWN = { policy: 3, article: 5, calculator: 4, term: 3, page: 3 };
const SHOWN_OF_ONE = 40; // when one kind is asked for
const ENOUGH = 0.5; // of a query, where no page has all of it

/** @type {Start} */
let start;
/** @type {Map<string, string> | undefined} */
let folding;
/** @type {Map<Lang, Promise<SearchIndex>>} */
const indexes = new Map();

/** @param {FromSearch} message */
const tell = (message) => self.postMessage(message);

/** @param {MessageEvent<ToSearch>} event */
self.onmessage = async ({ data }) => {
  if ('start' in data) {
    start = data.start;
    return;
  }
  try {
    tell({ id: data.id, found: await search(data) });
  } catch (error) {
    tell({ id: data.id, failed: String(error) });
  }
};

/**
 * Looks in the language of the query, and where that has nothing, in the other one; null where nothing is asked for.
 *
 * @param {Query} query
 * @returns {Promise<Found | null>}
 */
async function search({ query, lang, only }) {
  folding ??= await fetchFolding();
  const folded = fold(query, folding);
  if (!folded) return openIndex(lang).then(() => null); // the dialog has been opened: this is what it will need
  const first = isChinese(folded) ? 'zh' : lang;
  const found = await searchIn(first, folded, only);
  if (found.total || isChinese(folded)) return found;
  return searchIn(lang === 'zh' ? 'en' : 'zh', folded, only);
}

/**
 * @param {Lang} language
 * @param {string} folded
 * @param {Kind | undefined} only
 * @returns {Promise<Found>}
 */
async function searchIn(language, folded, only) {
  const index = await openIndex(language);
  /** @type {Token[]} */
  const wanted = tokens(folded, language);
  const postings = await Promise.all(wanted.map((token) => index.look(token)));
  const digits = wanted.some(({ kind }) => kind === 'digit') ? await index.digits() : () => new Set();
  const all = wanted.length ? rank(wanted, postings, index.count, digits) : [];
  const whole = all.filter(({ covered }) => covered === 1);
  const taken = whole.length ? whole : all.filter(({ covered }) => covered >= ENOUGH);
  const groups = await Promise.all(
    KINDS.filter((kind) => !only || kind === only).map(async (kind) => {
      const pages = taken.filter(({ page }) => index.kinds.get(page) === kind);
      const shown = pages.slice(0, only ? SHOWN_OF_ONE : SHOWN[kind]);
      return { kind, total: pages.length, items: await Promise.all(shown.map((page) => index.item(page))) };
    }),
  );
  const partial = !whole.length && taken.length > 0;
  return { groups: groups.filter(({ total }) => total), total: taken.length, partial, language };
}

async function fetchFolding() {
  const response = await fetch(`${start.base}traditional.json`);
  if (!response.ok) throw new Error(`${response.url} is not there (status ${response.status})`);
  return readFolding(await response.json());
}

/**
 * The index of a language; asked for again where it could not be had.
 *
 * @param {Lang} language
 */
function openIndex(language) {
  const known = indexes.get(language);
  if (known) return known;
  const opening = SearchIndex.open(start, language);
  indexes.set(language, opening);
  opening.catch(() => indexes.delete(language));
  return opening;
}
