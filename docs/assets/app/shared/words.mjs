// The sentences a page's scripts say: they come with the page, in its language.

const words = JSON.parse(document.getElementById('hc-words')?.textContent ?? '{}');

/** The page's language: `zh` or `en`. */
export const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

/** The sentence `key` with its {places} filled in. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name) => values[name] ?? place);
}
