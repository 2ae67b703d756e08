// Numbers as people write them, read as calculators/numerals.py reads them: there is why each of these is one, or none.

/** @typedef {[digits: bigint, power: number]} Scaled digits and the power of ten they are multiplied by */

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\ufe0e|\ufe0f/g;
const PYTHONS_SPACE = '\\x1c-\\x1f\\x85'; // besides what JavaScript takes for space
const SPACE = new RegExp(`[\\s${PYTHONS_SPACE}]+`, 'g');
const FROM = '壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億兩两〇，’‘′−';
const INTO = "一二三四五六七八九十百千二三六万亿二二零,'''-";
const ALIKE = new Map([...FROM].map((sign, at) => [sign, INTO[at]]));

const LONGEST = 100;
const GROUPED = /^(\d{1,3}(?:([, '])\d{3}(?:\2\d{3})*)?|\d+)(?:\.(\d*))?$/;
const SPELLED = /^(?:(\d)千)?0?(?:(\d)百)?0?(?:(\d?)(十))?0?(\d?)$/;
const OPEN = /[千百]\d$/;
const ONE_UNIT = /^(.+)([千百十])$/;
const AROUND_CHINESE = / *([零一二三四五六七八九点十百千万亿]) */g;
const RUN = /[一二三四五六七八九]{2}/;
const WESTERN = /^(.*[\d.]) ?(thousand|million|billion|mn|bn|[kwmb])$/;

const DIGITS = '零一二三四五六七八九';
/** @type {[sign: string, power: number][]} */
const SCALES = [
  ['亿', 8],
  ['万', 4],
];
/** @type {Record<string, number>} */
const POWERS = { 千: 3, 百: 2, 十: 1, k: 3, thousand: 3, w: 4, m: 6, mn: 6, million: 6, b: 9, bn: 9, billion: 9 };

/**
 * A text in small letters, without what nobody sees, one space between words, signs that look alike made one.
 *
 * @param {string} text
 */
export function plainly(text) {
  const folded = text.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  return [...folded]
    .map((sign) => ALIKE.get(sign) ?? sign)
    .join('')
    .replace(SPACE, ' ')
    .replace(/^ | $/g, '');
}

/**
 * A number without sign that `plainly` has gone over; null where it is none. `western` allows what money is written with
 * besides: `k`, `w`, `m`, `million`, `bn`.
 *
 * @param {string} text
 * @param {boolean} western
 * @returns {Scaled | null}
 */
export function scaled(text, western) {
  if (text.length > LONGEST) return null;
  const match = western ? WESTERN.exec(text) : null;
  if (match) return counted(match);
  const close = text.replace(AROUND_CHINESE, '$1');
  const [spelled = '', ...fractions] = close.split('点');
  if (RUN.test(spelled) || fractions.length > 1 || fractions[0] === '') return null;
  return large(close);
}

/**
 * @param {string} text
 * @returns {Scaled | null}
 */
function large(text) {
  for (const [sign, power] of SCALES) {
    const at = text.lastIndexOf(sign);
    if (at < 0) continue;
    const [head, rest] = [text.slice(0, at), text.slice(at + 1)];
    const front = large(head);
    const back = rest ? large(rest.replace(/^零+/, '')) : /** @type {Scaled} */ ([0n, 0]);
    if (!front || !back || !front[0] || head.includes(sign)) return null;
    if (rest && (front[1] < 0 || !settled(rest, power) || !isBelow(back, power))) return null;
    return sum([front[0], front[1] + power], back);
  }
  return small(text);
}

/** @type {(rest: string, power: number) => boolean} */
const settled = (rest, power) => /[万千百十]$|^零/.test(rest) || new RegExp(`^\\d{${power}}(\\.\\d+)?$`).test(rest);

/** @type {(number: Scaled, power: number) => boolean} */
const isBelow = ([digits, at], power) => digits * ten(Math.max(at, 0)) < ten(power + Math.max(-at, 0));

/** @param {string} text */
function small(text) {
  const digits = [...text].map((sign) => (sign === '点' ? '.' : DIGITS.includes(sign) ? DIGITS.indexOf(sign) : sign)).join('');
  const unit = ONE_UNIT.exec(digits);
  const number = decimal(text.length === 1 || text.includes('点') ? digits : text) ?? (unit && counted(unit));
  if (number) return number;
  const match = text ? SPELLED.exec(digits) : null;
  if (!match || OPEN.test(digits)) return null;
  const [thousands, hundreds, tens, ones] = [match[1], match[2], match[3], match[5]].map((digit) => BigInt(digit || 0));
  const tenfold = match[4] ? 10n * (tens || 1n) : 0n;
  return /** @type {Scaled} */ ([1000n * (thousands ?? 0n) + 100n * (hundreds ?? 0n) + tenfold + (ones ?? 0n), 0]);
}

/** @param {RegExpExecArray} match */
function counted([, digits = '', unit = '']) {
  const number = decimal(digits);
  return number && /** @type {Scaled} */ ([number[0], number[1] + (POWERS[unit] ?? 0)]);
}

/** @param {string} text */
function decimal(text) {
  const match = GROUPED.exec(text);
  if (!match) return null;
  const [, whole = '', , part = ''] = match;
  return /** @type {Scaled} */ ([BigInt(whole.replace(/\D/g, '') + part), -part.length]);
}

/** @type {(one: Scaled, other: Scaled) => Scaled} */
function sum([one, at], [other, from]) {
  const power = Math.min(at, from);
  return [one * ten(at - power) + other * ten(from - power), power];
}

/** @param {number} power */
const ten = (power) => 10n ** BigInt(power);
