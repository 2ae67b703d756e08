// Reading what is typed, only to find a place on a curve that Python has drawn. Whether an answer is right, Python says.

import { plainly, scaled } from './numerals.mjs';

/** @import { Kind, Lang, Unit } from './page-data.d.ts' */

const MONEY =
  /^([-+]?) ?(?:(?:rmb|cny|cn¥|¥|人民币|renminbi) ?)*([-+]?)(.*?) ?(?:元|圆|块钱?|yuan)? ?(?:人民币|rmb|cny|renminbi)?(?:整|正)?$/;
const UNITS = {
  // calculators/inputs.py
  count: '[个人家名位席台项套款件次]|people|persons?',
  months: '个?月|months?',
  years: '年|years?',
  area: '平方米|平米|m2|sqm|square met(?:er|re)s?',
};
/** @type {Record<string, RegExp>} */
const NUMBER = Object.fromEntries(
  Object.entries(UNITS).map(([kind, words]) => [kind, new RegExp(`^([-+]?)()(.*?) ?(?:${words})?$`)]),
);

/**
 * A decimal as typed, in units of 10^-places; null where it is none or has more places than that.
 *
 * @param {string} text
 * @param {Kind} kind
 * @param {number} places
 */
export function parseScaled(text, kind, places) {
  const match = (NUMBER[kind] ?? MONEY).exec(plainly(text));
  const number = match && scaled(match[3] ?? '', kind === 'money');
  if (!number || (match[1] && match[2])) return null;
  const [digits, power] = number;
  const shift = places + power;
  const steps = shift < 0 ? digits / 10n ** BigInt(-shift) : digits * 10n ** BigInt(shift);
  if (shift < 0 && steps * 10n ** BigInt(-shift) !== digits) return null;
  return `${match[1]}${match[2]}` === '-' && steps ? null : steps;
}

/**
 * Decimal places of one step of an input: money and areas move by hundredths, people and months by one.
 *
 * @param {Kind} kind
 */
export const placesOf = (kind) => (kind === 'money' || kind === 'area' ? 2 : 0);

/**
 * Fen as Python prints amounts: `120000.00`.
 *
 * @param {bigint} fen
 */
export function yuan(fen) {
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * An amount as Python prints it, in fen.
 *
 * @param {string} text
 */
export const fenOf = (text) => BigInt(text.replace('.', ''));

/**
 * Steps of an input as an address carries them: `1000000`, `1250.5`.
 *
 * @param {bigint} steps
 * @param {number} places
 */
export function plain(steps, places) {
  if (!places) return steps.toString();
  const digits = steps.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction && `.${fraction}`);
}

/**
 * The unit a reader of this language expects.
 *
 * @param {Lang} lang
 * @returns {Unit}
 */
export const usualUnit = (lang) => (lang === 'zh' ? 'wan' : 'yuan');

/** @type {[bigint, string][]} */
const BIG = [
  [10n ** 10n, '亿元'],
  [10n ** 6n, '万元'],
];

/**
 * Fen as `calculators/money.py` shows an amount to a reader.
 *
 * @param {bigint} fen
 * @param {Lang} lang
 */
export function show(fen, lang, unit = usualUnit(lang)) {
  if (unit === 'wan') {
    for (const [scale, name] of BIG) {
      if (fen >= scale && fen % (scale / 100n) === 0n) return grouped(plain(fen / (scale / 100n), 2)) + name;
    }
  }
  const digits = grouped(fen % 100n ? yuan(fen) : (fen / 100n).toString());
  return lang === 'zh' ? `${digits}元` : `RMB ${digits}`;
}

/**
 * The digits of a number in groups of three.
 *
 * @param {string} digits
 */
export function grouped(digits) {
  const [whole = '', fraction] = digits.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}
