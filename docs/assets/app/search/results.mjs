// The list of results: groups of options, one of them chosen.

import { root } from '../shared/site.mjs';
import { showStatuses } from '../shared/status.mjs';
import { lang, say } from '../shared/words.mjs';

const TAGS = { zh: 'zh-Hans', en: 'en' };

export class SearchResults {
  onMore = () => {}; // called with the kind of which all are wanted
  #list;
  #input;
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

  /** Shows what was found, the best chosen already. */
  show({ groups, total, language }) {
    this.clear();
    if (!total) return;
    for (const group of groups) this.#list.append(this.#group(group, language));
    this.#options = [...this.#list.querySelectorAll('[role="option"]')];
    for (const [k, option] of this.#options.entries()) option.id = `hc-search-${k}`;
    showStatuses(this.#list);
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#select(0);
  }

  /** One up or down, round and round. */
  move(step) {
    const count = this.#options.length;
    if (count) this.#select((this.#chosen + step + count) % count);
  }

  /** Goes where the chosen option leads, to a new tab if the keys say so. */
  choose({ ctrlKey, metaKey, shiftKey }) {
    this.#options[this.#chosen]?.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  }

  #select(which) {
    this.#options[this.#chosen]?.setAttribute('aria-selected', 'false');
    this.#chosen = which;
    const option = this.#options[which];
    if (!option) return this.#input.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

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

  #more(kind, total) {
    const more = element('button', 'hc-search__more', say('search.more', { total, kind: say(`search.kind-${kind}`) }));
    more.type = 'button';
    asOption(more);
    more.addEventListener('click', () => {
      this.#input.focus();
      this.onMore(kind);
    });
    return more;
  }
}

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
  if (language !== lang) for (const child of link.children) child.lang = TAGS[language];
  return link;
}

const marked = (pieces) => pieces.map(([piece, hit]) => (hit ? element('mark', '', piece) : piece));

function asOption(target) {
  target.setAttribute('role', 'option');
  target.setAttribute('aria-selected', 'false');
  target.tabIndex = -1; // the combobox keeps the focus
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
