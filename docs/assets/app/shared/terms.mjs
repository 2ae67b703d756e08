// What a term of the law means, beside the term: on hover, on focus, and on the first touch. Without this a term is a link.

import { jsonIn } from './dom.mjs';
import { langTag } from './words.mjs';

/** @typedef {[zh: string, en: string, explanation: string]} Term */

const ID = 'hc-term-note';
const WAIT = 200; // milliseconds: long enough to move from the term to its note, short enough not to feel slow
const GAP = 6;

/**
 * Explains the terms of `root`.
 *
 * @param {Record<string, Term>} known  by id
 * @param {Document} root
 */
export function explainTerms(known, root = document) {
  const note = document.createElement('div');
  note.id = ID;
  note.className = 'hc-term-note';
  note.setAttribute('role', 'tooltip');
  note.hidden = true;
  document.body.append(note);

  /** @type {HTMLElement | null} */
  let shown = null; // the term whose note is open
  /** @type {HTMLElement | null} */
  let openBefore = null; // the one that was open when a pointer came down
  let timer = 0;

  const later = (/** @type {() => void} */ action) => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };

  function show(/** @type {HTMLElement} */ term) {
    clearTimeout(timer);
    const explained = known[term.dataset.term ?? ''];
    if (shown === term || !explained) return;
    hide();
    shown = term;
    fill(note, explained);
    note.hidden = false;
    place(note, term);
    term.setAttribute('aria-describedby', ID);
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute('aria-describedby');
    shown = null;
    note.hidden = true;
  }

  const termOf = (/** @type {Event} */ { target }) => {
    const term = target instanceof Element ? target.closest('a.hc-term') : null;
    return term instanceof HTMLAnchorElement && (term.dataset.term ?? '') in known ? term : null;
  };
  const isIn = (/** @type {Event} */ { target }) => target instanceof Node && note.contains(target);

  root.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const term = termOf(event);
    if (term) later(() => show(term));
    else if (isIn(event)) clearTimeout(timer);
    else later(hide);
  });
  root.addEventListener('focusin', (event) => {
    const term = termOf(event);
    if (term) show(term);
    else hide();
  });
  root.addEventListener('focusout', (event) => termOf(event) && later(hide));
  root.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  root.addEventListener('pointerdown', (event) => {
    openBefore = shown;
    if (!termOf(event) && !isIn(event)) hide();
  });
  root.addEventListener('click', (event) => {
    const term = termOf(event);
    if (!term || event.pointerType !== 'touch' || openBefore === term) return;
    event.preventDefault(); // the first touch explains, the second follows the link
    show(term);
  });
}

/**
 * @param {HTMLElement} note
 * @param {Term} term
 */
function fill(note, [zh, en, explanation]) {
  const put = (/** @type {string} */ name, /** @type {string} */ lang, /** @type {string} */ textContent) =>
    Object.assign(document.createElement(name), { lang, textContent });
  note.replaceChildren(put('b', 'zh-Hans', zh), put('span', 'en', en), put('p', langTag, explanation));
}

/**
 * Below the term, or above it where there is no room; never beyond the sides of the window.
 *
 * @param {HTMLElement} note
 * @param {Element} term
 */
function place(note, term) {
  const line = term.getClientRects()[0] ?? term.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - GAP;
  const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
  note.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, room))}px`;
  note.style.top = `${scrollY + (below ? line.bottom + GAP : line.top - height - GAP)}px`;
}

if (document.querySelector('[data-terms]')) explainTerms(jsonIn(document, '[data-terms]'));
