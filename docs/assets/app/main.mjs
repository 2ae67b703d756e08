// What every page runs; pages that compute run tools.mjs besides.

import './copy.mjs';
import { isEmbedded, startEmbed } from './embed.mjs';
import { showSwitch, startOffline } from './offline.mjs';
import { startScheme } from './scheme.mjs';
import { prepareSearch } from './search-open.mjs';
import { showStatuses } from './status.mjs';
import './terms.mjs';
import './timeline.mjs';
import './views.mjs';

document.documentElement.dataset.program = 'running'; // partials/guards.html looks for it
showStatuses();
prepareSearch();
if (isEmbedded()) startEmbed();
else addEventListener('load', startOffline);
for (const button of document.querySelectorAll('[data-scheme]')) startScheme(button);
for (const place of document.querySelectorAll('[data-offline]')) showSwitch(place);
