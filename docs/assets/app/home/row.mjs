// A benefit that may answer the question of the home page, with its amount from the curve on the page or from Python.

import { evaluate } from '../shared/corners.mjs';
import { dataOf, part } from '../shared/dom.mjs';
import { show, yuan } from '../shared/numbers.mjs';
import { setState } from '../shared/standing.mjs';
import { datesOfRow, pays } from '../shared/status.mjs';
import { lang, say } from '../shared/words.mjs';

/** @import { Curve, HomePage, Unit } from '../shared/page-data.d.ts' */

const SILENT = 'hc-quick--silent'; // of a row whose text pays nobody on the day

export class QuickRow {
  item;
  benefit;
  /** @type {Curve} */
  curve;
  dates;

  /**
   * @param {HTMLElement} item
   * @param {HomePage} page
   */
  constructor(item, { rows }) {
    this.item = item;
    this.benefit = dataOf(item, 'benefit');
    const curve = rows[this.benefit];
    if (!curve) throw new Error(`the page knows nothing of ${this.benefit}`);
    this.curve = curve;
    this.dates = datesOfRow(item);
  }

  get isRefused() {
    return this.item.dataset.state === 'refused';
  }

  get isSilent() {
    return this.item.classList.contains(SILENT);
  }

  get amount() {
    return this.item.dataset.amount ?? '';
  }

  /**
   * Marks whether the text pays anybody on a day; its status is written anew.
   *
   * @param {string} day
   */
  showDay(day) {
    this.item.classList.toggle(SILENT, !pays(this.dates, day));
    part(this.item, '.hc-badge').className = 'hc-badge';
  }

  /**
   * The figure that the page can tell by itself.
   *
   * @param {bigint} steps
   * @param {Unit} unit
   */
  showFromCorners(steps, unit) {
    const { corners, headline, rounding } = this.curve;
    const fen = evaluate(corners, steps, rounding);
    this.#put('corners', yuan(fen), fen ? headline.replace('{amount}', show(fen, lang, unit)) : say('script.quick.nothing'));
  }

  /**
   * Python's figure.
   *
   * @param {string | null} amount
   * @param {string} headline
   */
  showLive(amount, headline) {
    this.#put('live', amount ?? '', Number(amount) ? headline : say('script.quick.nothing'));
  }

  /** No amount for what is no sum of money: an older one would look like its answer. */
  refuse() {
    this.#put('refused', '', '—');
  }

  /**
   * @param {string} sum  in yuan; empty for none
   * @param {string | null} on
   */
  link(sum, on) {
    const taken = sum ? { [this.curve.main]: sum } : {};
    const parameters = new URLSearchParams(Object.entries({ ...this.curve.others, ...taken }).sort());
    if (on) parameters.set('on', on);
    part(this.item, '[data-calculator-link]', HTMLAnchorElement).search = parameters.toString();
  }

  /**
   * @param {'corners' | 'live' | 'refused'} state
   * @param {string} amount
   * @param {string} headline
   */
  #put(state, amount, headline) {
    setState(this.item, state);
    this.item.dataset.amount = amount;
    part(this.item, '[data-headline]').textContent = headline;
    this.item.classList.toggle('hc-quick--zero', !Number(amount));
  }
}
