// Reading: the language chosen once holds on every page, a figure pointed at is marked in both texts, and sheets print.

import { parts } from './dom.mjs';
import { kept } from './storage.mjs';

const root = document.documentElement;
const choices = parts(document, '.hc-views input', HTMLInputElement);
const chosen = kept.get('view');
const narrow = root.lang.startsWith('zh') && matchMedia('(max-width: 44em)').matches;
if (chosen) root.dataset.view = chosen;
for (const choice of choices) {
  if (choice.value === (chosen ?? (narrow ? 'own' : null))) choice.checked = true;
  choice.addEventListener('change', () => {
    root.dataset.view = choice.value;
    kept.set('view', choice.value);
  });
}

const figures = parts(document, '.hc-pair .hc-figure[id]');

/**
 * Marks a figure in the law and in its translation.
 *
 * @param {string} id
 */
function mark(id) {
  const own = id.replace(/-en$/, '');
  for (const figure of figures) figure.classList.toggle('hc-figure--here', figure.id === own || figure.id === `${own}-en`);
}

const point = () => mark(location.hash.slice(1));
addEventListener('hashchange', point);
point();
for (const figure of figures) {
  figure.addEventListener('pointerenter', () => mark(figure.id));
  figure.addEventListener('pointerleave', point);
}

for (const button of parts(document, '[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
