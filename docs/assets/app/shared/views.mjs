// Reading: the view chosen once holds on every page, a figure pointed at is marked in the translation too, and sheets print.

const KEY = 'hc-view';

const chosen = localStorage.getItem(KEY);
for (const choice of document.querySelectorAll('.hc-views input')) {
  if (choice.value === chosen) choice.checked = true;
  choice.addEventListener('change', () => localStorage.setItem(KEY, choice.value));
}

/** Marks the translation of the figure that the address points at. */
function point() {
  const id = location.hash.slice(1);
  for (const figure of document.querySelectorAll('[data-of]'))
    figure.classList.toggle('hc-figure--here', figure.dataset.of === id);
}

addEventListener('hashchange', point);
point();

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
