// How sums of money were read, said below their fields.

import { typedIn } from '../shared/composing.mjs';
import { button, part } from '../shared/dom.mjs';
import { stepsOf } from '../shared/form.mjs';
import { show } from '../shared/numbers.mjs';
import { typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';

/** @import { Fields, Unit } from '../shared/page-data.d.ts' */

const WAN = 10_000n;
const SMALL = 100n; // a sum below a hundredth of the example was perhaps meant in 万

/**
 * Says below each sum of money how it was read; where it is suspiciously small, offers the sum in 万元.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {Unit} unit
 */
export function writeEchoes(form, fields, unit) {
  for (const [name, { kind, atMost }] of Object.entries(fields)) {
    if (kind !== 'money') continue;
    const field = part(form, `#field-${CSS.escape(name)}`, HTMLInputElement);
    const place = part(form, `#echo-${CSS.escape(name)}`);
    place.dataset.usual ??= place.textContent;
    const text = typedIn(field);
    const fen = stepsOf(text, kind);
    const chinese = lang === 'zh' || unit === 'wan';
    const echoed = chinese && !/[万萬亿億]/.test(text) ? 'wan' : 'yuan'; // the form that was not typed
    place.textContent = fen === null ? place.dataset.usual : say('script.echo', { amount: show(fen, lang, echoed) });
    if (fen && isSmall(field, fen) && fen * WAN <= (stepsOf(atMost, kind) ?? 0n)) {
      place.append(' ', offer(field, fen * WAN, chinese ? 'wan' : 'yuan'));
    }
  }
}

/**
 * Whether bare digits were typed that make far less than the example.
 *
 * @param {HTMLInputElement} field
 * @param {bigint} fen
 */
function isSmall(field, fen) {
  return /^[\d.]+$/.test(typedIn(field).trim()) && fen * SMALL <= (stepsOf(field.defaultValue, 'money') ?? 0n);
}

/**
 * @param {HTMLInputElement} field
 * @param {bigint} fen
 * @param {Unit} unit
 */
function offer(field, fen, unit) {
  const take = () => {
    field.value = typedMoney(fen, unit);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  };
  return button(say('script.perhaps', { amount: show(fen, lang, unit) }), take, 'hc-offer');
}
