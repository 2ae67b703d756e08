// What is typed, made comparable with what was indexed (see publisher/search/documents.py): characters, digits and words.

/** @import { Lang } from '../shared/page-data.d.ts' */
/** @import { Token } from './messages.d.ts' */

const MOST_TOKENS = 32;
const WORD = String.raw`(?<word>(?:(?!\p{Script=Han})[\p{L}\p{M}])(?:(?!\p{Script=Han})[\p{L}\p{M}\d])*)`;
const TOKENS = {
  zh: new RegExp(String.raw`(?<character>\p{Script=Han})|(?<digit>\d)|${WORD}`, 'gu'),
  en: new RegExp(String.raw`(?<character>\p{Script=Han})|(?<number>\d+)|${WORD}`, 'gu'),
};

/**
 * Reads the folding as it is published: two strings side by side.
 *
 * @param {[from: string, to: string]} published
 */
export function readFolding([from, to]) {
  const simplified = [...to];
  return new Map([...from].map((character, k) => [character, simplified[k] ?? character]));
}

/**
 * Full-width letters and digits become plain ones, capitals small, Traditional characters Simplified.
 *
 * @param {string} text
 * @param {Map<string, string>} folding
 */
export function fold(text, folding) {
  const plain = text.normalize('NFKC').toLowerCase();
  return [...plain].map((character) => folding.get(character) ?? character).join('');
}

/** @type {Token['kind'][]} */
const TOKEN_KINDS = ['character', 'digit', 'number', 'word'];

/**
 * What to look for in the index of a language, in order. The Chinese one has numbers digit by digit.
 *
 * @param {string} folded
 * @param {Lang} language
 */
export function tokens(folded, language) {
  /** @type {Token[]} */
  const found = [];
  let run = 0;
  let end = 0;
  // The marks within a number are not looked for: 5,000 is 5000.
  for (const { 0: text, index, groups = {} } of folded.replace(/(?<=\d)[.,](?=\d)/g, '').matchAll(TOKENS[language])) {
    const kind = TOKEN_KINDS.find((name) => groups[name] !== undefined) ?? 'word';
    if (index !== end || kind !== found.at(-1)?.kind) run++;
    end = index + text.length;
    found.push({ text, kind, run });
  }
  return found.slice(0, MOST_TOKENS);
}

/**
 * Whether the query is in Chinese, whatever else is in it.
 *
 * @param {string} text
 */
export const isChinese = (text) => /\p{Script=Han}/u.test(text);
