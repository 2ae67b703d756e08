// How the reader likes money shown, 万元 or yuan: remembered in this browser, and a matter of display only.

import { grouped, placesOf, plain, show, usualUnit } from './numbers.mjs';
import { choices } from './site.mjs';
import { lang, say } from './words.mjs';

const UNITS = ['wan', 'yuan'];

/** `wan` or `yuan`. */
export function likedUnit() {
  const kept = choices.get('unit');
  return UNITS.includes(kept) ? kept : usualUnit(lang);
}

/** Remembers what the reader likes. */
export const likeUnit = (unit) => choices.set('unit', unit);

/** A sum of money as somebody who likes `unit` would type it: `100万元`, `1,000,000`. */
export const typedMoney = (fen, unit) => (unit === 'wan' ? show(fen, 'zh', 'wan') : grouped(plain(fen, 2)));

/** An answer with its unit: `100万元`, `36个月`, `5,000 m²`. */
export function quantity(steps, kind, unit) {
  if (kind === 'money') return show(steps, lang, unit);
  const number = grouped(plain(steps, placesOf(kind)));
  return ['months', 'years', 'area'].includes(kind) ? say(`unit.${kind}`, { n: number }) : number;
}
