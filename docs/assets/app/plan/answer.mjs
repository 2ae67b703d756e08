// The plan on its page: shown, dimmed while it is another firm's, and made to answer back.

import { dataOf, element, part, parts } from '../shared/dom.mjs';
import { showEngineHtml } from '../shared/markup.mjs';
import { setStale, setState } from '../shared/standing.mjs';
import { say } from '../shared/words.mjs';
import { makeSortable } from './sorting.mjs';

/** @import { Operations, Total } from '../../engine/messages.d.ts' */

/** @type {Total[]} */
const TOTALS = ['firm', 'cautious', 'widest'];

export class PlanAnswer {
  #output; // the totals
  #told; // and all that is said about them
  #peek;
  #tools;
  #example;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#output = part(root, 'output.hc-plan');
    this.#told = part(root, '.hc-planned [data-told]');
    this.#peek = part(root, '[data-peek]');
    this.#tools = part(root, '[data-tools]');
    this.#example = part(root, '[data-example-note]');
    this.#decorate();
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
    this.#told.inert = true;
    this.#tools.hidden = true;
  }

  /** @param {Operations['plan']['gives']} answer */
  show({ totals, html }) {
    setState(this.#output, 'live');
    setStale(this.#output, '');
    this.#output.setAttribute('aria-busy', 'false');
    this.#told.inert = false;
    for (const total of TOTALS) this.#output.dataset[total] = totals[total];
    showEngineHtml(this.#output, html.head);
    showEngineHtml(this.#told, html.body);
    this.#decorate();
    this.#tools.hidden = false;
    part(this.#peek, 'strong').textContent = this.#cautious;
    this.#peek.hidden = false;
  }

  /**
   * Calls back with the name of the question that a line of what is missing leads to.
   *
   * @param {(name: string) => void} callback
   */
  onGap(callback) {
    this.#told.addEventListener('click', (event) => {
      const gap = event.target instanceof Element ? event.target.closest('[data-go]') : null;
      if (!(gap instanceof HTMLElement)) return;
      event.preventDefault();
      callback(dataOf(gap, 'go'));
    });
  }

  /** Makes the answer answer back: headings that sort, and links from what is missing to its question. */
  #decorate() {
    for (const table of parts(this.#told, '.hc-plan__table', HTMLTableElement)) makeSortable(table);
    for (const gap of parts(this.#told, '.hc-plan__gap [data-input]')) {
      const link = element('a');
      link.href = `#ask-${gap.dataset.input}`;
      link.dataset.go = dataOf(gap, 'input');
      link.append(...gap.childNodes);
      gap.append(link);
    }
  }
}
