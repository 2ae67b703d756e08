// What a term of the law means, beside the term: on hover, on focus, and on the first touch. Without this a term is a link.

import { lang } from './words.mjs';

const ID = 'hc-term-note';
const WAIT = 200; // milliseconds: long enough to move from the term to its note, short enough not to feel slow
const GAP = 6;

/** Explains the terms of `root`; `known` has for each id the Chinese, the English and the explanation. */
export function explainTerms(known, root = document) {
  const note = document.createElement('div');
  note.id = ID;
  note.className = 'hc-term-note';
  note.setAttribute('role', 'tooltip');
  note.hidden = true;
  document.body.append(note);

  let shown = null; // the term whose note is open
  let openBefore = null; // the one that was open when a pointer came down
  let timer = 0;

  const later = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, WAIT);
  };

  function show(term) {
    clearTimeout(timer);
    if (shown === term) return;
    hide();
    shown = term;
    fill(note, known[term.dataset.term]);
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

  const termOf = (event) => {
    const term = event.target.closest?.('a.hc-term');
    return term && term.dataset.term in known ? term : null;
  };

  root.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const term = termOf(event);
    if (term) later(() => show(term));
    else if (note.contains(event.target)) clearTimeout(timer);
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
    if (!termOf(event) && !note.contains(event.target)) hide();
  });
  root.addEventListener('click', (event) => {
    const term = termOf(event);
    if (!term || event.pointerType !== 'touch' || openBefore === term) return;
    event.preventDefault(); // the first touch explains, the second follows the link
    show(term);
  });
}

function fill(note, [zh, en, explanation]) {
  const words = [
    ['b', 'zh-Hans', zh],
    ['span', 'en', en],
    ['p', lang === 'zh' ? 'zh-Hans' : 'en', explanation],
  ];
  note.replaceChildren(
    ...words.map(([name, language, text]) => Object.assign(document.createElement(name), { lang: language, textContent: text })),
  );
}

/** Below the term, or above it where there is no room; never beyond the sides of the window. */
function place(note, term) {
  const [line] = term.getClientRects();
  const { width, height } = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - GAP;
  const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
  note.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, room))}px`;
  note.style.top = `${scrollY + (below ? line.bottom + GAP : line.top - height - GAP)}px`;
}

const data = document.querySelector('[data-terms]');
if (data) explainTerms(JSON.parse(data.textContent));
