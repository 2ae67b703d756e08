// The desk: a text in, a record out, checked while one types. Loaded by its page alone; its Python when somebody asks for it.

import { dataOf, element, jsonIn, part, parts, tell } from '../shared/dom.mjs';
import { base64, save } from '../shared/save.mjs';
import { lang } from '../shared/words.mjs';
import { Editor, loadCodeMirror } from './editor.mjs';
import { Python, readManifest } from './python.mjs';
import { Form } from './schema.mjs';
import { markLine, showCases, showChange, showFindings, showTrial, showWords } from './views.mjs';
import { Works } from './works.mjs';

/** @import { Checked, Drafted, Manifest, Started, Work } from './messages.d.ts' */

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export class Desk {
  #root;
  #words;
  #works = new Works();
  #answers = /** @type {Record<string, string>} */ ({});
  /** @type {Python | undefined} */
  #python;
  /** @type {Editor | undefined} */
  #editor;
  /** @type {Checked | undefined} */
  #checked;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#words = jsonIn(root, '[data-desk-said]');
    const load = part(root, '[data-desk-load]', HTMLButtonElement);
    readManifest().then(
      (manifest) => {
        load.textContent = this.#say('load', { size: Math.ceil(manifest.bytes / 1e6) });
        load.disabled = false;
        load.addEventListener('click', () => this.#start(manifest), { once: true });
      },
      () => this.#tell(this.#say('not-loaded')),
    );
  }

  /**
   * @param {string} key
   * @param {Record<string, unknown>} [values]
   */
  #say = (key, values = {}) =>
    String(this.#words[key] ?? key).replace(/\{([\w-]+)\}/g, (place, name) => String(values[name] ?? place));

  /** @param {string} text */
  #tell(text) {
    tell(part(this.#root, '[data-desk-note]'), text);
  }

  /** @param {string} name */
  #part = (name) => part(this.#root, `[data-desk-${name}]`);

  /** @param {Manifest} manifest */
  async #start(manifest) {
    const load = part(this.#root, '[data-desk-load]', HTMLButtonElement);
    load.disabled = true;
    this.#tell(this.#say('loading'));
    const began = performance.now();
    try {
      const python = new Python(manifest);
      const [mirror] = await Promise.all([loadCodeMirror(), python.ready]);
      /** @type {Started} */
      const started = await python.ask('start');
      this.#python = python;
      this.#part('start').hidden = true;
      this.#part('work').hidden = false;
      this.#editor = new Editor(this.#part('editor'), mirror, new Form(started), {
        onPause: () => this.#pause(),
        onLine: (line) => markLine(this.#part('words'), line),
        label: this.#say('editor'),
      });
      this.#listen(started);
      this.#root.dataset.started = String(Math.round(performance.now() - began));
      this.#tell('');
      this.#openKept();
    } catch (error) {
      console.error(error);
      this.#tell(this.#say('not-loaded'));
      load.disabled = false;
      load.addEventListener('click', () => this.#start(manifest), { once: true });
    }
  }

  /** @param {Started} started */
  #listen({ records, titles }) {
    const published = part(this.#root, '[data-desk-published]', HTMLSelectElement);
    for (const name of records) published.append(new Option(lang === 'zh' ? titles[name]?.zh : titles[name]?.en, name));
    published.addEventListener('change', () => this.#openPublished(published.value));
    const works = part(this.#root, '[data-desk-works]', HTMLSelectElement);
    works.addEventListener('change', () => this.#open(works.value));
    const file = part(this.#root, '[data-desk-file]', HTMLInputElement);
    file.addEventListener('change', () => file.files?.[0] && this.#take(file.files[0]));
    const drop = this.#part('work');
    drop.addEventListener('dragover', (event) => event.preventDefault());
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      const dropped = event.dataTransfer?.files[0];
      if (dropped) this.#take(dropped);
    });
    const pasted = part(this.#root, '[data-desk-paste]', HTMLTextAreaElement);
    this.#part('draft').addEventListener('click', () => this.#take(new File([pasted.value], 'text.txt')));
    this.#part('save').addEventListener('click', () => this.#save());
    this.#part('drop').addEventListener('click', () => this.#drop());
    this.#part('compare').addEventListener('click', () => this.#compare());
    const benefit = part(this.#root, '[data-desk-benefit]', HTMLSelectElement);
    benefit.addEventListener('change', () => this.#try());
    for (const tab of parts(this.#root, '[data-desk-tab]'))
      tab.addEventListener('click', () => this.#turn(dataOf(tab, 'deskTab')));
    addEventListener('pagehide', () => this.#keep());
  }

  /** @param {string} name */
  #turn(name) {
    for (const tab of parts(this.#root, '[data-desk-tab]'))
      tab.setAttribute('aria-selected', String(tab.dataset.deskTab === name));
    for (const panel of parts(this.#root, '[data-desk-panel]')) panel.hidden = panel.dataset.deskPanel !== name;
  }

  #openKept() {
    const name = this.#works.open;
    if (name) this.#open(name);
    this.#list();
  }

  #list() {
    const works = part(this.#root, '[data-desk-works]', HTMLSelectElement);
    works.replaceChildren(...this.#works.names.map((name) => new Option(name, name)));
    works.value = this.#works.open;
    this.#propose();
  }

  /** @param {string} name */
  #open(name) {
    const work = this.#works.get(name);
    if (work) this.#show(name, work);
  }

  /**
   * @param {string} name
   * @param {Work} work
   */
  #show(name, work) {
    this.#keep();
    this.#editor?.open(work);
    this.#works.keep(name, work);
    this.#answers = {};
    this.#part('change').replaceChildren();
    this.#list();
    this.#pause();
  }

  /** @param {string} name */
  async #openPublished(name) {
    if (!name) return;
    const opened = await this.#python?.ask('open', { name });
    if (opened) this.#show(name, { text: opened.text });
  }

  /** A record from the disk is opened, anything else becomes a draft. @param {File} file */
  async #take(file) {
    if (/\.ya?ml$/i.test(file.name)) {
      this.#show(file.name.replace(/\.ya?ml$/i, ''), { text: await file.text() });
      return;
    }
    const name = part(this.#root, '[data-desk-name]', HTMLInputElement).value.trim();
    if (!NAME.test(name)) {
      this.#tell(this.#say('name-first'));
      return;
    }
    const today = new Date().toLocaleDateString('sv-SE');
    /** @type {Drafted | null} */
    const made = await this.#python?.ask('draft', { name, file: file.name, content: await base64(file), day: today, lang });
    if (!made) return;
    if (made.text === undefined) {
      this.#tell(made.refused ?? '');
      return;
    }
    this.#show(name, { text: made.text });
    this.#leftOut(made);
  }

  /** @param {Drafted} made */
  #leftOut({ numbered, left_out: lines = [] }) {
    this.#tell(numbered ? '' : this.#say('unnumbered'));
    const list = element('ul', 'hc-desk__list');
    list.append(...lines.map(({ line, reason, text }) => element('li', '', this.#say('left-line', { line, reason, text }))));
    this.#part('left').replaceChildren(
      ...(lines.length ? [element('h2', 'hc-desk__head', this.#say('left', { count: lines.length })), list] : []),
    );
  }

  /** After the last key: keep the work, check it, and show what is said of it. */
  async #pause() {
    const { editor, python, works } = { editor: this.#editor, python: this.#python, works: this.#works };
    if (!editor || !python || !works.open) return;
    const began = performance.now();
    this.#keep();
    /** @type {Checked | null} */
    const checked = await python.ask('check', { name: works.open, text: editor.text });
    if (!checked) return;
    this.#checked = checked;
    const show = (/** @type {number} */ line) => editor.show(line);
    editor.mark(checked.findings);
    showFindings(this.#part('findings'), checked.findings, show, this.#say);
    showWords(this.#part('words'), checked.places, show);
    showCases(this.#part('cases'), checked.cases, this.#say);
    this.#benefits(checked);
    this.#root.dataset.checked = String(Math.round(performance.now() - began));
    this.#root.dataset.left = String(checked.findings.length);
    await this.#try();
  }

  /** @param {Checked} checked */
  #benefits({ benefits }) {
    const select = part(this.#root, '[data-desk-benefit]', HTMLSelectElement);
    const chosen = select.value;
    select.replaceChildren(...benefits.map(({ id, title }) => new Option((lang === 'en' && title.en) || title.zh, id)));
    if (benefits.some(({ id }) => id === chosen)) select.value = chosen;
  }

  async #try() {
    const benefit = part(this.#root, '[data-desk-benefit]', HTMLSelectElement).value;
    const values = { name: this.#works.open, text: this.#editor?.text, benefit, answers: this.#answers, lang };
    const found = benefit ? await this.#python?.ask('preview', values) : { refused: this.#say('no-benefit') };
    if (!found) return;
    showTrial(
      this.#part('trial'),
      found,
      (name, answer) => {
        this.#answers[name] = answer;
        this.#try();
      },
      this.#say,
    );
  }

  async #compare() {
    this.#part('change').replaceChildren(element('p', '', this.#say('comparing')));
    const sheet = part(this.#root, '[data-desk-sheet]', HTMLInputElement).files?.[0];
    const firms = sheet ? { sheet: await base64(sheet), sheet_name: sheet.name } : {};
    const found = await this.#python?.ask('impact', { name: this.#works.open, text: this.#editor?.text, lang, ...firms });
    if (found) showChange(this.#part('change'), found, this.#checked?.benefits ?? [], this.#say);
  }

  #keep() {
    const name = this.#works.open;
    if (name && this.#editor && !this.#works.keep(name, this.#editor.work)) this.#tell(this.#say('not-kept'));
  }

  #save() {
    const name = this.#works.open;
    if (name && this.#editor) save(new Blob([this.#editor.text], { type: 'application/yaml;charset=utf-8' }), `${name}.yaml`);
  }

  #drop() {
    const name = this.#works.open;
    if (!name || !confirm(this.#say('drop-sure', { name }))) return;
    this.#works.drop(name);
    this.#list();
    const next = this.#works.open;
    if (next) this.#open(next);
    else this.#editor?.open({ text: '' });
  }

  /** Where the site knows its repository: the page for a new file there, which the visitor fills in. */
  #propose() {
    const link = part(this.#root, '[data-desk-propose]', HTMLAnchorElement);
    const address = link.dataset.deskPropose;
    link.hidden = !address || !this.#works.open;
    if (address) link.href = address.replace('{name}', encodeURIComponent(this.#works.open));
  }
}

for (const root of parts(document, '[data-desk]')) new Desk(root);
