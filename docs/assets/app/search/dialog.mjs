// The search dialog: a combobox over a list of results in groups. Loaded when somebody wants to search.

import { build, choices, ownAssets, root } from '../shared/site.mjs';
import { lang, say } from '../shared/words.mjs';
import { KEY_CHOICE } from './open.mjs';
import { SearchResults } from './results.mjs';

const PAUSE = 120; // milliseconds after the last key
const PATIENCE = 400; // before it says that it is loading

let dialog;

/** Opens the dialog, with its index on the way. */
export async function openSearch() {
  dialog ??= await SearchDialog.make();
  dialog.open();
}

class SearchDialog {
  #element = document.createElement('dialog');
  #input;
  #status;
  #help;
  #results;
  #worker;
  #asked = 0; // questions so far: only the answer to the latest counts
  #timer = 0;
  #waiting = 0;

  static async make() {
    await styleSheet();
    return new SearchDialog();
  }

  constructor() {
    const { element } = this.#build();
    document.body.append(element);
    this.#results.onMore = (kind) => this.#ask(kind);
    this.#input.addEventListener('input', (event) => {
      if (event.isComposing) return; // pinyin on its way to be Chinese
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.#input.addEventListener('compositionend', () => this.#ask());
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
    element.addEventListener('click', (event) => event.target === element && element.close());
  }

  open() {
    if (!this.#element.open) this.#element.showModal();
    this.#input.focus();
    this.#input.select();
    this.#worker ?? this.#startWorker();
  }

  #startWorker() {
    const worker = new Worker(new URL('app/search/worker.mjs', ownAssets), { type: 'module', name: 'search' });
    this.#worker = worker;
    worker.onmessage = ({ data }) => data.id === this.#asked && this.#show(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#show({ failed: event.message || 'the worker did not start' });
    };
    worker.postMessage({ start: { base: new URL(`assets/search/${build}/`, root).href, build } });
    worker.postMessage({ id: -1, query: '', lang }); // brings the index
  }

  #ask(only) {
    clearTimeout(this.#timer);
    const query = this.#input.value.trim().slice(0, 100);
    const id = ++this.#asked;
    if (!query) return this.#clear();
    this.#worker ?? this.#startWorker();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#tell(say('search.loading')), PATIENCE);
    this.#worker.postMessage({ id, query, lang, only });
  }

  #show({ found, failed }) {
    clearTimeout(this.#waiting);
    if (failed) {
      console.warn(`Search: ${failed}`);
      this.#worker?.terminate(); // the next question has another try
      this.#worker = undefined;
      this.#results.clear();
      this.#tell(say('search.failed'));
    } else {
      this.#results.show(found);
      this.#tell(sentence(found, lang));
    }
    this.#help.hidden = Boolean(found?.total);
    this.#input.setAttribute('aria-expanded', String(Boolean(found?.total)));
  }

  #clear() {
    clearTimeout(this.#waiting);
    this.#results.clear();
    this.#help.hidden = false;
    this.#input.setAttribute('aria-expanded', 'false');
    this.#tell('');
  }

  #tell(text) {
    this.#status.textContent = text;
  }

  #onKey(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#results.move(step);
    else if (event.key === 'Enter') this.#results.choose(event);
    else return;
    event.preventDefault();
  }

  #build() {
    const element = this.#element;
    element.className = 'hc-search md-typeset';
    element.setAttribute('aria-label', say('search.title'));

    const input = document.createElement('input');
    this.#input = input;
    Object.assign(input, {
      type: 'text',
      className: 'hc-search__input',
      placeholder: say('search.placeholder'),
      autocomplete: 'off',
      spellcheck: false,
      enterKeyHint: 'search',
      maxLength: 100,
    });
    const attributes = {
      role: 'combobox',
      'aria-label': say('search.title'),
      'aria-expanded': 'false',
      'aria-controls': 'hc-search-list',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

    const close = document.createElement('button');
    Object.assign(close, { type: 'button', className: 'hc-search__close', textContent: say('search.close') });
    close.addEventListener('click', () => element.close());
    const head = document.createElement('div');
    head.className = 'hc-search__head';
    head.append(input, close);

    const status = document.createElement('p');
    this.#status = status;
    status.className = 'hc-search__status';
    status.setAttribute('role', 'status');

    const list = document.createElement('div');
    list.id = 'hc-search-list';
    list.hidden = true;
    this.#results = new SearchResults(list, input);

    this.#help = helpText();
    element.append(head, status, list, this.#help, keyChoice());
    return { element };
  }
}

/** What was found, in a sentence. */
function sentence({ total, partial, language }, page) {
  if (!total) return say('search.none');
  const found = say(partial ? 'search.partial' : 'search.found', { total });
  return language === page ? found : `${found} ${say(`search.in-${language}`)}`;
}

/** What to try, and the ways that need no search. */
function helpText() {
  const help = document.createElement('div');
  help.className = 'hc-search__help';
  const text = document.createElement('p');
  text.textContent = say('search.try');
  const links = document.createElement('p');
  for (const path of ['policies', 'calculators', 'glossary']) {
    const link = document.createElement('a');
    link.href = new URL(`${lang === 'zh' ? '' : 'en/'}${path}/`, root).href;
    link.textContent = say(`search.to-${path}`);
    links.append(link, ' ');
  }
  help.append(text, links);
  return help;
}

/** A key of one character must be possible to give up (WCAG 2.1.4): screen readers and speech input have their own uses for it. */
function keyChoice() {
  const label = document.createElement('label');
  label.className = 'hc-search__keys';
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', checked: choices.get(KEY_CHOICE) !== 'off' });
  box.addEventListener('change', () => choices.set(KEY_CHOICE, box.checked ? 'on' : 'off'));
  label.append(box, ` ${say('search.key')}`);
  return label;
}

/** The dialog's own style sheet, which no page has to carry. */
function styleSheet() {
  return new Promise((resolve) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: new URL('search.css', ownAssets).href });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
