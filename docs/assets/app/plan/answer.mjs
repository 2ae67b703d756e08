// The plan on its page: shown, dimmed while it is another firm's, and made to answer back.

import { dataOf, part, parts } from '../shared/dom.mjs';
import { showEngineHtml } from '../shared/markup.mjs';
import { setStale, setState } from '../shared/standing.mjs';
import { say } from '../shared/words.mjs';
import { Gaps } from './gaps.mjs';
import { makeSortable } from './sorting.mjs';

/** @import { Profile } from './profile.mjs' */
/** @import { Operations, Total } from '../../engine/messages.d.ts' */

/** @type {Total[]} */
const TOTALS = ['firm', 'cautious', 'widest'];

export class PlanAnswer {
  #root;
  #output; // the totals
  #told; // and all that is said about them, by part
  #gaps;
  #peek;
  #tools;
  #example;

  /**
   * @param {HTMLElement} root
   * @param {Profile} profile  where what is missing is answered
   */
  constructor(root, profile) {
    this.#root = root;
    this.#output = part(root, 'output.hc-plan');
    this.#told = {
      first: part(root, '[data-told=first]'),
      missing: part(root, '[data-told=missing]'),
      body: part(root, '[data-told=body]'),
    };
    this.#gaps = new Gaps(this.#told.missing, profile);
    this.#peek = part(root, '[data-peek]');
    this.#tools = part(root, '[data-tools]');
    this.#example = part(root, '[data-example-note]');
    this.#decorate();
    const seen = new IntersectionObserver(([entry]) => this.#peek.classList.toggle('hc-peek--away', entry?.isIntersecting));
    seen.observe(this.#output);
    this.#showPeek();
  }

  get isLive() {
    return this.#output.dataset.state === 'live';
  }

  /** The total that counts, in a sentence. */
  get spoken() {
    return say('script.plan.spoken', { amount: this.#cautious });
  }

  get #cautious() {
    return part(this.#output, '[data-total="cautious"]').textContent;
  }

  /** Something has been asked: what is shown is not its answer yet. */
  wait() {
    this.#example.hidden = true;
    setState(this.#output, 'calculating');
    this.#output.setAttribute('aria-busy', 'true');
  }

  /** What is shown is another firm's. */
  dim() {
    setStale(this.#output, 'all');
    this.#peek.hidden = true;
    for (const total of TOTALS) this.#output.dataset[total] = '';
  }

  /** There is no answer to what is asked. */
  refuse() {
    this.dim();
    setState(this.#output, 'refused');
    this.#output.setAttribute('aria-busy', 'false');
    this.#inert = true;
    this.#tools.hidden = true;
  }

  /** The question that was answered among what is missing last. */
  get asked() {
    return this.#gaps.asked;
  }

  /** @param {boolean} inert */
  set #inert(inert) {
    for (const place of Object.values(this.#told)) place.inert = inert;
  }

  /** @param {Operations['plan']['gives']} answer */
  show({ totals, html }) {
    setState(this.#output, 'live');
    setStale(this.#output, '');
    this.#output.setAttribute('aria-busy', 'false');
    this.#inert = false;
    for (const total of TOTALS) this.#output.dataset[total] = totals[total];
    const held = this.#gaps.hold();
    const open = parts(this.#root, '[data-told] details[open][data-keep]').map((fold) => dataOf(fold, 'keep'));
    showEngineHtml(this.#output, html.head);
    for (const [name, place] of Object.entries(this.#told)) showEngineHtml(place, html[/** @type {keyof typeof html} */ (name)]);
    for (const fold of parts(this.#root, '[data-told] details[data-keep]', HTMLDetailsElement)) {
      fold.open = open.includes(dataOf(fold, 'keep'));
    }
    this.#decorate();
    this.#gaps.resume(held);
    this.#gaps.asked = '';
    this.#tools.hidden = false;
    this.#showPeek();
  }

  /** The totals, for whoever has scrolled past them. */
  #showPeek() {
    for (const total of TOTALS) {
      part(this.#peek, `[data-peeked=${total}]`).textContent = part(this.#output, `[data-total=${total}]`).textContent;
    }
    this.#peek.hidden = false;
  }

  /**
   * Calls back with the name of the question that a line of what is missing leads to.
   *
   * @param {(name: string) => void} callback
   */
  onGap(callback) {
    for (const place of Object.values(this.#told)) {
      place.addEventListener('click', (event) => {
        const gap = event.target instanceof Element ? event.target.closest('[data-go]') : null;
        if (!(gap instanceof HTMLElement)) return;
        event.preventDefault();
        callback(dataOf(gap, 'go'));
      });
    }
  }

  /** Makes the answer answer back: headings that sort, and what is missing with the means to answer it. */
  #decorate() {
    for (const table of parts(this.#told.body, '.hc-plan__table', HTMLTableElement)) makeSortable(table);
    this.#gaps.decorate();
  }
}
