// A row of the comparison: one benefit with its amount, from the page's corners or from Python.

import { amountFromCorners } from '../shared/corners.mjs';
import { dataOf, part } from '../shared/dom.mjs';
import { canonical } from '../shared/form.mjs';
import { show, yuan } from '../shared/numbers.mjs';
import { setState } from '../shared/standing.mjs';
import { datesOfRow, pays } from '../shared/status.mjs';
import { lang } from '../shared/words.mjs';

/** @import { Answers, ComparePage, PageCase, Unit } from '../shared/page-data.d.ts' */
/** @import { State } from '../shared/standing.mjs' */

const SILENT = 'hc-compare--silent'; // of a row whose text pays nobody on the day

export class CompareRow {
  /** The row of the table. */
  line;
  benefit;
  /** @type {PageCase} */
  pageCase;
  #fields;
  #unit;

  /**
   * @param {HTMLTableRowElement} line
   * @param {ComparePage} page
   * @param {Unit} unit
   */
  constructor(line, { fields, rows }, unit) {
    this.line = line;
    this.benefit = dataOf(line, 'benefit');
    const pageCase = rows[this.benefit];
    if (!pageCase) throw new Error(`the page knows nothing of ${this.benefit}`);
    this.pageCase = pageCase;
    this.#fields = fields;
    this.#unit = unit;
  }

  get state() {
    return this.line.dataset.state;
  }

  get isSilent() {
    return this.line.classList.contains(SILENT);
  }

  get amount() {
    return this.line.dataset.amount ?? '';
  }

  get headline() {
    return part(this.line, '[data-headline]').textContent;
  }

  /** The policy as the table calls it. */
  get policy() {
    return part(this.line, 'a').textContent;
  }

  /**
   * Marks whether the text pays anybody on a day; its status is written anew.
   *
   * @param {string} day
   */
  showDay(day) {
    this.line.classList.toggle(SILENT, !pays(datesOfRow(this.line), day));
    part(this.line, '.hc-badge').className = 'hc-badge';
  }

  /**
   * Whether the row has to answer what is asked, and does not just keep the figure that the page came with.
   *
   * @param {boolean} anything  whether anything has been asked
   */
  isAsked(anything) {
    const asksOurs = Object.keys(this.pageCase.fields).some((name) => Object.hasOwn(this.#fields, name));
    return this.pageCase.main !== null || (anything && asksOurs);
  }

  /**
   * The figure that the page can tell by itself, or else why it tells none.
   *
   * @param {Answers} answers
   * @param {string} otherwise
   */
  showFromCorners(answers, otherwise) {
    const fen = amountFromCorners(this.pageCase, this.withGates(answers));
    if (fen === null) return this.show('calculating', '', otherwise);
    const headline = fen ? this.pageCase.headline : '{amount}';
    return this.show('corners', yuan(fen), headline.replace('{amount}', show(fen, lang, this.#unit)));
  }

  /**
   * @param {State} state
   * @param {string} amount  in yuan; empty where there is none
   * @param {string} headline
   */
  show(state, amount, headline) {
    setState(this.line, state);
    this.line.dataset.amount = amount;
    part(this.line, '[data-headline]').textContent = headline;
  }

  /**
   * Whoever goes on to the calculator takes the figures along, and the day where the address names one.
   *
   * @param {Answers} answers
   * @param {string | null} on
   */
  link(answers, on) {
    const mine = Object.entries(answers).filter(([name]) => Object.hasOwn(this.pageCase.fields, name));
    const parameters = new URLSearchParams(canonical(Object.fromEntries(mine), this.#fields));
    if (on) parameters.set('on', on);
    part(this.line, '[data-calculator-link]', HTMLAnchorElement).search = parameters.toString();
  }

  /**
   * The answers with every condition met, as a comparison takes them.
   *
   * @param {Answers} answers
   */
  withGates(answers) {
    const gates = Object.entries(this.pageCase.fields).filter(([, { gate }]) => gate);
    return { ...answers, ...Object.fromEntries(gates.map(([name]) => [name, 'true'])) };
  }
}
