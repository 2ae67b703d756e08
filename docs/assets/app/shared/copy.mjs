// Texts to take along: citations with today's date and this page's address, and the buttons that copy them.

import { copy } from './clipboard.mjs';
import { dataOf, parts } from './dom.mjs';
import { today } from './status.mjs';
import { say } from './words.mjs';

const SHOWN = 2000; // milliseconds for which a button says that it has copied

/**
 * The day of access as a citation writes it: `2026-11-21`, or `November 21, 2026`.
 *
 * @param {string | undefined} form  `iso` for the former
 */
export function accessed(form, day = today()) {
  if (form === 'iso') return day;
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}

for (const place of parts(document, '[data-accessed]')) place.textContent = accessed(place.dataset.accessed);
for (const place of parts(document, '[data-address]')) place.textContent = location.origin + location.pathname;

for (const button of parts(document, '[data-copy]')) {
  const source = document.getElementById(dataOf(button, 'copy'));
  if (!source) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (await copy(source.textContent)) {
      button.textContent = say('reading.copied');
      setTimeout(() => {
        button.textContent = label;
      }, SHOWN);
    } else {
      getSelection()?.selectAllChildren(source); // the text is marked, to be copied by hand
    }
  });
}
