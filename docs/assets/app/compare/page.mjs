// One purpose across all policies: amounts from the corners at once, from Python a moment later, and the curves.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { writeAddress } from '../shared/address.mjs';
import { onTyped } from '../shared/composing.mjs';
import { findCorners } from '../shared/corners.mjs';
import { dataOf, element, jsonIn, part, parts } from '../shared/dom.mjs';
import { answersIn, canonical, given, showProblems, stepsOf } from '../shared/form.mjs';
import { fillFromAddress } from '../shared/opening.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { ranked } from '../shared/ranking.mjs';
import { showStatuses, today } from '../shared/status.mjs';
import { likedUnit } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { Curves } from './chart.mjs';
import { CompareRow } from './row.mjs';

/** @import { Compared } from '../../engine/messages.d.ts' */
/** @import { ComparePage, Corner } from '../shared/page-data.d.ts' */

const CHANNEL = 'compare';

export class Comparison {
  #root;
  /** @type {ComparePage} */
  #page;
  #form;
  #rows;
  #unit = likedUnit();
  /** The day that the address names; null for today. @type {string | null} */
  #asksOn;
  #isAsked = false;
  #runtime;
  #following = pieceOf(() => this.#followUp());
  /** @type {Map<string, Curves>} */
  #charts = new Map(); // by what they are drawn over
  /** @type {Map<string, Corner[]>} */
  #drawn = new Map(); // what Python has drawn last, by benefit

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#page = jsonIn(root, '[data-page]');
    this.#form = root.querySelector('form') ?? element('form'); // a purpose may ask for nothing
    this.#rows = parts(root, 'tr[data-benefit]', HTMLTableRowElement).map((row) => new CompareRow(row, this.#page, this.#unit));
    this.#runtime = startPageEngine(root, { waiting: () => this.#isAsked });
    const { version } = this.#runtime;
    const options = { notice: part(root, '[data-notice]'), unit: this.#unit, version, formerly: this.#page.formerly };
    const { early, isCase, on } = fillFromAddress(this.#form, this.#page.fields, options);
    this.#asksOn = on;
    this.#showDay();
    this.#showFromCorners();
    this.#order();
    for (const figure of parts(root, '[data-chart]')) this.#startChart(figure);
    if (early.length || isCase) this.#update();
    this.#listen();
  }

  #listen() {
    onTyped(this.#form, () => this.#update());
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#update();
    });
  }

  get #on() {
    return this.#asksOn ?? today();
  }

  get #inputs() {
    return given(answersIn(this.#form, this.#page.fields));
  }

  /** Statuses by the day the address names, else by today, which the page has written already. */
  #showDay() {
    part(this.#root, '[data-day]').textContent = say('script.compare.day', { day: this.#on });
    for (const row of this.#rows) row.showDay(this.#on);
    showStatuses(this.#root, this.#on);
  }

  #update() {
    this.#isAsked = true;
    this.#drawn.clear();
    this.#showFromCorners();
    this.#following.soon();
    this.#ask();
  }

  /** What can wait until the figures stand there: the address and the curves. */
  #followUp() {
    if (this.#isAsked) {
      writeAddress(canonical(this.#inputs, this.#page.fields), { on: this.#asksOn, version: this.#runtime.version });
    }
    this.#draw();
  }

  /** The figures that the page can tell by itself. */
  #showFromCorners() {
    const answers = this.#inputs;
    const hasFailed = this.#root.dataset.engine === 'failed';
    for (const row of this.#rows) {
      row.link(answers, this.#asksOn);
      if (row.isAsked(this.#isAsked)) row.showFromCorners(answers, say(hasFailed ? 'live.not-covered' : 'live.calculating'));
    }
  }

  async #ask() {
    const { engine, notice, voice } = this.#runtime;
    const { purpose } = this.#page;
    const asked = { purpose, place: null, inputs: this.#inputs, on: this.#on, lang, unit: this.#unit };
    const curves = this.#charts.size > 0;
    const answer = await engine.call({ op: 'compare', curves, ...asked }, { channel: CHANNEL });
    if (answer === SUPERSEDED) return;
    if (answer === FAILED) return this.#withoutAmount('calculating', 'live.not-covered');
    showProblems(this.#form, answer.ok ? {} : answer.problems);
    notice(answer.ok ? '' : answer.message);
    if (!answer.ok) {
      voice.say(() => answer.message);
      return this.#withoutAmount('refused', 'live.refused');
    }
    for (const one of answer.benefits) this.#showLive(one);
    this.#order();
    this.#following.soon();
    voice.say(() => this.#best);
  }

  /** @param {Compared} one */
  #showLive(one) {
    this.#rows.find(({ benefit }) => benefit === one.benefit)?.show('live', one.amount ?? '', one.headline);
    if (one.corners) this.#drawn.set(one.benefit, one.corners);
  }

  /**
   * Rows that nobody has an amount for say why; those that have it from the corners keep it.
   *
   * @param {'calculating' | 'refused'} state
   * @param {string} why
   */
  #withoutAmount(state, why) {
    for (const row of this.#rows) if (row.state === 'calculating') row.show(state, '', say(why));
  }

  /** What can be claimed first, the most first. */
  #order() {
    const sorted = ranked(this.#rows).map(({ line }) => line);
    const body = sorted[0]?.parentElement;
    if (body && sorted.some((line, index) => body.children[index] !== line)) body.append(...sorted);
  }

  /** What can be claimed most of, in a sentence. */
  get #best() {
    const [best] = ranked(this.#rows);
    if (!best || best.isSilent || !Number(best.amount)) return say('script.compare.none-now');
    return say('script.compare.best', { policy: best.policy, amount: best.headline });
  }

  /** @param {HTMLElement} figure */
  #startChart(figure) {
    const variable = dataOf(figure, 'chart');
    const kind = this.#page.fields[variable]?.kind ?? 'count';
    const drawn = this.#over(variable).map(({ benefit }) => benefit);
    this.#charts.set(variable, new Curves(figure, kind, drawn));
    this.#following.soon();
  }

  /**
   * The rows whose amounts are drawn over an input.
   *
   * @param {string} variable
   */
  #over(variable) {
    return this.#rows.filter(({ pageCase }) => pageCase.main === variable);
  }

  #draw() {
    const answers = this.#inputs;
    for (const [variable, chart] of this.#charts) {
      const lines = this.#over(variable).flatMap((row) => {
        const corners = this.#drawn.get(row.benefit) ?? findCorners(row.pageCase, row.withGates(answers));
        return corners ? [{ benefit: row.benefit, corners, rounding: row.pageCase.rounding, silent: row.isSilent }] : [];
      });
      chart.show(lines, stepsOf(answers[variable] ?? '', this.#page.fields[variable]?.kind ?? 'count'), this.#unit);
    }
  }
}
