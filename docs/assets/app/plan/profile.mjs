// The form of a plan: which questions are asked at a place on a day, what is answered, and how far one is.

import { isDay, renamed } from '../shared/address.mjs';
import { dataOf, part, parts } from '../shared/dom.mjs';
import { answersIn, controlOf, given, labelOf, put, showProblems, stepsOf } from '../shared/form.mjs';
import { show } from '../shared/numbers.mjs';
import { fillFromAddress } from '../shared/opening.mjs';
import { daysLeft, pays, showStatuses, statusOn, today } from '../shared/status.mjs';
import { typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';

/** @import { Firm, PlanPage, Unit } from '../shared/page-data.d.ts' */

/** The form with what the page knows of places, policies and fields. */
export class Profile {
  #form;
  #root;
  #page;

  /**
   * @param {HTMLElement} root
   * @param {PlanPage} page
   */
  constructor(root, page) {
    this.#root = root;
    this.#form = part(root, '#profile', HTMLFormElement);
    this.#page = page;
    for (const group of parts(root, '[data-group]', HTMLDetailsElement)) {
      group.addEventListener('focusout', ({ relatedTarget }) => {
        const isLeft = relatedTarget instanceof Element && !group.contains(relatedTarget);
        if (isLeft && group.hasAttribute('data-done')) group.open = false;
      });
    }
  }

  get place() {
    return controlOf(this.#form, 'place').value;
  }

  /** The day chosen; empty while there is none. */
  get day() {
    return controlOf(this.#form, 'on').value;
  }

  set day(day) {
    controlOf(this.#form, 'on').value = day;
  }

  /** The day, where it is another than today; a link without one is worked out for the day it is opened. */
  get chosenDay() {
    return isDay(this.day) && this.day !== today() ? this.day : null; // browsers give back what was filled in the last time
  }

  /** What is answered, by name. */
  get inputs() {
    return given(answersIn(this.#form, this.#page.fields));
  }

  /**
   * Fills the form in from the address.
   *
   * @param {Parameters<typeof fillFromAddress>[2]} options
   */
  open(options) {
    const fields = { ...this.#page.fields, place: /** @type {const} */ ({ kind: 'choice', atMost: '0' }) };
    return fillFromAddress(this.#form, fields, { ...options, formerly: this.#page.formerly });
  }

  /**
   * Fills the form in; what it does not know is left aside.
   *
   * @param {Firm} firm
   * @param {Unit} unit
   */
  fill({ place, on, inputs }, unit) {
    if (place in this.#page.places) controlOf(this.#form, 'place').value = place;
    this.day = on ?? today();
    const answers = renamed(inputs, this.#page.formerly);
    for (const [name, { kind }] of Object.entries(this.#page.fields)) {
      const text = answers[name] ?? '';
      const fen = kind === 'money' ? stepsOf(text, kind) : null;
      controlOf(this.#form, name).value = fen === null ? text : typedMoney(fen, unit);
    }
  }

  /** Shows the texts that reach the place and the questions they ask; returns the names of those. */
  refresh() {
    const reaching = this.#page.places[this.place] ?? [];
    this.#showReach(reaching);
    const paying = reaching.filter((id) => pays(this.#policy(id).validity, this.day));
    const all = new Set(this.#asks(reaching));
    const also = part(this.#root, '[data-also]');
    const needed = new Set(paying.length ? this.#asks(paying) : all);
    also.hidden = needed.size === all.size;
    const asked = part(also, 'input', HTMLInputElement).checked ? all : needed;
    this.#showQuestions(asked, reaching);
    this.#showProgress(asked);
    return asked;
  }

  /** Folds the groups that need no more answers. */
  foldAnswered() {
    for (const group of parts(this.#root, '[data-group][data-done]', HTMLDetailsElement)) group.open = false;
  }

  /** @param {Record<string, string>} problems  by name */
  showProblems(problems) {
    showProblems(this.#form, problems);
  }

  /**
   * Brings a question into view, with its group open.
   *
   * @param {string} name
   */
  focus(name) {
    const question = this.#question(name);
    if (question.hidden) {
      part(this.#root, '[data-all]', HTMLInputElement).checked = true;
      this.refresh();
    }
    question.closest('details')?.setAttribute('open', '');
    question.scrollIntoView({ block: 'center' });
    part(question, 'input, select').focus({ preventScroll: true });
    question.classList.remove('hc-ask--here');
    void question.offsetWidth; // so that the sign starts again
    question.classList.add('hc-ask--here');
  }

  /**
   * What the form asks a question with.
   *
   * @param {string} name
   */
  control(name) {
    return controlOf(this.#form, name);
  }

  /**
   * The unit in which a number is typed.
   *
   * @param {string} name
   */
  unitOf(name) {
    return this.#question(name).querySelector('.hc-unit')?.textContent ?? '';
  }

  /**
   * Answers a question from elsewhere on the page, as if it had been answered here.
   *
   * @param {string} name
   * @param {string} value
   */
  answer(name, value) {
    put(this.control(name), value);
    part(this.#question(name), 'input, select').dispatchEvent(new Event('input', { bubbles: true }));
  }

  /**
   * What is answered, in words: question and answer, in the order of the form.
   *
   * @param {Unit} unit
   */
  said(unit) {
    return Object.entries(this.inputs).map(([name, text]) => {
      return /** @type {[string, string]} */ ([labelOf(this.#form, name), this.#inWords(name, text, unit)]);
    });
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {Unit} unit
   */
  #inWords(name, text, unit) {
    const control = controlOf(this.#form, name);
    if (control instanceof RadioNodeList) return say(text === 'true' ? 'script.plan.yes' : 'script.plan.no');
    if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.textContent ?? text;
    const steps = this.#page.fields[name]?.kind === 'money' ? stepsOf(text, 'money') : null;
    return steps === null ? text : show(steps, lang, unit);
  }

  /** @param {string} name */
  #question(name) {
    return part(this.#root, `[data-ask="${CSS.escape(name)}"]`);
  }

  /** @param {string} id */
  #policy(id) {
    const policy = this.#page.policies[id];
    if (!policy) throw new Error(`the page knows nothing of ${id}`);
    return policy;
  }

  /** @param {string[]} policies */
  #asks(policies) {
    return policies.flatMap((id) => this.#policy(id).asks);
  }

  /** @param {string[]} reaching */
  #showReach(reaching) {
    const list = part(this.#root, '[data-reach]');
    list.append(...reaching.map((id) => part(list, `[data-policy="${CSS.escape(id)}"]`))); // the nearest first
    const entries = parts(list, ':scope > li').map((entry) => {
      const policy = dataOf(entry, 'policy');
      return { entry, policy, validity: this.#policy(policy).validity, badge: part(entry, '.hc-badge') };
    });
    for (const { entry, policy, validity, badge } of entries) {
      entry.hidden = !reaching.includes(policy);
      entry.classList.toggle('hc-reach--silent', !pays(validity, this.day));
      badge.className = 'hc-badge';
    }
    showStatuses(list, this.day);
    for (const { validity, badge } of entries) {
      if (statusOn(validity, this.day) !== 'ending') continue;
      badge.append(` · ${say('status.days-left', { days: daysLeft(validity, this.day) })}`);
    }
  }

  /**
   * @param {Set<string>} asked
   * @param {string[]} reaching  the policies whose notes are shown
   */
  #showQuestions(asked, reaching) {
    for (const note of parts(this.#root, '[data-note]')) note.hidden = !reaching.includes(dataOf(note, 'note'));
    for (const question of parts(this.#root, '[data-ask]')) question.hidden = !asked.has(dataOf(question, 'ask'));
    for (const group of parts(this.#root, '[data-group]')) group.hidden = !group.querySelector('[data-ask]:not([hidden])');
  }

  /** @param {Set<string>} asked */
  #showProgress(asked) {
    const inputs = this.inputs;
    const count = (/** @type {string[]} */ names) => {
      const due = names.filter((name) => !this.#page.fields[name]?.assumed); // what has an answer of itself is no question more
      return { done: due.filter((name) => name in inputs).length, all: due.length };
    };
    for (const group of parts(this.#root, '[data-group]')) {
      const names = parts(group, '[data-ask]:not([hidden])').map((question) => dataOf(question, 'ask'));
      const { done, all: due } = count(names);
      part(group, '[data-group-count]').textContent = say('script.plan.count', { done, all: due });
      group.toggleAttribute('data-done', done === due);
    }
    const { done, all } = count([...asked]);
    const bar = part(this.#root, '[data-progress]', HTMLProgressElement);
    bar.max = Math.max(all, 1);
    bar.value = done;
    part(this.#root, '[data-count]').textContent = say('script.plan.progress', { done, all });
  }
}
