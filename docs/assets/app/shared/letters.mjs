// Letters to authorities, which Python writes into an answer: copied as text, and printed alone.

import { copy } from './clipboard.mjs';
import { parts } from './dom.mjs';
import { say } from './words.mjs';

const SHOWN = 2000; // milliseconds for which a button says that it has copied

document.addEventListener('click', ({ target }) => {
  const button = target instanceof HTMLElement ? target.closest('[data-letter-copy], [data-letter-print]') : null;
  const letter = button?.closest('[data-letter]');
  if (!(button instanceof HTMLElement) || !(letter instanceof HTMLElement)) return;
  if ('letterPrint' in button.dataset) printAlone(letter);
  else copyLetter(letter, button);
});

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
  const texts = parts(letter, '[lang]').filter((one) => one.classList.contains('hc-letter__text'));
  const written = texts.map((one) =>
    parts(one, 'p')
      .map((line) => line.textContent)
      .join('\n\n'),
  );
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
