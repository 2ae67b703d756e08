// The engine of a page that works out more than one benefit: started by intent, its state told in words.

import { startEngine } from '../../engine/client.mjs';
import { onIntent } from '../../engine/intent.mjs';
import { say } from './words.mjs';

/**
 * Starts the page's engine at the first sign that `root` will be used.
 *
 * root     the part of the page it belongs to; its `data-engine` says the state
 * waiting  whether somebody is waiting for an answer, so that the start is worth a word
 * onReady  called when the engine is there
 * onFailed called when it cannot be had
 */
export function startPageEngine(root, { waiting = () => false, onReady, onFailed } = {}) {
  const runtime = JSON.parse(document.getElementById('hc-runtime').textContent);
  const notice = root.querySelector('[data-engine]');
  const engine = startEngine({
    base: new URL(runtime.base.replace(/\/?$/, '/'), document.baseURI),
    manifest: runtime.manifest,
    onState: (state) => {
      root.dataset.engine = state;
      if (state === 'failed') tell(notice, say('live.failed'));
      else tell(notice, state === 'starting' && waiting() ? say('live.starting') : '');
      if (state === 'ready') onReady?.();
      if (state === 'failed') onFailed?.();
    },
    when: onIntent(root),
  });
  return { engine, version: runtime.version, notice };
}

/** Says something in a place that is hidden while there is nothing to say. */
export function tell(place, text) {
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
}
