// Letters to authorities, which Python writes into an answer: copied as text, saved as a document, and printed alone.

import { copy } from './clipboard.mjs';
import { parts } from './dom.mjs';
import { writeLetter } from './letter-file.mjs';
import { save } from './save.mjs';
import { say } from './words.mjs';

const SHOWN = 2000; // milliseconds for which a button says that it has copied

document.addEventListener('click', ({ target }) => {
  const button =
    target instanceof HTMLElement ? target.closest('[data-letter-copy], [data-letter-print], [data-letter-file]') : null;
  const letter = button?.closest('[data-letter]');
  if (!(button instanceof HTMLElement) || !(letter instanceof HTMLElement)) return;
  if ('letterPrint' in button.dataset) printAlone(letter);
  else if (button.dataset.letterFile) saveLetter(letter, button.dataset.letterFile);
  else copyLetter(letter, button);
});

/**
 * The letter in each language, paragraph by paragraph.
 *
 * @param {HTMLElement} letter
 */
const textsOf = (letter) =>
  parts(letter, '.hc-letter__text').map((text) => ({
    lang: text.lang,
    paragraphs: parts(text, 'p').map((line) => line.textContent),
  }));

/**
 * @param {HTMLElement} letter
 * @param {string} title
 */
async function saveLetter(letter, title) {
  const said = letter.querySelector('[data-letter-said]');
  const tell = (/** @type {string} */ key, values = {}) => {
    if (said) said.textContent = say(key, values);
  };
  const name = `${title.replace(/[\\/:*?"<>|]+\s*/g, '-')}.docx`;
  tell('script.letter-making');
  try {
    save(await writeLetter(textsOf(letter)), name);
    tell('script.file-ready', { name });
  } catch {
    tell('script.no-letter');
  }
}

/**
 * Prints one letter and nothing else of the page; the style sheet looks for the mark.
 *
 * @param {HTMLElement} letter
 */
function printAlone(letter) {
  document.documentElement.dataset.printing = 'letter';
  letter.dataset.printed = '';
  addEventListener(
    'afterprint',
    () => {
      delete document.documentElement.dataset.printing;
      delete letter.dataset.printed;
    },
    { once: true },
  );
  print();
}

/**
 * @param {HTMLElement} letter
 * @param {HTMLElement} button
 */
async function copyLetter(letter, button) {
  const written = textsOf(letter).map(({ paragraphs }) => paragraphs.join('\n\n'));
  if (!(await copy(written.join('\n\n----\n\n')))) {
    getSelection()?.selectAllChildren(letter); // the text is marked, to be copied by hand
    return;
  }
  const label = button.textContent;
  button.textContent = say('reading.copied');
  setTimeout(() => {
    button.textContent = label;
  }, SHOWN);
}
