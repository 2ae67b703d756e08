// Reading what is typed, only to find a place on a curve that Python has drawn. Whether an answer is right, Python says.

const SCALES = { '': 0, 万: 4, 萬: 4, 亿: 8, 億: 8 };
const MONEY = /^(?:RMB|CNY|¥)?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?\s*([万萬亿億]?)\s*[元圆]?$/i;
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?()$/;

/** A decimal as typed, in units of 10^-places: a BigInt, or null where it is none or has more places than that. */
export function parseScaled(text, kind, places) {
  const match = (kind === 'money' ? MONEY : NUMBER).exec(text.normalize('NFKC').trim());
  if (!match) return null;
  const [, whole, fraction = '', scale] = match;
  const shift = places + SCALES[scale];
  const rest = fraction.replace(/0+$/, '');
  if (rest.length > shift) return null;
  return BigInt(whole.replaceAll(',', '') + rest + '0'.repeat(shift - rest.length));
}

/** Decimal places of one step of an input: money and areas move by hundredths, people and months by one. */
export const placesOf = (kind) => (kind === 'money' || kind === 'area' ? 2 : 0);

/** Fen as Python prints amounts: `120000.00`. */
export function yuan(fen) {
  const digits = fen.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Fen as `calculators/money.py` shows an amount to a reader. */
export function show(fen, lang) {
  const [whole, cents] = yuan(fen).split('.');
  const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ',');
  const inYuan = grouped(whole) + (cents === '00' ? '' : `.${cents}`);
  if (lang !== 'zh') return `RMB ${inYuan}`;
  for (const [power, unit] of [[10n, '亿元'], [6n, '万元']]) {
    const scale = 10n ** power;
    if (fen >= scale && fen % (scale / 100n) === 0n) {
      const hundredths = (fen / (scale / 100n)).toString().padStart(3, '0');
      const places = hundredths.slice(-2).replace(/0+$/, '');
      return grouped(hundredths.slice(0, -2)) + (places && `.${places}`) + unit;
    }
  }
  return `${inYuan}元`;
}
