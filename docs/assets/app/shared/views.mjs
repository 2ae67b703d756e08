// Reading: the view chosen once holds on every page, a figure pointed at is marked in the translation too, and sheets print.

import { parts } from './dom.mjs';
import { kept } from './storage.mjs';

const chosen = kept.get('view');
for (const choice of parts(document, '.hc-views input', HTMLInputElement)) {
  if (choice.value === chosen) choice.checked = true;
  choice.addEventListener('change', () => kept.set('view', choice.value));
}

/** Marks the translation of the figure that the address points at. */
function point() {
  const id = location.hash.slice(1);
  for (const figure of parts(document, '[data-of]')) figure.classList.toggle('hc-figure--here', figure.dataset.of === id);
}

addEventListener('hashchange', point);
point();

for (const button of parts(document, '[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
