// What every page runs; pages that compute run tools.mjs besides.

import './shared/copy.mjs';
import { prepareSearch } from './search/open.mjs';
import { keepTwin } from './shared/address.mjs';
import { parts } from './shared/dom.mjs';
import './shared/letters.mjs';
import { isEmbedded, startEmbed } from './shared/embed.mjs';
import { showSwitch, startOffline } from './shared/offline.mjs';
import { startScheme } from './shared/scheme.mjs';
import { ownAssets } from './shared/site.mjs';
import { showStatuses } from './shared/status.mjs';
import './shared/terms.mjs';
import './shared/timeline.mjs';
import './shared/views.mjs';

document.documentElement.dataset.program = 'running'; // partials/guards.html looks for it
showStatuses();
keepTwin();
addEventListener('hashchange', keepTwin);
prepareSearch();
if (isEmbedded()) startEmbed();
else addEventListener('load', startOffline);
if (document.querySelector('[data-desk]')) import(new URL('app/desk/page.mjs', ownAssets).href);
for (const button of parts(document, '[data-scheme]')) startScheme(button);
for (const place of parts(document, '[data-offline]')) showSwitch(place);
for (const form of parts(document, '[data-narrow]', HTMLFormElement)) {
  /** @type {Promise<typeof import('./search/narrow.mjs')>} */
  const module = import(new URL('app/search/narrow.mjs', ownAssets).href);
  void module.then(({ startNarrowing }) => startNarrowing(form));
}
