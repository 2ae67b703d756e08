// The form of a page: what it holds, what it can hold, and what is said beside its fields.

import { isComposed, typedIn } from './composing.mjs';
import { parts } from './dom.mjs';
import { parseScaled, placesOf, plain } from './numbers.mjs';
import { typedMoney } from './units.mjs';

/** @import { Control } from './composing.mjs' */
/** @import { Answers, Fields, Kind, Unit } from './page-data.d.ts' */

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
  return control instanceof HTMLInputElement && control.type === 'checkbox' ? String(control.checked) : typedIn(control).trim();
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
 * The names of what holds anything but what the page came with: typed before this program was there, or kept by the browser.
 *
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function changedIn(form, fields) {
  return Object.keys(fields).filter((name) => isChanged(controlOf(form, name)));
}

/** @param {Control} control */
function isChanged(control) {
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
 * Puts an answer into a control, and changes nothing where it cannot hold it; whether it can.
 *
 * @param {Control} control
 * @param {string} value
 */
export function put(control, value) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') {
    if (value !== 'true' && value !== 'false') return false;
    control.checked = value === 'true';
    return true;
  }
  const known =
    control instanceof HTMLSelectElement ? [...control.options] : control instanceof RadioNodeList ? radiosOf(control) : null;
  if (known && !known.some((one) => one.value === value)) return false;
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
    const control = kind === 'money' ? controlOf(form, name) : null;
    if (!control || isComposed(control)) continue;
    const fen = stepsOf(control.value, kind);
    if (fen !== null) control.value = typedMoney(fen, unit);
  }
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
  if (first?.dataset.called) return first.dataset.called; // its label may be part of a sentence
  const label = control instanceof RadioNodeList ? first?.closest('fieldset')?.querySelector('legend') : first?.labels?.[0];
  return label?.textContent.trim() ?? name;
}
