// How the reader likes money shown, 万元 or yuan: remembered in this browser, and a matter of display only.

import { grouped, placesOf, plain, show, usualUnit } from './numbers.mjs';
import { kept } from './storage.mjs';
import { lang, say } from './words.mjs';

/** @import { Kind, Unit } from './page-data.d.ts' */

/** The unit chosen, or else the one that is usual in the page's language. */
export function likedUnit() {
  const chosen = kept.get('unit');
  return chosen === 'wan' || chosen === 'yuan' ? chosen : usualUnit(lang);
}

/**
 * Remembers what the reader likes.
 *
 * @param {Unit} unit
 */
export const likeUnit = (unit) => kept.set('unit', unit);

/**
 * A sum of money as somebody who likes `unit` would type it: `100万元`, `1,000,000`.
 *
 * @param {bigint} fen
 * @param {Unit} unit
 */
export const typedMoney = (fen, unit) => (unit === 'wan' ? show(fen, 'zh', 'wan') : grouped(plain(fen, 2)));

/**
 * An answer with its unit: `100万元`, `36个月`, `5,000 m²`.
 *
 * @param {bigint} steps
 * @param {Kind} kind
 * @param {Unit} unit
 */
export function quantity(steps, kind, unit) {
  if (kind === 'money') return show(steps, lang, unit);
  const number = grouped(plain(steps, placesOf(kind)));
  return ['months', 'years', 'area'].includes(kind) ? say(`unit.${kind}`, { n: number }) : number;
}
