// The form of a page: what it holds, how an address fills it, and what is said beside its fields.

import { button, part, parts } from './dom.mjs';
import { parseScaled, placesOf, plain, show } from './numbers.mjs';
import { typedMoney } from './units.mjs';
import { lang, say } from './words.mjs';

/** @import { Answers, Fields, Kind, Unit } from './page-data.d.ts' */
/** @typedef {HTMLInputElement | HTMLSelectElement | RadioNodeList} Control  what stands under one name */

const WAN = 10_000n;
const SMALL = 100n; // a sum below a hundredth of the example was perhaps meant in 万

/**
 * What stands in the form under a name.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Control}
 */
export function controlOf(form, name) {
  const found = form.elements.namedItem(name);
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof RadioNodeList) return found;
  throw new Error(`the form does not ask for ${name}`);
}

/** @param {Control} control */
const isTick = (control) => control instanceof HTMLInputElement && control.type === 'checkbox';

/** @param {RadioNodeList} list */
const radiosOf = (list) => [...list].filter((one) => one instanceof HTMLInputElement);

/**
 * What a control holds; a tick is `true` or `false`.
 *
 * @param {Control} control
 */
function answerIn(control) {
  return control instanceof HTMLInputElement && control.type === 'checkbox' ? String(control.checked) : control.value.trim();
}

/**
 * What the form holds, by name.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @returns {Answers}
 */
export function answersIn(form, fields) {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, answerIn(controlOf(form, name))]));
}

/**
 * The answers without the fields that are empty.
 *
 * @param {Answers} inputs
 * @returns {Answers}
 */
export function given(inputs) {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
}

/**
 * The answers without those that stand folded as they are assumed: a link and a question to Python need not repeat them.
 *
 * @param {Answers} inputs
 * @param {Fields} fields
 * @returns {Answers}
 */
export function unfolded(inputs, fields) {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name, value]) => !fields[name]?.folded || value !== fields[name]?.assumed),
  );
}

/**
 * The answers as an address carries them: numbers without unit and grouping; what cannot be read, as typed.
 *
 * @param {Answers} inputs
 * @param {Fields} fields
 * @returns {Answers}
 */
export function canonical(inputs, fields) {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => {
      const kind = fields[name]?.kind ?? 'choice';
      const steps = stepsOf(text, kind);
      return [name, steps === null ? text : plain(steps, placesOf(kind))];
    }),
  );
}

/**
 * A number as typed, in steps of its input; null where the text is none.
 *
 * @param {string} text
 * @param {Kind} kind
 */
export function stepsOf(text, kind) {
  return kind === 'yes-no' || kind === 'choice' ? null : parseScaled(text, kind, placesOf(kind));
}

/**
 * Whether the form holds anything but what the page came with: typed before this program was there, or kept by the browser.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function isChanged(form, fields) {
  return Object.keys(fields).some((name) => isFieldChanged(controlOf(form, name)));
}

/**
 * Whether a control holds anything but what the page came with.
 *
 * @param {Control} control
 */
export function isFieldChanged(control) {
  if (control instanceof HTMLSelectElement) {
    const usual = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(0, usual);
  }
  if (control instanceof RadioNodeList) {
    return radiosOf(control).some((one) => one.checked !== one.defaultChecked);
  }
  return isTick(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

/**
 * Fills in what came with an address; returns the names of what could not be taken.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {Answers} inputs
 * @param {Unit} unit
 */
export function fill(form, fields, inputs, unit) {
  const unreadable = [];
  for (const [name, value] of Object.entries(inputs)) if (!put(controlOf(form, name), value)) unreadable.push(name);
  writeMoney(form, fields, unit);
  return unreadable;
}

/**
 * Puts an answer into a control; whether it can hold it.
 *
 * @param {Control} control
 * @param {string} value
 */
function put(control, value) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') {
    if (value !== 'true' && value !== 'false') return false;
    control.checked = value === 'true';
    return true;
  }
  if (control instanceof HTMLSelectElement && ![...control.options].some((option) => option.value === value)) return false;
  control.value = value;
  return true;
}

/**
 * Writes the sums of money in the form the way the reader likes them; what cannot be read stays as typed.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 * @param {Unit} unit
 */
export function writeMoney(form, fields, unit) {
  for (const [name, { kind }] of Object.entries(fields)) {
    if (kind !== 'money') continue;
    const control = controlOf(form, name);
    const fen = stepsOf(control.value, kind);
    if (fen !== null) control.value = typedMoney(fen, unit);
  }
}

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
    const fen = stepsOf(field.value, kind);
    const chinese = lang === 'zh' || unit === 'wan';
    const echoed = chinese && !/[万萬亿億]/.test(field.value) ? 'wan' : 'yuan'; // the form that was not typed
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
  return /^[\d.]+$/.test(field.value.trim()) && fen * SMALL <= (stepsOf(field.defaultValue, 'money') ?? 0n);
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

/**
 * Puts each problem beside its field, and takes the settled ones away.
 *
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} problems  by name
 */
export function showProblems(form, problems) {
  for (const place of parts(form, '.hc-problem')) {
    const name = place.id.replace('problem-', '');
    const field = controlOf(form, name);
    const problem = problems[name];
    place.textContent = problem ?? '';
    place.hidden = problem === undefined;
    if (problem !== undefined) openAround(place);
    if (field instanceof RadioNodeList) continue;
    if (problem === undefined) field.removeAttribute('aria-invalid');
    else field.setAttribute('aria-invalid', 'true');
  }
}

/**
 * What is said inside a folded part must be seen.
 *
 * @param {HTMLElement} place
 */
function openAround(place) {
  for (let around = place.closest('details'); around; around = around.parentElement?.closest('details') ?? null) {
    around.open = true;
  }
}

/**
 * The question of a field in words.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function labelOf(form, name) {
  const control = controlOf(form, name);
  const [first] = control instanceof RadioNodeList ? radiosOf(control) : [control];
  const label = control instanceof RadioNodeList ? first?.closest('fieldset')?.querySelector('legend') : first?.labels?.[0];
  return label?.textContent.trim() ?? name;
}
