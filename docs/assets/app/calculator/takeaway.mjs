// What a visitor takes away: a link, a printed page, files, the code that works it out again, the code that embeds it.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { caseAddress } from '../shared/address.mjs';
import { copy } from '../shared/clipboard.mjs';
import { dataOf, part, parts } from '../shared/dom.mjs';
import { embedCode } from '../shared/embed.mjs';
import { save } from '../shared/save.mjs';
import { langTag, say } from '../shared/words.mjs';

/** @import { Engine } from '../../engine/client.mjs' */
/** @import { Operations } from '../../engine/messages.d.ts' */
/** @import { Answers } from '../shared/page-data.d.ts' */
/** @typedef {{ inputs: Answers, on: string, version: string }} Shared  what a link carries */

const TYPES = { csv: 'text/csv;charset=utf-8', json: 'application/json' };
const CHANNEL = 'case';

export class Takeaway {
  #section;
  #told;
  #address;
  #code;
  #embed;
  #engine;
  #request;
  #shared;

  /**
   * Brings the buttons below the answer to life.
   *
   * @param {HTMLElement} root  the calculator
   * @param {object} page
   * @param {Engine} page.engine
   * @param {() => Omit<Operations['case']['asks'], 'address'>} page.request  what Python is asked about
   * @param {() => Shared} page.shared
   */
  constructor(root, { engine, request, shared }) {
    this.#engine = engine;
    this.#request = request;
    this.#shared = shared;
    this.#section = part(root, '[data-take]');
    this.#told = part(this.#section, '[data-take-told]');
    this.#address = part(this.#section, '[data-take-address]', HTMLInputElement);
    this.#code = part(this.#section, '[data-take-code]', HTMLDetailsElement);
    this.#embed = part(this.#section, '[data-take-embed]', HTMLDetailsElement);
    this.#listen();
    addEventListener('beforeprint', () => this.#writeRecap(part(root, '[data-recap]')));
  }

  #listen() {
    part(this.#section, '[data-take-link]').addEventListener('click', () => this.#copyLink());
    part(this.#section, '[data-take-print]').addEventListener('click', () => print());
    for (const kind of /** @type {const} */ (['csv', 'json'])) {
      part(this.#section, `[data-take-file="${kind}"]`).addEventListener('click', () => this.#saveFile(kind));
    }
    for (const button of parts(this.#section, '[data-take-copy]')) {
      const source = part(this.#section, `[data-take-text="${dataOf(button, 'takeCopy')}"]`);
      button.addEventListener('click', () => this.#copyText(source.textContent));
    }
    for (const fold of [this.#code, this.#embed]) fold.addEventListener('toggle', () => this.#refresh());
  }

  /** The case has changed: what was said of the one before is taken back. */
  changed() {
    this.#told.textContent = '';
    this.#address.hidden = true;
    this.#refresh();
  }

  #link(options = {}) {
    const shared = this.#shared();
    return new URL(caseAddress(shared.inputs, { ...shared, ...options }), location.href).href;
  }

  async #copyLink() {
    this.#address.value = this.#link();
    const done = await copy(this.#address.value);
    this.#address.hidden = done;
    this.#tell(done ? 'script.link-copied' : 'script.link-by-hand');
    if (!done) this.#address.select();
  }

  /** @param {string} text */
  async #copyText(text) {
    this.#tell((await copy(text)) ? 'script.copied' : 'script.not-copied');
  }

  /** @param {keyof typeof TYPES} kind */
  async #saveFile(kind) {
    const answer = await this.#askFiles();
    if (answer === SUPERSEDED) return;
    if (answer === FAILED || !answer.ok) return this.#tell(answer === FAILED ? 'script.file-failed' : 'script.file-refused');
    const name = `${answer.files.name}.${kind}`;
    save(new Blob([answer.files[kind]], { type: TYPES[kind] }), name);
    this.#tell('script.file-ready', { name });
  }

  /** The case as Python writes it. */
  #askFiles() {
    return this.#engine.call({ op: 'case', ...this.#request(), address: this.#link() }, { channel: CHANNEL });
  }

  /** What is open and shows the case is brought up to it; where there is no case, nothing is shown. */
  async #refresh() {
    if (this.#embed.open) this.#write('embed', embedCode(this.#link({ embed: true, on: null, version: null }), document.title));
    if (!this.#code.open) return;
    const answer = await this.#askFiles();
    if (answer === SUPERSEDED) return;
    const found = answer !== FAILED && answer.ok ? answer.files : { python: '', command: '' };
    this.#write('python', found.python);
    this.#write('command', found.command);
    if (answer === FAILED || !answer.ok) this.#tell(answer === FAILED ? 'script.file-failed' : 'script.file-refused');
  }

  /** @param {HTMLElement} recap */
  #writeRecap(recap) {
    const { on, version } = this.#shared();
    const title = part(document, 'h1').textContent.trim();
    recap.textContent = say('script.recap', { title, on, version, address: this.#link() });
    recap.lang = langTag;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #write(name, text) {
    part(this.#section, `[data-take-text="${name}"]`).textContent = text;
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   */
  #tell(key, values) {
    this.#told.textContent = say(key, values);
  }
}
