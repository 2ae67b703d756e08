// What is missing, answerable where it stands: beside each question the means to answer it, which write into the form.

import { button, dataOf, element, parts } from '../shared/dom.mjs';
import { say } from '../shared/words.mjs';

/** @import { Profile } from './profile.mjs' */

/** A question that is being answered: by name, with the text so far. @typedef {{ name: string, text: string | null }} Held */

export class Gaps {
  #place;
  #profile;
  /** The question answered here last. */
  asked = '';

  /**
   * @param {HTMLElement} place  where Python's list is shown
   * @param {Profile} profile
   */
  constructor(place, profile) {
    this.#place = place;
    this.#profile = profile;
  }

  /** What is being answered here; null where the focus is elsewhere. @returns {Held | null} */
  hold() {
    const at = document.activeElement;
    const line = this.#place.contains(at) ? at?.closest('[data-input]') : null;
    if (!(line instanceof HTMLElement)) return null;
    return { name: dataOf(line, 'input'), text: at instanceof HTMLInputElement ? at.value : null };
  }

  /** Puts the means to answer beside each question. */
  decorate() {
    for (const line of parts(this.#place, '.hc-plan__gap [data-input]')) {
      const name = dataOf(line, 'input');
      const label = element('a');
      label.href = `#ask-${name}`;
      label.dataset.go = name;
      label.append(...line.childNodes);
      line.append(label, this.#means(name, label.textContent));
    }
  }

  /**
   * Gives the focus back after the list has been written anew: to the same question, or else to the first that is left.
   *
   * @param {Held | null} held
   */
  resume(held) {
    if (!held) return;
    const same = this.#place.querySelector(`[data-input="${CSS.escape(held.name)}"] :is(input, select, button)`);
    const next = same ?? this.#place.querySelector('[data-input] :is(input, select, button)');
    if (same instanceof HTMLInputElement && held.text !== null) same.value = held.text;
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  /**
   * @param {string} name
   * @param {string} label
   */
  #means(name, label) {
    const control = this.#profile.control(name);
    if (control instanceof RadioNodeList) return this.#yesNo(name, label, control.value);
    const copy = /** @type {HTMLInputElement | HTMLSelectElement} */ (control.cloneNode(true));
    copy.value = control.value; // what was chosen is not cloned
    for (const tie of ['id', 'name', 'form', 'aria-describedby', 'aria-invalid']) copy.removeAttribute(tie);
    copy.ariaLabel = label;
    copy.addEventListener('change', () => this.#answer(name, copy.value));
    const means = element('span', 'hc-plan__means');
    means.append(copy, ...(control instanceof HTMLInputElement ? [element('span', 'hc-unit', this.#profile.unitOf(name))] : []));
    return means;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} answer
   */
  #yesNo(name, label, answer) {
    const means = element('span', 'hc-plan__means');
    means.role = 'group';
    means.ariaLabel = label;
    for (const value of ['true', 'false']) {
      const choice = button(say(`script.plan.${value === 'true' ? 'yes' : 'no'}`), () => this.#answer(name, value), 'hc-quiet');
      choice.ariaPressed = String(answer === value);
      means.append(choice);
    }
    return means;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #answer(name, value) {
    this.asked = name;
    this.#profile.answer(name, value);
  }
}
