// @ts-nocheck
// The form of a plan: which questions are asked at a place on a day, what is answered, and how far one is.

import { answersIn, given, showProblems, stepsOf } from '../shared/form.mjs';
import { show } from '../shared/numbers.mjs';
import { daysLeft, pays, showStatuses, statusOn, today } from '../shared/status.mjs';
import { typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';

/** The form `element` with what the page knows of places, policies and fields. */
export class Profile {
  #form;
  #root;
  #page;

  constructor(root, page) {
    this.#root = root;
    this.#form = root.querySelector('#profile');
    this.#page = page;
  }

  get place() {
    return this.#form.elements.place.value;
  }

  /** The day chosen; empty while there is none. */
  get day() {
    return this.#form.elements.on.value;
  }

  /** What is answered, by name. */
  get inputs() {
    return given(answersIn(this.#form, this.#page.fields));
  }

  /** What differs from the empty form that the page comes with, `{place, on, inputs}`; null where nothing does. */
  get answered() {
    const { place } = this.#form.elements;
    const moved = [...place.options].some((option) => option.selected !== option.defaultSelected);
    const { inputs } = this;
    const on = this.day === today() ? '' : this.day; // browsers give back what this program filled in the last time
    if (!moved && !on && !Object.keys(inputs).length) return null;
    return { ...(moved && { place: place.value }), ...(on && { on }), inputs };
  }

  /** Fills the form in; what it does not know is left aside. */
  fill({ place, on, inputs }, unit) {
    const { elements } = this.#form;
    if (place in this.#page.places) elements.place.value = place;
    if (on) elements.on.value = on;
    for (const [name, { kind }] of Object.entries(this.#page.fields)) {
      const text = inputs[name] ?? '';
      const fen = kind === 'money' ? stepsOf(text, kind) : null;
      elements[name].value = fen === null ? text : typedMoney(fen, unit);
    }
  }

  /** Shows the texts that reach the place and the questions they ask; returns the names of those. */
  refresh() {
    const reaching = this.#page.places[this.place] ?? [];
    this.#showReach(reaching);
    const paying = reaching.filter((id) => pays(this.#page.policies[id].validity, this.day));
    const all = new Set(this.#asks(reaching));
    const also = this.#root.querySelector('[data-also]');
    const needed = new Set(paying.length ? this.#asks(paying) : all);
    also.hidden = needed.size === all.size;
    const asked = also.querySelector('input').checked ? all : needed;
    this.#showQuestions(asked);
    this.#showProgress(asked);
    return asked;
  }

  showProblems(problems) {
    showProblems(this.#form, problems);
  }

  /** Brings a question into view, with its group open. */
  focus(name) {
    const question = this.#root.querySelector(`[data-ask="${CSS.escape(name)}"]`);
    if (!question) return;
    if (question.hidden) {
      this.#root.querySelector('[data-all]').checked = true;
      this.refresh();
    }
    question.closest('details').open = true;
    question.scrollIntoView({ block: 'center' });
    question.querySelector('input, select').focus({ preventScroll: true });
    question.classList.remove('hc-ask--here');
    void question.offsetWidth; // so that the sign starts again
    question.classList.add('hc-ask--here');
  }

  /** What is answered, in words: question and answer, in the order of the form. */
  said(unit) {
    return Object.entries(this.inputs).map(([name, text]) => {
      const question = this.#root.querySelector(`[data-ask="${CSS.escape(name)}"]`);
      const label = question.querySelector('legend, label').textContent.trim();
      const { kind } = this.#page.fields[name];
      if (kind === 'yes-no') return [label, say(text === 'true' ? 'script.plan.yes' : 'script.plan.no')];
      if (kind === 'choice') return [label, question.querySelector('select').selectedOptions[0].textContent];
      const steps = kind === 'money' ? stepsOf(text, kind) : null;
      return [label, steps === null ? text : show(steps, lang, unit)];
    });
  }

  /** The place as the picker names it, the city or province first. */
  placeName() {
    const option = this.#form.elements.place.selectedOptions[0];
    const head = option.parentElement.label;
    return head === option.textContent ? head : `${head} ${option.textContent}`;
  }

  #asks(policies) {
    return policies.flatMap((id) => this.#page.policies[id].asks);
  }

  #showReach(reaching) {
    const list = this.#root.querySelector('[data-reach]');
    list.append(...reaching.map((id) => list.querySelector(`[data-policy="${CSS.escape(id)}"]`))); // the nearest first
    for (const entry of this.#root.querySelectorAll('[data-reach] > li')) {
      entry.hidden = !reaching.includes(entry.dataset.policy);
      entry.classList.toggle('hc-reach--silent', !pays(this.#page.policies[entry.dataset.policy].validity, this.day));
      entry.querySelector('.hc-badge').className = 'hc-badge';
    }
    showStatuses(this.#root.querySelector('[data-reach]'), this.day);
    for (const entry of this.#root.querySelectorAll('[data-reach] > li')) {
      const { validity } = this.#page.policies[entry.dataset.policy];
      if (statusOn(validity, this.day) === 'ending')
        entry.querySelector('.hc-badge').append(` · ${say('status.days-left', { days: daysLeft(validity, this.day) })}`);
    }
  }

  #showQuestions(asked) {
    for (const question of this.#root.querySelectorAll('[data-ask]')) question.hidden = !asked.has(question.dataset.ask);
    for (const group of this.#root.querySelectorAll('[data-group]'))
      group.hidden = !group.querySelector('[data-ask]:not([hidden])');
  }

  #showProgress(asked) {
    const inputs = this.inputs;
    const count = (names) => ({ done: names.filter((name) => name in inputs).length, all: names.length });
    for (const group of this.#root.querySelectorAll('[data-group]')) {
      const names = [...group.querySelectorAll('[data-ask]:not([hidden])')].map((question) => question.dataset.ask);
      group.querySelector('[data-group-count]').textContent = say('script.plan.count', count(names));
    }
    const { done, all } = count([...asked]);
    const bar = this.#root.querySelector('[data-progress]');
    bar.max = Math.max(all, 1);
    bar.value = done;
    this.#root.querySelector('[data-count]').textContent = say('script.plan.progress', { done, all });
  }
}
