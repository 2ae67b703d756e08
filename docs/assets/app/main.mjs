// What every page runs; the rest is loaded by the pages that have something for it to do.

import { showStatuses } from './status.mjs';

if (new URLSearchParams(location.search).get('embed') === '1') document.documentElement.classList.add('hc-embed');
showStatuses();

for (const root of document.querySelectorAll('[data-calculator]')) {
  const { startCalculator } = await import('./calculator.mjs');
  startCalculator(root);
}
