// The search's thread: Pagefind keeps the index and fetches what it needs of it; what is found is ranked and shown here.
//
//   in    {start: {base, build}}    once, first: the folder of the index, ending in a slash, and the name of the build
//         {id, query, lang}         lang is the page's language, `zh` or `en`
//   out   {id, found} or {id, failed}
//
//   found: { groups: [{ kind, total, items }], total, partial, language }
//   item:  { url, title: [[text, hit], …], text: the same, policy, dates, summary }
//
// Texts in one language stand for pages in both: the same page has the same address after `en/`.

import { excerpt, withSpaces } from './excerpt.mjs';
import { fold, isChinese, readFolding, tokens } from './query.mjs';
import { rank } from './rank.mjs';

const KINDS = ['policy', 'article', 'calculator', 'term', 'page']; // in the order they are shown
const SHOWN = { policy: 3, article: 5, calculator: 4, term: 3, page: 3 };
const SHOWN_OF_ONE = 40; // when one kind is asked for
const ENOUGH = 0.5; // of a query, where no page has all of it
const DIGITS = [...'0123456789'];

let pagefind;
let folding;
let start;
const indexes = new Map(); // by language

self.onmessage = async ({ data }) => {
  if (data.start) {
    start = data.start;
    return;
  }
  try {
    self.postMessage({ id: data.id, found: await search(data) });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String(error) });
  }
};

/** Looks in the language of the query, and where that has nothing, in the other one. */
async function search({ query, lang, only }) {
  folding ??= await fetchFolding();
  const folded = fold(query, folding);
  if (!folded) return openIndex(lang).then(() => null); // the dialog has been opened: this is what it will need
  const languages = isChinese(folded) ? ['zh'] : [lang, lang === 'zh' ? 'en' : 'zh'];
  for (const language of languages) {
    const found = await searchIn(await openIndex(language), tokens(folded, language), only);
    if (found.total || language === languages.at(-1)) return { ...found, language };
  }
}

async function searchIn(index, wanted, only) {
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
  return { groups: groups.filter(({ total }) => total), total: taken.length, partial: !whole.length && taken.length > 0 };
}

async function fetchFolding() {
  const response = await fetch(`${start.base}traditional.json`);
  if (!response.ok) throw new Error(`${response.url} is not there (status ${response.status})`);
  return readFolding(await response.json());
}

/** The index of a language; asked for again where it could not be had. */
function openIndex(language) {
  if (!indexes.has(language)) {
    const opening = Index.open(language);
    indexes.set(language, opening);
    opening.catch(() => indexes.delete(language));
  }
  return indexes.get(language);
}

class Index {
  kinds = new Map(); // by page
  #instance;
  #found = new Map(); // what was looked up already, by token
  #pages = new Map(); // Pagefind's results by page, to get at their texts

  static async open(language) {
    pagefind ??= await import(`${start.base}pagefind.js`);
    const index = new Index();
    index.#instance = pagefind.createInstance({
      basePath: `${start.base}${language}/`,
      noWorker: true,
      metaCacheTag: start.build,
    });
    await index.#instance.init();
    const every = await Promise.all(KINDS.map((kind) => index.#instance.search(null, { filters: { kind } })));
    for (const [k, { results }] of every.entries()) for (const { id } of results) index.kinds.set(id, KINDS[k]);
    return index;
  }

  get count() {
    return this.kinds.size;
  }

  /** Where a token stands. @returns {Promise<import('./rank.mjs').Postings>} */
  look(token) {
    if (!this.#found.has(token.text)) this.#found.set(token.text, this.#lookFor(token));
    return this.#found.get(token.text);
  }

  #lookFor({ text, kind }) {
    if (kind === 'word') return this.#lookWord(text);
    return kind === 'number' ? this.#lookUp(text, { partly: 0 }) : this.#lookUp(text);
  }

  /** Pages with a token or with what begins so; `partly` is what the latter is worth. */
  async #lookUp(text, { partly = 1 } = {}) {
    const whole = partly < 1 ? await this.#whole(text) : null;
    const { results } = await this.#instance.search(text);
    const found = new Map();
    for (const result of results) {
      this.#pages.set(result.id, result);
      const certainty = !whole || whole.has(result.id) ? 1 : partly;
      if (result.words.length && certainty) found.set(result.id, { positions: new Set(result.words), certainty });
    }
    return found;
  }

  /** A word, in any of its forms; one that begins another word counts less. */
  async #lookWord(text) {
    const [whole, found] = [await this.#whole(text), await this.#lookUp(text, { partly: 0.3 })];
    // Where no word begins so, Pagefind takes the longest word that this one begins with: `a` for `anthropology`.
    if (!whole.size && found.size && !(await this.#begins(found, text))) return new Map();
    return found;
  }

  /** Pages that have the word itself, in any of its forms. */
  async #whole(text) {
    const { results } = await this.#instance.search(`"${text}"`);
    return new Set(results.map(({ id }) => id));
  }

  async #begins(found, text) {
    const [page, { positions }] = found.entries().next().value;
    const { raw_content: content } = await this.#pages.get(page).data();
    const words = content.match(/[^\s\u200b]+/g) ?? [];
    return [...positions].some((at) =>
      words[at]
        ?.toLowerCase()
        .replace(/^\P{L}+/u, '')
        .startsWith(text),
    );
  }

  /** Where any digit stands, by page. */
  async digits() {
    const all = await Promise.all(DIGITS.map((text) => this.look({ text, kind: 'digit' })));
    return (page) => new Set(all.flatMap((pages) => [...(pages.get(page)?.positions ?? [])]));
  }

  /** What is shown of a page. */
  async item({ page, hits }) {
    const { raw_url: url, raw_content: content, meta } = await this.#pages.get(page).data();
    const { policy = '', dates = '', summary = '' } = meta;
    const { title, text } = excerpt(content, hits);
    return { url, title: withSpaces(meta.title, title), text, policy, dates: dates && JSON.parse(dates), summary };
  }
}
