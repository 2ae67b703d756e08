// The index of one language: Pagefind keeps it and fetches what it needs of it.

import { excerpt, withSpaces } from './excerpt.mjs';

/** @import { Lang } from '../shared/page-data.d.ts' */
/** @import { Ranked } from './rank.mjs' */
/** @import { Item, Kind, Postings, Start, Token } from './messages.d.ts' */

/**
 * What is used of Pagefind.
 *
 * @typedef {{ raw_url: string, raw_content: string, meta: Record<string, string> }} Page
 * @typedef {{ id: string, words: number[], data: () => Promise<Page> }} Result
 * @typedef {object} Instance
 * @property {() => Promise<void>} init
 * @property {(term: string | null, options?: { filters: Record<string, string> }) => Promise<{ results: Result[] }>} search
 * @typedef {{ createInstance: (options: { basePath: string, noWorker: boolean, metaCacheTag: string }) => Instance }} Pagefind
 */

/** In the order they are shown. @type {Kind[]} */
export const KINDS = ['policy', 'article', 'calculator', 'term', 'page'];
const DIGITS = [...'0123456789'];
const BEGINS = 0.3; // what it is worth that a word begins so

export class SearchIndex {
  /** @type {Map<string, Kind>} */
  kinds = new Map(); // by page
  #instance;
  /** @type {Map<string, Promise<Postings>>} */
  #found = new Map(); // what was looked up already, by token
  /** @type {Map<string, Result>} */
  #pages = new Map(); // Pagefind's results by page, to get at their texts

  /** @param {Instance} instance */
  constructor(instance) {
    this.#instance = instance;
  }

  /**
   * @param {Start} start
   * @param {Lang} language
   */
  static async open({ base, build }, language) {
    /** @type {Pagefind} */
    const pagefind = await import(`${base}pagefind.js`);
    const instance = pagefind.createInstance({ basePath: `${base}${language}/`, noWorker: true, metaCacheTag: build });
    await instance.init();
    const index = new SearchIndex(instance);
    const read = async (/** @type {Kind} */ kind) => {
      const { results } = await instance.search(null, { filters: { kind } });
      for (const { id } of results) index.kinds.set(id, kind);
    };
    await Promise.all(KINDS.map(read));
    return index;
  }

  /** How many pages there are. */
  get count() {
    return this.kinds.size;
  }

  /**
   * Where a token stands.
   *
   * @param {Pick<Token, 'text' | 'kind'>} token
   */
  look(token) {
    const known = this.#found.get(token.text);
    if (known) return known;
    const found = this.#lookFor(token);
    this.#found.set(token.text, found);
    return found;
  }

  /** @param {Pick<Token, 'text' | 'kind'>} token */
  #lookFor({ text, kind }) {
    if (kind === 'word') return this.#lookWord(text);
    return kind === 'number' ? this.#lookUp(text, { partly: 0 }) : this.#lookUp(text);
  }

  /**
   * Pages with a token or with what begins so; `partly` is what the latter is worth.
   *
   * @param {string} text
   */
  async #lookUp(text, { partly = 1 } = {}) {
    const whole = partly < 1 ? await this.#whole(text) : null;
    const { results } = await this.#instance.search(text);
    /** @type {Postings} */
    const found = new Map();
    for (const result of results) {
      this.#pages.set(result.id, result);
      const certainty = !whole || whole.has(result.id) ? 1 : partly;
      if (result.words.length && certainty) found.set(result.id, { positions: new Set(result.words), certainty });
    }
    return found;
  }

  /**
   * A word, in any of its forms; one that begins another word counts less.
   *
   * @param {string} text
   * @returns {Promise<Postings>}
   */
  async #lookWord(text) {
    const whole = await this.#whole(text);
    const found = await this.#lookUp(text, { partly: BEGINS });
    // Where no word begins so, Pagefind takes the longest word that this one begins with: `a` for `anthropology`.
    if (!whole.size && found.size && !(await this.#begins(found, text))) return new Map();
    return found;
  }

  /**
   * Pages that have the word itself, in any of its forms.
   *
   * @param {string} text
   */
  async #whole(text) {
    const { results } = await this.#instance.search(`"${text}"`);
    return new Set(results.map(({ id }) => id));
  }

  /**
   * Whether a word that was found begins so: one page tells of all.
   *
   * @param {Postings} found
   * @param {string} text
   */
  async #begins(found, text) {
    for (const [page, { positions }] of found) {
      const words = (await this.#text(page)).raw_content.match(/[^\s\u200b]+/g) ?? [];
      const letters = [...positions].map((at) => (words[at] ?? '').toLowerCase().replace(/^\P{L}+/u, ''));
      return letters.some((word) => word.startsWith(text));
    }
    return false;
  }

  /** @param {string} page  one that was found */
  #text(page) {
    const result = this.#pages.get(page);
    if (!result) throw new Error(`the page ${page} was not found`);
    return result.data();
  }

  /** Where any digit stands, by page. */
  async digits() {
    const all = await Promise.all(DIGITS.map((text) => this.look({ text, kind: 'digit' })));
    return (/** @type {string} */ page) => new Set(all.flatMap((pages) => [...(pages.get(page)?.positions ?? [])]));
  }

  /**
   * What is shown of a page.
   *
   * @param {Ranked} ranked
   * @returns {Promise<Item>}
   */
  async item({ page, hits }) {
    const { raw_url: url, raw_content: content, meta } = await this.#text(page);
    const { policy = '', dates = '', summary = '' } = meta;
    const { title, text } = excerpt(content, hits);
    return { url, title: withSpaces(meta.title ?? '', title), text, policy, dates: dates && JSON.parse(dates), summary };
  }
}
