// What every page runs; the rest is loaded by the pages that have something for it to do.

import { prepareSearch } from './search-open.mjs';
import { isEmbedded, startEmbed } from './embed.mjs';
import { showStatuses } from './status.mjs';

document.documentElement.dataset.program = 'running'; // partials/guards.html looks for it
if (isEmbedded()) startEmbed();
else addEventListener('load', () => import('./offline.mjs').then(({ startOffline }) => startOffline()));
showStatuses();
prepareSearch();

const readers = { '[data-timeline]': './timeline.mjs', '[data-terms]': './terms.mjs', '[data-copy]': './copy.mjs', '.hc-views, [data-print]': './views.mjs', '[data-plan]': './plan.mjs', '[data-compare]': './compare.mjs', '[data-quick]': './quick.mjs' };
for (const [selector, module] of Object.entries(readers)) if (document.querySelector(selector)) import(module).catch(unloaded);

for (const root of document.querySelectorAll('[data-calculator]')) {
  import('./calculator.mjs').then(({ startCalculator }) => startCalculator(root), unloaded);
}

for (const place of document.querySelectorAll('[data-offline]')) import('./offline.mjs').then(({ showSwitch }) => showSwitch(place));

/** A part of the program did not arrive: the page says so (partials/guards.html). */
function unloaded(error) {
  console.warn(error);
  document.documentElement.dispatchEvent(new Event('hc-unloaded'));
}
