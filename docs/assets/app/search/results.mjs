// The list of results: groups of options, one of them chosen.

import { button, element, parts } from '../shared/dom.mjs';
import { root } from '../shared/site.mjs';
import { showStatuses } from '../shared/status.mjs';
import { lang, say } from '../shared/words.mjs';

/** @import { Found, Group, Item, Kind, Pieces } from './messages.d.ts' */
/** @import { Lang } from '../shared/page-data.d.ts' */

const TAGS = { zh: 'zh-Hans', en: 'en' };

export class SearchResults {
  /** Called with the kind of which all are wanted. @type {(kind: Kind) => void} */
  onMore = () => {};
  #list;
  #input;
  /** @type {HTMLElement[]} */
  #options = [];
  #chosen = -1;

  /** @param {HTMLElement} list  @param {HTMLInputElement} input  the combobox that the list belongs to */
  constructor(list, input) {
    this.#list = list;
    this.#input = input;
    list.className = 'hc-search__list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', say('search.results'));
  }

  clear() {
    this.#list.replaceChildren();
    this.#list.hidden = true;
    this.#options = [];
    this.#select(-1);
  }

  /**
   * Shows what was found, the best chosen already.
   *
   * @param {Found} found
   */
  show({ groups, total, language }) {
    this.clear();
    if (!total) return;
    for (const group of groups) this.#list.append(this.#group(group, language));
    this.#options = parts(this.#list, '[role="option"]');
    for (const [k, option] of this.#options.entries()) option.id = `hc-search-${k}`;
    showStatuses(this.#list);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#select(0);
  }

  /**
   * One up or down, round and round.
   *
   * @param {number} step
   */
  move(step) {
    const count = this.#options.length;
    if (count) this.#select((this.#chosen + step + count) % count);
  }

  /**
   * Goes where the chosen option leads, to a new tab if the keys say so.
   *
   * @param {KeyboardEvent} event
   */
  choose({ ctrlKey, metaKey, shiftKey }) {
    this.#options[this.#chosen]?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  }

  /** @param {number} which */
  #select(which) {
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#chosen = which;
    const option = this.#options[which];
    if (!option) return this.#input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  /**
   * @param {Group} group
   * @param {Lang} language
   */
  #group({ kind, total, items }, language) {
    const group = element('div', 'hc-search__group');
    group.setAttribute('role', 'group');
    const head = element('p', 'hc-search__kind', `${say(`search.kind-${kind}`)} `);
    head.id = `hc-search-kind-${kind}`;
    head.setAttribute('role', 'presentation');
    head.append(element('small', '', say('search.count', { total })));
    group.setAttribute('aria-labelledby', head.id);
    group.append(head, ...items.map((item) => option(item, language)));
    if (total > items.length) group.append(this.#more(kind, total));
    return group;
  }

  /**
   * @param {Kind} kind
   * @param {number} total
   */
  #more(kind, total) {
    const ask = () => {
      this.#input.focus();
      this.onMore(kind);
    };
    const more = button(say('search.more', { total, kind: say(`search.kind-${kind}`) }), ask, 'hc-search__more');
    asOption(more);
    return more;
  }
}

/**
 * @param {Item} item
 * @param {Lang} language
 */
function option({ url, title, text, policy, dates, summary }, language) {
  const link = element('a', 'hc-search__option');
  link.href = new URL((lang === 'zh' ? '' : 'en/') + url.replace(/^en\//, ''), root).href;
  asOption(link);
  const head = element('span', 'hc-search__title');
  head.append(...marked(title), ' ');
  if (dates) {
    const badge = element('span', 'hc-badge');
    badge.dataset.status = JSON.stringify(dates);
    badge.hidden = true;
    head.append(badge);
  }
  link.append(head);
  if (policy && policy !== title.map(([piece]) => piece).join('')) link.append(element('span', 'hc-search__policy', policy));
  if (summary) link.append(element('span', 'hc-search__summary', summary));
  if (!summary || text.some(([, hit]) => hit)) {
    const excerpt = element('span', 'hc-search__text');
    excerpt.append(...marked(text));
    link.append(excerpt);
  }
  if (language !== lang) for (const child of parts(link, ':scope > *')) child.lang = TAGS[language];
  return link;
}

/** @param {Pieces} pieces */
const marked = (pieces) => pieces.map(([piece, hit]) => (hit ? element('mark', '', piece) : piece));

/** @param {HTMLElement} target */
function asOption(target) {
  target.setAttribute('role', 'option');
  target.setAttribute('aria-selected', 'false');
  target.tabIndex = -1; // the combobox keeps the focus
}
