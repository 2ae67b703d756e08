// The plan: the profile, the address, what is kept in this browser, and the answer that Python renders.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { caseAddress, clearAddress, isDay, writeAddress } from '../shared/address.mjs';
import { onTyped } from '../shared/composing.mjs';
import { button, jsonIn, part } from '../shared/dom.mjs';
import { canonical } from '../shared/form.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { showScripted } from '../shared/scripted.mjs';
import { today } from '../shared/status.mjs';
import { likedUnit } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { PlanAnswer } from './answer.mjs';
import { Batch } from './batch.mjs';
import { Cases } from './cases.mjs';
import { Profile } from './profile.mjs';
import { PlanTakeaway } from './takeaway.mjs';

/** @import { Answer } from '../../engine/messages.d.ts' */
/** @import { Firm, PlanPage } from '../shared/page-data.d.ts' */

const PATIENCE = 250; // milliseconds in which Python may answer before what is shown is dimmed
const CHANNEL = 'plan';

export class Planner {
  #root;
  /** @type {PlanPage} */
  #page;
  #profile;
  #answer;
  #cases = new Cases();
  #unit = likedUnit();
  #isAsked = false;
  #runtime;
  #takeaway;
  /** @type {Batch | null} */
  #batch = null;
  #following = pieceOf(() => this.#keep());
  #wait = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#page = jsonIn(root, '[data-page]');
    this.#profile = new Profile(root, this.#page);
    this.#answer = new PlanAnswer(root, this.#profile);
    this.#runtime = startPageEngine(root, { waiting: () => this.#isAsked });
    const { engine, version } = this.#runtime;
    this.#takeaway = new PlanTakeaway(root, {
      engine,
      version,
      request: () => this.#request,
      link: () => new URL(caseAddress(this.#addressed, { on: this.#profile.day || today(), version }), location.href).href,
      given: () => this.#profile.said(this.#unit),
      isLive: () => this.#answer.isLive,
    });
    this.#open();
    this.#listen();
    const where = () => ({ place: this.#profile.place, on: this.#profile.day || today() });
    this.#batch = new Batch(part(root, '[data-batch]'), { engine, unit: this.#unit, where });
    showScripted(root);
  }

  #listen() {
    const root = this.#root;
    onTyped(root, (target) => {
      if (target.matches('[data-all]')) this.#profile.refresh();
      else if (target.closest('[form="profile"], #profile')) this.#changed();
    });
    part(root, '#profile').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#changed();
    });
    this.#answer.onGap((name) => this.#profile.focus(name));
    part(root, '[data-clear]').addEventListener('click', () => this.#clear());
    part(root, '[data-example]').addEventListener('click', () => {
      this.#profile.fill(this.#page.example, this.#unit);
      this.#changed();
    });
    addEventListener('beforeprint', () => {
      this.#following.now();
      if (this.#isAsked && !this.#answer.isLive) this.#answer.dim();
      this.#takeaway.writeRecap();
    });
    addEventListener('pagehide', this.#following.now);
  }

  /**
   * Begins with the case in the address, else with what is kept, else with the example beside an empty form; over any of
   * them stands what was typed before this program was there.
   */
  #open() {
    const options = { notice: part(this.#root, '[data-notice]'), unit: this.#unit, version: this.#runtime.version };
    const { early, isCase, on } = this.#profile.open(options);
    const earlyDay = this.#profile.chosenDay;
    const day = earlyDay ?? on;
    this.#profile.day = day ?? today();
    this.#cases.open(isCase ? this.#firm : null);
    const { own } = this.#cases;
    if (own && !isCase) {
      const typed = Object.entries(this.#profile.inputs).filter(([name]) => early.includes(name));
      const place = early.includes('place') ? this.#profile.place : own.place;
      this.#profile.fill({ place, on: day ?? own.on, inputs: { ...own.inputs, ...Object.fromEntries(typed) } }, this.#unit);
      this.#sayKept('script.plan.found');
    }
    this.#showWhose();
    if (early.length || earlyDay) this.#changed();
    else if (isCase || own) this.#work();
    else this.#profile.refresh();
    if (isCase || own) this.#profile.foldAnswered();
  }

  /** Something was answered: Python is asked, and what was answered is kept. */
  #changed() {
    this.#following.soon();
    this.#work();
  }

  /** Keeps the answers in this browser and in the address. */
  #keep() {
    this.#sayKept(this.#cases.keep(this.#firm) ? 'script.plan.kept' : 'script.plan.not-kept');
    this.#showWhose();
    writeAddress(this.#addressed, { on: this.#profile.chosenDay, version: this.#runtime.version });
  }

  #clear() {
    this.#following.drop();
    this.#cases.forget();
    this.#showWhose();
    this.#profile.fill({ place: this.#profile.place, on: null, inputs: {} }, this.#unit);
    clearAddress();
    this.#work();
    this.#sayKept('script.plan.cleared');
  }

  /** Says whose case is shown where there are two, and offers the other. */
  #showWhose() {
    const place = part(this.#root, '[data-whose]');
    const { other, shown } = this.#cases;
    place.hidden = !other;
    if (!other) return;
    const change = () => {
      this.#following.now();
      const firm = this.#cases.change();
      if (firm) this.#profile.fill(firm, this.#unit);
      this.#changed();
      part(place, 'button').focus();
    };
    place.replaceChildren(`${say(`script.plan.shows-${shown}`)} `, button(say(`script.plan.show-${other}`), change, 'hc-quiet'));
  }

  /** @returns {Firm} */
  get #firm() {
    const inputs = canonical(this.#profile.inputs, this.#page.fields);
    return { place: this.#profile.place, on: this.#profile.chosenDay, inputs };
  }

  /** The firm as an address carries it. */
  get #addressed() {
    const { place, inputs } = this.#firm;
    return { ...inputs, place };
  }

  get #request() {
    const { place, day, inputs } = this.#profile;
    return { place, on: isDay(day) ? day : null, inputs, lang, unit: this.#unit, root: this.#root.dataset.root ?? '' };
  }

  async #work() {
    this.#batch?.follow();
    const { engine, notice } = this.#runtime;
    this.#isAsked = true;
    this.#profile.refresh();
    this.#takeaway.changed();
    this.#answer.wait();
    clearTimeout(this.#wait);
    const state = this.#root.dataset.engine;
    if (state === 'ready') this.#wait = setTimeout(() => this.#dim('live.calculating'), PATIENCE);
    else this.#dim('live.starting');
    const answer = await engine.call({ op: 'plan', ...this.#request }, { channel: CHANNEL });
    if (answer === SUPERSEDED) return;
    clearTimeout(this.#wait);
    if (answer === FAILED) {
      this.#answer.refuse();
      notice(say('live.failed'));
    } else {
      this.#show(answer);
    }
  }

  /**
   * What is shown is another firm's, and why.
   *
   * @param {string} why
   */
  #dim(why) {
    this.#answer.dim();
    this.#runtime.notice(say(why));
  }

  /** @param {Answer<'plan'>} answer */
  #show(answer) {
    const { notice, voice } = this.#runtime;
    this.#profile.showProblems(answer.ok ? {} : answer.problems);
    if (answer.ok) {
      notice('');
      this.#answer.show(answer);
      voice.say(() => this.#answer.spoken);
    } else {
      this.#answer.refuse();
      notice(answer.message);
      voice.say(() => answer.message);
      if (this.#answer.asked in answer.problems) this.#profile.focus(this.#answer.asked); // where the problem is told
    }
  }

  /** @param {string} key */
  #sayKept(key) {
    part(this.#root, '[data-kept]').textContent = say(key);
  }
}
