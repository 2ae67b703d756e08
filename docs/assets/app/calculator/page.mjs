// A calculator page: the form, the address, the figure from the corners at once, Python's answer a moment later.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { isDay, writeAddress } from '../shared/address.mjs';
import { onTyped } from '../shared/composing.mjs';
import { amountAt } from '../shared/corners.mjs';
import { jsonIn, part } from '../shared/dom.mjs';
import { answersIn, canonical, controlOf, given, showProblems, unfolded, writeMoney } from '../shared/form.mjs';
import { show, usualUnit, yuan } from '../shared/numbers.mjs';
import { fillFromAddress } from '../shared/opening.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { showScripted } from '../shared/scripted.mjs';
import { today } from '../shared/status.mjs';
import { likedUnit, likeUnit } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { AnswerView } from './answer-view.mjs';
import { writeEchoes } from './echoes.mjs';
import { KnownCorners } from './known-corners.mjs';
import { Takeaway } from './takeaway.mjs';

/** @import { Answer, Refused } from '../../engine/messages.d.ts' */
/** @import { Answers, Corner, PageCase } from '../shared/page-data.d.ts' */

const MEANWHILE = 30; // milliseconds that Python has for a figure before the page turns to what can wait
const PATIENCE = 250; // an answer takes milliseconds; only after this many the page says that it is calculating
const CHANNEL = 'answer';

export class Calculator {
  #root;
  /** @type {PageCase} */
  #pageCase;
  #corners;
  #form;
  #unit = likedUnit();
  #page;
  #view;
  #takeaway;
  #following = pieceOf(() => this.#followUp());
  #isTouched = false; // whether there is anything but the example
  #isOwed = false; // whether Python is to be asked once it is there, without being hurried
  #figures = 0;
  #wait = 0;
  #later = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#pageCase = jsonIn(root, '[data-case]');
    this.#corners = new KnownCorners(this.#pageCase);
    this.#form = part(root, 'form', HTMLFormElement);
    this.#page = startPageEngine(root, {
      waiting: () => this.#isTouched,
      onReady: () => this.#isOwed && this.#ask(),
      onFailed: () => this.#view.state === 'calculating' && !this.#view.amount && this.#view.announce(say('live.not-covered')),
    });
    const main = this.#pageCase.main ? controlOf(this.#form, this.#pageCase.main) : null;
    this.#view = new AnswerView(root, this.#pageCase, main instanceof HTMLInputElement ? main.defaultValue : '');
    this.#takeaway = new Takeaway(root, {
      engine: this.#page.engine,
      request: () => this.#request,
      shared: () => ({ inputs: this.#canonical, on: this.#day, version: this.#page.version }),
    });
    showScripted(root);
    this.#unitControl.value = this.#unit;
    this.#open();
    this.#listen();
  }

  get #unitControl() {
    return controlOf(this.#form, 'unit');
  }

  get #dayControl() {
    return controlOf(this.#form, 'on');
  }

  get #inputs() {
    return answersIn(this.#form, this.#pageCase.fields);
  }

  get #canonical() {
    return canonical(unfolded(this.#inputs, this.#pageCase.fields), this.#pageCase.fields);
  }

  /** The day in the form, or today; what is no day is passed on for Python to say so. */
  get #day() {
    return this.#dayControl.value || today();
  }

  /** What Python is asked about. */
  get #request() {
    const { benefit, fields } = this.#pageCase;
    const inputs = given(unfolded(this.#inputs, fields));
    return { benefit, inputs, lang, unit: this.#unit, on: this.#day, root: this.#root.dataset.root ?? '' };
  }

  #listen() {
    const form = this.#form;
    onTyped(form, (target) => (target.matches('[name="unit"]') ? this.#changeUnit() : this.#update()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#update();
    });
    form.addEventListener('reset', () => setTimeout(() => this.#reset()));
    addEventListener('beforeprint', () => this.#print(true));
    addEventListener('afterprint', () => this.#print(false));
  }

  /** Begins with what the address asks for and what was typed early, or else with the example. */
  #open() {
    const { formerly } = this.#pageCase;
    const options = { notice: part(this.#root, '[data-notice]'), unit: this.#unit, version: this.#page.version, formerly };
    const { early, isCase, on } = fillFromAddress(this.#form, this.#pageCase.fields, options);
    if (on && !this.#dayControl.value) this.#dayControl.value = on;
    if (early.length || isCase || on) this.#update();
    else if (this.#unit !== usualUnit(lang)) this.#update({ isHurried: false });
    else this.#followExample();
  }

  #changeUnit() {
    this.#unit = this.#unitControl.value === 'wan' ? 'wan' : 'yuan';
    likeUnit(this.#unit);
    writeMoney(this.#form, this.#pageCase.fields, this.#unit);
    this.#update();
  }

  #reset() {
    this.#unitControl.value = this.#unit;
    writeMoney(this.#form, this.#pageCase.fields, this.#unit);
    this.#update();
  }

  /** @param {boolean} begun */
  #print(begun) {
    document.documentElement.classList.toggle('hc-printing', begun);
    if (begun && this.#view.state === 'corners') this.#view.stale = 'words'; // no print of steps that are not this figure's
    this.#following.now();
    this.#view.print(begun);
  }

  /** Something was typed: Python is asked, where it is there; its figure comes before the eye, or else that of the corners is shown. */
  #update({ isHurried = true } = {}) {
    this.#isTouched = true;
    clearTimeout(this.#wait);
    clearTimeout(this.#later);
    const isReady = this.#root.dataset.engine === 'ready';
    if (isReady && isHurried) this.#ask();
    const inputs = this.#inputs;
    const fen = amountAt(this.#pageCase, this.#corners.for(inputs), inputs);
    this.#view.state = fen === null ? 'calculating' : 'corners';
    this.#view.amount = fen === null ? '' : yuan(fen);
    if (isReady) this.#later = setTimeout(() => this.#meanwhile(fen), MEANWHILE);
    else this.#meanwhile(fen);
    if (!isHurried) this.#isOwed = true;
    else if (!isReady) this.#ask(); // which may have to start a thread: the figure does not wait for that
    if (this.#root.dataset.engine === 'starting') this.#page.notice(say('live.starting'));
  }

  /**
   * Shows the figure from the corners, until Python's is there.
   *
   * @param {bigint | null} fen
   */
  #meanwhile(fen) {
    const { engine } = this.#root.dataset;
    this.#view.stale = fen === null ? 'all' : 'words';
    if (fen !== null) this.#announceCorners(fen);
    else if (engine === 'ready') this.#wait = setTimeout(() => this.#view.announce(say('live.calculating')), PATIENCE);
    else this.#view.announce(say(engine === 'failed' ? 'live.not-covered' : 'live.calculating'));
    if (engine === 'failed') this.#page.voice.say(() => this.#view.announced); // there will be no other
    this.#following.soon();
  }

  /** @param {bigint} fen */
  #announceCorners(fen) {
    const headline = fen ? this.#pageCase.headline : '{amount}';
    this.#view.announce(headline.replace('{amount}', show(fen, lang, this.#unit)), !fen);
  }

  /** The example as it stands on the page: its curve, and how its sums are read. The address has nothing to say of it. */
  #followExample() {
    const inputs = this.#inputs;
    this.#draw(inputs, this.#corners.for(inputs));
    pieceOf(() => writeEchoes(this.#form, this.#pageCase.fields, this.#unit)).soon();
  }

  /** What can wait until the figure stands there: the address, how sums were read, the curve. */
  #followUp() {
    const inputs = this.#inputs;
    const on = isDay(this.#dayControl.value) ? this.#dayControl.value : null;
    writeAddress(this.#canonical, { on, version: this.#page.version });
    writeEchoes(this.#form, this.#pageCase.fields, this.#unit);
    this.#tellFolded();
    this.#takeaway.changed();
    this.#draw(inputs, this.#corners.for(inputs));
  }

  /** Says beside what is folded what it holds. */
  #tellFolded() {
    for (const place of this.#root.querySelectorAll('[data-folded]')) {
      const control = place instanceof HTMLElement ? controlOf(this.#form, place.dataset.folded ?? '') : null;
      if (control instanceof HTMLSelectElement)
        part(place, '[data-folded-told]').textContent = control.selectedOptions[0]?.textContent ?? '';
    }
  }

  /** Asks Python: for the figure, which takes it a millisecond or two, then for all that is said about it. */
  async #ask() {
    this.#isOwed = false;
    const { engine } = this.#page;
    const inputs = this.#inputs;
    const asked = this.#request;
    const figure = await engine.call({ op: 'amount', ...asked }, { channel: CHANNEL });
    if (figure === SUPERSEDED || figure === FAILED) return;
    this.#showFigure(figure);
    if (!figure.ok) return;
    const answer = await engine.call({ op: 'estimate', ...asked }, { channel: CHANNEL });
    if (answer === SUPERSEDED) return;
    clearTimeout(this.#wait);
    if (answer === FAILED) this.#view.stale = 'words';
    else if (!answer.ok) this.#refuse(answer);
    else this.#showAnswer(answer, inputs);
  }

  /**
   * Python's figure, or what is wrong with the answers.
   *
   * @param {Answer<'amount'>} figure
   */
  #showFigure(figure) {
    const view = this.#view;
    clearTimeout(this.#wait);
    clearTimeout(this.#later);
    this.#following.soon(); // while Python works on all the rest
    showProblems(this.#form, figure.ok ? {} : figure.problems);
    if (figure.ok) {
      this.#page.notice('');
      view.amount = figure.amount ?? '';
      if (view.stale) view.stale = 'words';
      this.#wait = setTimeout(() => {
        view.stale = 'words'; // what is said is still about another figure
      }, PATIENCE);
      view.announce(figure.headline, !figure.eligible);
    } else {
      this.#refuse(figure);
    }
    this.#figures += 1;
    view.figures = this.#figures;
  }

  /**
   * @param {Answer<'estimate'> & { ok: true }} answer
   * @param {Answers} inputs
   */
  #showAnswer(answer, inputs) {
    this.#corners.learn(inputs, answer.curve);
    this.#view.state = 'live';
    this.#view.stale = '';
    this.#view.show(answer.html);
    this.#draw(inputs, answer.curve);
    this.#page.voice.say(() => this.#view.announced);
  }

  /** @param {Refused} refused */
  #refuse({ problems, message }) {
    this.#view.state = 'refused';
    this.#view.stale = 'all';
    this.#view.amount = '';
    this.#view.announce(say('live.refused'), true);
    const isMarked = Object.keys(problems).some((name) => this.#form.elements.namedItem(name));
    this.#page.notice(isMarked ? '' : message);
    this.#page.voice.say(() => message);
  }

  /**
   * @param {Answers} inputs
   * @param {Corner[] | null} corners
   */
  #draw(inputs, corners) {
    part(this.#root, '[data-day-told]').textContent = this.#dayControl.value || say('script.today');
    this.#view.draw(inputs, corners, this.#unit);
  }
}
