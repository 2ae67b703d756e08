// What every page that answers has: the engine, started by intent, its state told in words, and a voice.

import { startEngine } from '../../engine/client.mjs';
import { onIntent } from '../../engine/intent.mjs';
import { jsonIn, tell } from './dom.mjs';
import { voiceOf } from './speech.mjs';
import { say } from './words.mjs';

/** @import { Runtime } from './page-data.d.ts' */

/**
 * Starts the page's engine at the first sign that `root` will be used.
 *
 * @param {HTMLElement} root  the part of the page it belongs to; its `data-engine` says the state
 * @param {object} [options]
 * @param {boolean} [options.whenIdle]  whether it starts as soon as the page has nothing better to do
 * @param {() => boolean} [options.waiting]  whether somebody is waiting for an answer, so that the start is worth a word
 * @param {() => void} [options.onReady]  called when the engine is there
 * @param {() => void} [options.onFailed]  called when it cannot be had
 */
export function startPageEngine(root, { whenIdle = true, waiting = () => false, onReady, onFailed } = {}) {
  /** @type {Runtime} */
  const { base, manifest, version } = jsonIn(document, '#hc-runtime');
  /** @type {HTMLElement | null} */
  const place = root.querySelector('[data-engine]');
  const notice = (/** @type {string} */ text) => place && tell(place, text);
  const voice = voiceOf(root);
  const engine = startEngine({
    base: new URL(base.replace(/\/?$/, '/'), document.baseURI),
    manifest,
    onState: (state) => {
      root.dataset.engine = state;
      if (state === 'failed') notice(say('live.failed'));
      else notice(state === 'starting' && waiting() ? say('live.starting') : '');
      if (state === 'failed' && waiting()) voice.say(() => say('live.failed'));
      if (state === 'ready') onReady?.();
      if (state === 'failed') onFailed?.();
    },
    when: onIntent(root, whenIdle),
  });
  return { engine, version, notice, voice };
}
