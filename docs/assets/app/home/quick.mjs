// The question of the home page: where, how much, on what; answered from the curves on the page at once, by Python a moment later.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { writeAddress } from '../shared/address.mjs';
import { onTyped, typedIn } from '../shared/composing.mjs';
import { jsonIn, part, parts, tell } from '../shared/dom.mjs';
import { stepsOf } from '../shared/form.mjs';
import { fenOf, placesOf, plain, show } from '../shared/numbers.mjs';
import { fillFromAddress } from '../shared/opening.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { ranked } from '../shared/ranking.mjs';
import { showStatuses, today } from '../shared/status.mjs';
import { likedUnit, typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { endedLast, endOf, firstQuestion } from './first.mjs';
import { QuickRow } from './row.mjs';
import { markToday } from './today.mjs';

/** @import { Fields, HomePage } from '../shared/page-data.d.ts' */

const KIND = 'money';
const CHANNEL = 'quick';

/** What the address may ask for. @type {Fields} */
const FIELDS = {
  place: { kind: 'choice', atMost: '0' },
  purpose: { kind: 'choice', atMost: '0' },
  spend: { kind: KIND, atMost: '0' },
};

export class Quick {
  #root;
  /** @type {HomePage} */
  #page;
  #form;
  #place;
  #spend;
  #purpose;
  #problem;
  #rows;
  #unit = likedUnit();
  /** The day that the address names; null for today. @type {string | null} */
  #asksOn;
  #runtime;
  #following = pieceOf(() => this.#writeAddress());

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#page = jsonIn(root, '[data-page]');
    this.#form = part(root, 'form', HTMLFormElement);
    this.#place = part(root, '#quick-place', HTMLSelectElement);
    this.#spend = part(root, '#quick-spend', HTMLInputElement);
    this.#purpose = part(root, '#quick-purpose', HTMLSelectElement);
    this.#problem = part(root, '#quick-problem');
    this.#rows = parts(root, '[data-benefit]').map((item) => new QuickRow(item, this.#page));
    this.#runtime = startPageEngine(part(root, '.hc-quick'), { whenIdle: false }); // a first visit of the home page is not charged for it
    const { early, isCase, on } = this.#open();
    this.#asksOn = on;
    this.#showDay();
    if (!early.length && !isCase) this.#begin();
    this.#answer();
    if (early.length || isCase) this.#ask();
    markToday(part(root, '[data-line-first]'), today());
    this.#listen();
  }

  #listen() {
    onTyped(this.#form, () => {
      this.#following.soon();
      this.#answer();
      this.#ask();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      location.assign(part(this.#root, '[data-plan-link]', HTMLAnchorElement).href);
    });
    addEventListener('pagehide', this.#following.now);
  }

  #open() {
    const { version } = this.#runtime;
    return fillFromAddress(this.#form, FIELDS, { notice: part(this.#root, '[data-notice]'), unit: this.#unit, version });
  }

  get #day() {
    return this.#asksOn ?? today();
  }

  /** The sum typed, in fen; null where it is none. */
  get #steps() {
    return stepsOf(typedIn(this.#spend), KIND);
  }

  get #shown() {
    return this.#rows.filter(({ item }) => !item.hidden);
  }

  get #texts() {
    return this.#rows.map(({ curve: { policy, purpose }, dates }) => ({ policy, purpose, dates }));
  }

  #writeAddress() {
    const steps = this.#steps;
    const spend = steps === null ? typedIn(this.#spend) : plain(steps, placesOf(KIND));
    const { version } = this.#runtime;
    writeAddress({ place: this.#place.value, purpose: this.#purpose.value, spend }, { on: this.#asksOn, version });
  }

  /** Statuses by the day the address names, else by today, which the page has written already. */
  #showDay() {
    for (const row of this.#rows) row.showDay(this.#day);
    showStatuses(part(this.#root, '.hc-quick'), this.#day);
    tell(part(this.#root, '[data-day]'), this.#asksOn ? say('script.quick.day', { day: this.#asksOn }) : '');
  }

  /** The question that is asked where nobody has asked one. */
  #begin() {
    const usual = { place: this.#place.value, purpose: this.#purpose.value };
    const all = [...this.#place.options].flatMap(({ value: place }) => {
      return [...this.#purpose.options].map(({ value: purpose }) => ({ place, purpose }));
    });
    const { place, purpose } = firstQuestion(usual, all, this.#page.places, this.#texts, this.#day);
    this.#place.value = place;
    this.#purpose.value = purpose;
    const fen = stepsOf(this.#page.spends[purpose] ?? '', KIND);
    if (fen !== null) this.#spend.value = typedMoney(fen, this.#unit);
  }

  /** The rows for this place and purpose, with the amounts that the page can tell by itself. */
  #answer() {
    this.#runtime.engine.drop(CHANNEL); // an answer to an earlier question is none to this
    for (const { item, curve } of this.#rows) {
      item.hidden = curve.purpose !== this.#purpose.value || !this.#page.places[this.#place.value]?.includes(curve.policy);
    }
    const shown = this.#shown;
    part(this.#root, '[data-none]').hidden = shown.length > 0;
    const steps = this.#steps;
    const problem = typedIn(this.#spend).trim() ? this.#wrongWith(steps, shown) : '';
    this.#tellProblem(problem);
    if (steps === null || problem) {
      this.#refuse(shown);
      return;
    }
    for (const row of shown) row.showFromCorners(steps, this.#unit);
    this.#link(shown, plain(steps, placesOf(KIND)));
    this.#settle(shown);
  }

  /** @param {string} problem */
  #tellProblem(problem) {
    tell(this.#problem, problem);
    if (problem) this.#spend.setAttribute('aria-invalid', 'true');
    else this.#spend.removeAttribute('aria-invalid');
  }

  /**
   * The sentence for what Python would refuse; empty where it is a sum that it takes.
   *
   * @param {bigint | null} steps
   * @param {QuickRow[]} shown
   */
  #wrongWith(steps, shown) {
    if (steps === null) return say('script.quick.not-money');
    const limits = shown.map(({ curve }) => stepsOf(this.#page.fields[curve.main]?.atMost ?? '', KIND) ?? steps);
    const passed = limits.find((limit) => steps > limit);
    return passed === undefined ? '' : say('script.quick.too-much', { limit: show(passed, lang, this.#unit) });
  }

  /** @param {QuickRow[]} shown */
  #refuse(shown) {
    this.#link(shown, '');
    for (const row of shown) row.refuse();
    part(this.#root, '[data-best]').hidden = true;
    if (!this.#problem.hidden) this.#runtime.voice.say(() => this.#problem.textContent);
  }

  /**
   * What can be claimed first, the most first; and the best of it in a line.
   *
   * @param {QuickRow[]} shown
   */
  #settle(shown) {
    const sorted = ranked(shown).map(({ item }) => item);
    const standing = parts(this.#root, '[data-benefit]:not([hidden])');
    if (sorted.some((item, index) => standing[index] !== item)) standing[0]?.parentElement?.append(...sorted);
    tell(part(this.#root, '[data-best]'), shown.length ? this.#bestOf(shown) : '');
  }

  /** @param {QuickRow[]} shown */
  #bestOf(shown) {
    const ended = endedLast(this.#texts, this.#day);
    if (ended) return say('script.quick.ended', { policy: this.#page.names[ended.policy], day: endOf(ended.dates) });
    const [best] = ranked(shown);
    if (!best || best.isSilent) return say('script.quick.none-now');
    const amount = fenOf(best.amount || '0.00');
    return amount ? say('script.quick.best', { amount: show(amount, lang, this.#unit) }) : say('script.quick.below');
  }

  /**
   * Whoever goes on takes the figures along, and the day where the address names one.
   *
   * @param {QuickRow[]} shown
   * @param {string} sum  in yuan; empty for none
   */
  #link(shown, sum) {
    const inputs = sum ? Object.fromEntries(shown.map(({ curve }) => [curve.main, sum])) : {};
    const day = this.#asksOn ? { on: this.#asksOn } : {};
    const sorted = (/** @type {Record<string, string>} */ more) => {
      return new URLSearchParams([...Object.entries({ ...inputs, ...more }).sort(), ...Object.entries(day)]).toString();
    };
    part(this.#root, '[data-plan-link]', HTMLAnchorElement).search = sorted({ place: this.#place.value });
    const compare = part(this.#root, '[data-compare-link]', HTMLAnchorElement);
    compare.href = `${this.#root.dataset.root}compare/${this.#purpose.value}/?${sorted({})}`;
    for (const row of shown) row.link(sum, this.#asksOn);
  }

  /** Python has the last word. */
  async #ask() {
    const { engine, voice } = this.#runtime;
    const shown = this.#shown;
    if (!shown.length || shown.some(({ isRefused }) => isRefused)) return;
    const spend = typedIn(this.#spend);
    const inputs = Object.assign({}, ...shown.map(({ curve }) => ({ ...curve.others, [curve.main]: spend })));
    const asked = { purpose: this.#purpose.value, place: this.#place.value, inputs, on: this.#day, lang, unit: this.#unit };
    const found = await engine.call({ op: 'compare', ...asked }, { channel: CHANNEL });
    if (found === SUPERSEDED) return;
    if (found === FAILED) {
      voice.say(() => part(this.#root, '[data-best]').textContent);
      return;
    }
    if (!found.ok) {
      this.#tellProblem(found.message);
      this.#refuse(shown);
      return;
    }
    for (const { benefit, amount, headline } of found.benefits) {
      shown.find((row) => row.benefit === benefit)?.showLive(amount, headline);
    }
    this.#settle(shown);
    voice.say(() => part(this.#root, '[data-best]').textContent);
  }
}
