// What every page runs; the rest is loaded by the pages that have something for it to do.

import { prepareSearch } from './search-open.mjs';
import { isEmbedded, startEmbed } from './embed.mjs';
import { showStatuses } from './status.mjs';

if (isEmbedded()) startEmbed();
showStatuses();
prepareSearch();

const readers = { '[data-timeline]': './timeline.mjs', '[data-terms]': './terms.mjs', '[data-copy]': './copy.mjs', '.hc-views, [data-print]': './views.mjs', '[data-plan]': './plan.mjs' };
for (const [selector, module] of Object.entries(readers)) if (document.querySelector(selector)) import(module);

for (const root of document.querySelectorAll('[data-calculator]')) {
  const { startCalculator } = await import('./calculator.mjs');
  startCalculator(root);
}
