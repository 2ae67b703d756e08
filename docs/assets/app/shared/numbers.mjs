// Reading what is typed, only to find a place on a curve that Python has drawn. Whether an answer is right, Python says.

/** @import { Kind, Lang, Unit } from './page-data.d.ts' */

/** @type {Record<string, number>} */
const SCALES = { '': 0, 万: 4, 萬: 4, 亿: 8, 億: 8 };
// What Python takes for space, which is not quite what JavaScript does.
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*';
const DIGITS = '(-?)(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d+))?';
const MONEY = new RegExp(`^${SPACE}(?:RMB|CNY|¥)?${SPACE}${DIGITS}${SPACE}([万萬亿億]?)${SPACE}[元圆]?${SPACE}$`, 'i');
const NUMBER = new RegExp(`^${SPACE}${DIGITS}()${SPACE}$`);

/**
 * A decimal as typed, in units of 10^-places; null where it is none or has more places than that.
 *
 * @param {string} text
 * @param {Kind} kind
 * @param {number} places
 */
export function parseScaled(text, kind, places) {
  const match = (kind === 'money' ? MONEY : NUMBER).exec(text.normalize('NFKC'));
  if (!match) return null;
  const [, sign, whole = '', fraction = '', scale = ''] = match;
  const shift = places + (SCALES[scale] ?? 0);
  const rest = fraction.replace(/0+$/, '');
  if (rest.length > shift) return null;
  const steps = BigInt(whole.replaceAll(',', '') + rest + '0'.repeat(shift - rest.length));
  return sign && steps ? null : steps;
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
