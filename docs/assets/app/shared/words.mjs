// The sentences a page's scripts say: they come with the page, in its language.

/** @import { Lang } from './page-data.d.ts' */

/** @type {Record<string, string>} */
const words = JSON.parse(document.getElementById('hc-words')?.textContent ?? '{}');

/** The page's language. @type {Lang} */
export const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

/** The page's language as `lang` attributes have it. */
export const langTag = lang === 'zh' ? 'zh-Hans' : 'en';

/**
 * The sentence `key` with its {places} filled in.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name) => String(values[name] ?? place));
}
