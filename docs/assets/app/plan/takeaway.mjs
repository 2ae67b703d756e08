// What a visitor takes away of a plan: a link, a spreadsheet, a calendar, a recap on paper.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { copy } from '../shared/clipboard.mjs';
import { dataOf, element, part, parts } from '../shared/dom.mjs';
import { csvFile, save } from '../shared/save.mjs';
import { today } from '../shared/status.mjs';
import { say } from '../shared/words.mjs';
import { writeCalendar } from './calendar.mjs';
import { writeWorkbook } from './workbook.mjs';

/** @import { Engine } from '../../engine/client.mjs' */
/** @import { Operations } from '../../engine/messages.d.ts' */

/**
 * What the page tells of itself.
 *
 * @typedef {object} Page
 * @property {Engine} engine
 * @property {string} version  of the data
 * @property {() => Operations['export']['asks']} request
 * @property {() => string} link  to the case, for the day it is worked out for
 * @property {() => [label: string, answer: string][]} given  what is answered, in words
 * @property {() => boolean} isLive  whether the plan that is shown is that of the answers
 */

const CHANNEL = 'export';

export class PlanTakeaway {
  #root;
  #page;
  #said;

  /**
   * @param {HTMLElement} root
   * @param {Page} page
   */
  constructor(root, page) {
    this.#root = root;
    this.#page = page;
    this.#said = part(root, '[data-said]');
    part(root, '[data-share]').addEventListener('click', () => this.#share());
    part(root, '[data-recap]').addEventListener('click', () => print());
    part(root, '[data-calendar]').addEventListener('click', () => this.#calendar());
    for (const button of parts(root, '[data-export]')) {
      button.addEventListener('click', () => this.#export(dataOf(button, 'export') === 'csv' ? 'csv' : 'xlsx'));
    }
  }

  /** What was said of the plan before this one is taken back. */
  changed() {
    this.#said.textContent = '';
  }

  /** The answers as a list, for the recap on paper. */
  writeRecap() {
    const place = part(this.#root, '[data-given-answers]');
    const entries = this.#page.given();
    part(place, 'dl').replaceChildren(
      ...entries.map(([label, text]) => {
        const row = element('div');
        row.append(element('dt', '', label), element('dd', '', text));
        return row;
      }),
    );
    place.hidden = entries.length === 0 || !this.#page.isLive();
    place.dataset.made = say('script.plan.made', { version: this.#page.version, day: today(), address: location.href });
  }

  async #share() {
    const address = this.#page.link();
    if (await copy(address)) this.#say('script.plan.link-copied');
    else this.#say('script.plan.link-here', { address });
  }

  /** @param {'csv' | 'xlsx'} kind */
  async #export(kind) {
    const asked = this.#page.request();
    const answer = await this.#page.engine.call({ op: 'export', ...asked }, { channel: CHANNEL });
    if (answer === SUPERSEDED) return;
    if (answer === FAILED || !answer.ok) {
      this.#say(answer === FAILED ? 'script.file-failed' : 'script.file-refused');
      return;
    }
    const name = `huice-${asked.place}-${asked.on ?? today()}.${kind}`;
    try {
      save(kind === 'csv' ? csvFile(answer.csv) : await writeWorkbook(answer.sheets), name);
      this.#say('script.file-ready', { name });
    } catch {
      this.#say('script.plan.no-workbook');
    }
  }

  /** The days of the plan, for the visitor's own calendar. */
  async #calendar() {
    const asked = this.#page.request();
    const answer = await this.#page.engine.call({ op: 'days', ...asked }, { channel: CHANNEL });
    if (answer === SUPERSEDED) return;
    if (answer === FAILED || !answer.ok) return this.#say(answer === FAILED ? 'script.file-failed' : 'script.file-refused');
    if (answer.count === 0) return this.#say('script.plan.calendar-empty');
    const name = `huice-${asked.place}-${asked.on ?? today()}.ics`;
    try {
      save(await writeCalendar(answer.calendar), name);
      this.#say('script.plan.calendar-ready', { name, count: String(answer.count) });
    } catch {
      this.#say('script.plan.no-calendar');
    }
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   */
  #say(key, values) {
    this.#said.textContent = say(key, values);
  }
}
