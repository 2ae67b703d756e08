// The ways into the search: the button in the header, `/` and Ctrl+K. The search itself is loaded when it is wanted.

import { dataOf } from '../shared/dom.mjs';
import { ownAssets } from '../shared/site.mjs';
import { kept } from '../shared/storage.mjs';

/** @type {HTMLElement | null} */
const opener = document.querySelector('[data-search-open]');
/** @type {Promise<typeof import('./dialog.mjs')> | undefined} */
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
      kept.get('search-key') !== 'off';
    const control = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !control) return;
    event.preventDefault();
    open();
  });
}

function load() {
  /** @type {Promise<typeof import('./dialog.mjs')>} */
  const module = loading ?? import(new URL('app/search/dialog.mjs', ownAssets).href);
  loading = module;
  module.catch(() => {
    loading = undefined;
  });
  return module;
}

async function open() {
  try {
    const { openSearch } = await load();
    await openSearch();
  } catch {
    if (opener) location.assign(dataOf(opener, 'searchOpen')); // the list of policies, as without scripts
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog:not([open])')) return false; // just closed: until the next drawing it still has the focus
  return target.isContentEditable || target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select') !== null;
}
