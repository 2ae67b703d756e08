// The answer on a calculator's page: its amount, its words, its curve, and the bar that keeps the amount in sight.

import { Curve } from '../chart/curve.mjs';
import { neighbours, stepsPerUnit } from '../chart/shape.mjs';
import { findTable, mainStep } from '../shared/corners.mjs';
import { dataOf, part, parts } from '../shared/dom.mjs';
import { stepsOf } from '../shared/form.mjs';
import { showEngineHtml } from '../shared/markup.mjs';
import { setStale, setState } from '../shared/standing.mjs';

/** @import { Html } from '../../engine/messages.d.ts' */
/** @import { Answers, Corner, PageCase, Unit } from '../shared/page-data.d.ts' */
/** @import { Stale, State } from '../shared/standing.mjs' */

export class AnswerView {
  #output; // the figure
  #told; // and all that is said about it
  #bar;
  #pageCase;
  #plot;

  /**
   * @param {HTMLElement} root  the calculator
   * @param {PageCase} pageCase
   * @param {string} example  of the main input, as the form came with it
   */
  constructor(root, pageCase, example) {
    this.#output = part(root, 'output');
    this.#told = part(root, '[data-told]');
    this.#bar = part(root, '[data-bar]');
    this.#pageCase = pageCase;
    this.#plot = root.querySelector('[data-plot]') ? this.#makePlot(example) : null;
    new MutationObserver(() => this.#plot?.redraw()).observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
    const seen = new IntersectionObserver(([entry]) => this.#bar.classList.toggle('hc-amountbar--away', entry?.isIntersecting));
    seen.observe(part(root, '.hc-answer'));
    this.#bar.textContent = this.#headline.textContent;
    this.#bar.ariaHidden = 'true'; // what it says is said by the answer
    this.#bar.hidden = false;
  }

  get #headline() {
    return part(this.#output, '.hc-answer__amount');
  }

  /** The amount as it is announced. */
  get announced() {
    return this.#headline.textContent.trim();
  }

  get state() {
    return /** @type {State} */ (this.#output.dataset.state);
  }

  /** @param {State} state */
  set state(state) {
    setState(this.#output, state);
  }

  get stale() {
    return /** @type {Stale} */ (this.#output.dataset.stale ?? '');
  }

  /** @param {Stale} stale */
  set stale(stale) {
    setStale(this.#output, stale);
  }

  get amount() {
    return this.#output.dataset.amount ?? '';
  }

  /** Yuan as Python prints them; empty where there is none. */
  set amount(yuan) {
    this.#output.dataset.amount = yuan;
  }

  /** How many figures of Python's have been shown, for whoever measures or waits for them. @param {number} count */
  set figures(count) {
    this.#output.dataset.python = String(count);
  }

  /**
   * The headline of the answer, on the page and in the bar that small screens have.
   *
   * @param {string} text
   */
  announce(text, none = false) {
    const headline = this.#headline;
    headline.textContent = text;
    headline.classList.toggle('hc-answer__amount--none', none);
    this.#bar.textContent = text;
  }

  /**
   * The engine's markup with the chart that is there already, and what the visitor had opened.
   *
   * @param {Html} html
   */
  show({ head, body }) {
    const opened = parts(this.#told, 'details[data-keep][open]').map(({ dataset }) => dataset.keep);
    showEngineHtml(this.#output, head);
    showEngineHtml(this.#told, body);
    for (const name of opened) this.#told.querySelector(`details[data-keep="${name}"]`)?.setAttribute('open', '');
    this.#bar.textContent = this.#headline.textContent;
    this.#markLimbs();
  }

  /** Marks what the answer pays in the table of what is given to whom. */
  #markLimbs() {
    const shown = new Set(part(this.#told, '[data-figures]').dataset.figures?.split(' '));
    for (const limb of parts(document, '[data-limb]')) {
      const figures = dataOf(limb, 'limb').split(' ');
      if (figures.every((figure) => shown.has(figure))) limb.setAttribute('aria-current', 'true');
      else limb.removeAttribute('aria-current');
    }
  }

  /**
   * Draws the curve for these answers; null where it is not known.
   *
   * @param {Answers} inputs
   * @param {Corner[] | null} corners
   * @param {Unit} unit
   */
  draw(inputs, corners, unit) {
    const place = this.#told.querySelector('[data-plot]');
    place?.parentElement?.classList.toggle('hc-curve--stale', !corners);
    if (!place || !this.#plot) return;
    if (this.#plot.element.parentElement !== place) place.append(this.#plot.element);
    if (!corners) return;
    const others = neighbours(this.#pageCase.tables, findTable(this.#pageCase, inputs));
    this.#plot.show({ corners, here: mainStep(this.#pageCase, inputs), others, unit });
  }

  /** @param {boolean} begun  whether a print begins or ends */
  print(begun) {
    this.#plot?.print(begun);
  }

  /** @param {string} example */
  #makePlot(example) {
    const { main, fields, label, rounding } = this.#pageCase;
    const kind = main === null ? undefined : fields[main]?.kind;
    if (!kind) return null;
    const steps = stepsOf(example, kind);
    return new Curve({ kind, label, rounding, example: steps === null ? 0 : Number(steps) / stepsPerUnit(kind) });
  }
}
