// The search dialog: a combobox over a list of results in groups. Loaded when somebody wants to search.

import { onTyped } from '../shared/composing.mjs';
import { button, element } from '../shared/dom.mjs';
import { build, ownAssets, root } from '../shared/site.mjs';
import { kept } from '../shared/storage.mjs';
import { lang, say } from '../shared/words.mjs';
import { SearchResults } from './results.mjs';

const PAUSE = 120; // milliseconds after the last key
const PATIENCE = 400; // before it says that it is loading

/** @import { Lang } from '../shared/page-data.d.ts' */
/** @import { Found, FromSearch, Kind, ToSearch } from './messages.d.ts' */

/** @type {SearchDialog | undefined} */
let dialog;

/** Opens the dialog, with its index on the way. */
export async function openSearch() {
  dialog ??= await SearchDialog.make();
  dialog.open();
}

class SearchDialog {
  #element = element('dialog', 'hc-search md-typeset');
  #input = searchField();
  #status = element('p', 'hc-search__status');
  #help = helpText();
  #results;
  /** @type {Worker | undefined} */
  #worker;
  #asked = 0; // questions so far: only the answer to the latest counts
  #timer = 0;
  #waiting = 0;

  static async make() {
    await styleSheet();
    return new SearchDialog();
  }

  constructor() {
    const list = element('div');
    list.id = 'hc-search-list';
    list.hidden = true;
    this.#results = new SearchResults(list, this.#input);
    this.#status.setAttribute('role', 'status');
    const head = element('div', 'hc-search__head');
    head.append(
      this.#input,
      button(say('search.close'), () => this.#element.close(), 'hc-search__close'),
    );
    this.#element.setAttribute('aria-label', say('search.title'));
    this.#element.append(head, this.#status, list, this.#help, keyChoice());
    document.body.append(this.#element);
    this.#results.onMore = (kind) => this.#ask(kind);
    onTyped(this.#input, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), PAUSE);
    });
    this.#input.addEventListener('keydown', (event) => this.#onKey(event));
    this.#element.addEventListener('click', (event) => event.target === this.#element && this.#element.close());
  }

  open() {
    if (!this.#element.open) this.#element.showModal();
    this.#input.focus();
    this.#input.select();
    this.#searching();
  }

  /** The search's thread, started unless it has been. */
  #searching() {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('app/search/worker.mjs', ownAssets), { type: 'module', name: 'search' });
    this.#worker = worker;
    worker.onmessage = (/** @type {MessageEvent<FromSearch>} */ { data }) => data.id === this.#asked && this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message || 'the worker did not start');
    };
    send(worker, { start: { base: new URL(`assets/search/${build}/`, root).href, build } });
    send(worker, { id: -1, query: '', lang }); // brings the index
    return worker;
  }

  /** @param {Kind} [only] */
  #ask(only) {
    clearTimeout(this.#timer);
    const query = this.#input.value.trim().slice(0, 100);
    const id = ++this.#asked;
    if (!query) return this.#clear();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#status.textContent = say('search.loading');
    }, PATIENCE);
    send(this.#searching(), { id, query, lang, only });
  }

  /** @param {FromSearch} message */
  #heard(message) {
    if ('failed' in message) return this.#fail(message.failed);
    const { found } = message;
    if (!found) return;
    this.#results.show(found);
    this.#tell(sentence(found, lang), found.total > 0);
  }

  /** @param {string} reason */
  #fail(reason) {
    console.warn(`Search: ${reason}`);
    this.#worker?.terminate(); // the next question has another try
    this.#worker = undefined;
    this.#clear();
    this.#tell(say('search.failed'));
  }

  #clear() {
    this.#results.clear();
    this.#tell('');
  }

  /**
   * Says how the search goes; where there are no results the ways that need no search stand below it.
   *
   * @param {string} text
   */
  #tell(text, isOpen = false) {
    clearTimeout(this.#waiting);
    this.#status.textContent = text;
    this.#help.hidden = isOpen;
    this.#input.setAttribute('aria-expanded', String(isOpen));
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing) return;
    const step = Number(event.key === 'ArrowDown') - Number(event.key === 'ArrowUp');
    if (step) this.#results.move(step);
    else if (event.key === 'Enter') this.#results.choose(event);
    else return;
    event.preventDefault();
  }
}

/**
 * @param {Worker} worker
 * @param {ToSearch} message
 */
const send = (worker, message) => worker.postMessage(message);

/** The combobox. */
function searchField() {
  const input = element('input', 'hc-search__input');
  Object.assign(input, {
    type: 'text',
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
  return input;
}

/**
 * What was found, in a sentence.
 *
 * @param {Found} found
 * @param {Lang} page
 */
function sentence({ total, partial, language }, page) {
  if (!total) return say('search.none');
  const found = say(partial ? 'search.partial' : 'search.found', { total });
  return language === page ? found : `${found} ${say(`search.in-${language}`)}`;
}

/** What to try, and the ways that need no search. */
function helpText() {
  const help = element('div', 'hc-search__help');
  const links = element('p');
  for (const path of ['policies', 'calculators', 'glossary']) {
    const link = element('a', '', say(`search.to-${path}`));
    link.href = new URL(`${lang === 'zh' ? '' : 'en/'}${path}/`, root).href;
    links.append(link, ' ');
  }
  help.append(element('p', '', say('search.try')), links);
  return help;
}

/** A key of one character must be possible to give up (WCAG 2.1.4): screen readers and speech input have their own uses for it. */
function keyChoice() {
  const label = element('label', 'hc-search__keys');
  const box = element('input');
  Object.assign(box, { type: 'checkbox', checked: kept.get('search-key') !== 'off' });
  box.addEventListener('change', () => kept.set('search-key', box.checked ? 'on' : 'off'));
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
