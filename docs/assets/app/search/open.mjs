// The ways into the search: the button in the header, `/` and Ctrl+K. The search itself is loaded when it is wanted.

import { choices, ownAssets } from '../shared/site.mjs';

export const KEY_CHOICE = 'search-key'; // 'off' where the visitor wants `/` for something else

const opener = document.querySelector('[data-search-open]');
let loading;

/** Listens for whoever wants to search. */
export function prepareSearch() {
  if (!opener) return;
  opener.addEventListener('click', open);
  for (const type of ['pointerenter', 'focus']) opener.addEventListener(type, load, { once: true });
  document.addEventListener('keydown', (event) => {
    const slash =
      event.key === '/' &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey &&
      !isTyping(event.target) &&
      choices.get(KEY_CHOICE) !== 'off';
    const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !control) return;
    event.preventDefault();
    open();
  });
}

function load() {
  loading ??= import(new URL('app/search/dialog.mjs', ownAssets).href);
  loading.catch(() => (loading = undefined));
  return loading;
}

async function open() {
  try {
    const { openSearch } = await load();
    await openSearch();
  } catch {
    location.assign(opener.dataset.searchOpen); // the list of policies, as without scripts
  }
}

function isTyping(target) {
  if (target.closest?.('dialog:not([open])')) return false; // just closed: until the next drawing it still has the focus
  return target.isContentEditable || target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select') != null;
}
