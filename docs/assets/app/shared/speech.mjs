// What a page says to a screen reader: one short sentence, once the visitor pauses.

import { part } from './dom.mjs';

const PAUSE = 700; // milliseconds: whoever types is not interrupted

/**
 * The voice of a page; its place is `[data-spoken]` below `root`.
 *
 * @param {HTMLElement} root
 */
export function voiceOf(root) {
  const place = part(root, '[data-spoken]');
  let timer = 0;
  return {
    /**
     * Says a sentence after a pause; what was to be said before it is not said any more. Only then is it asked for.
     *
     * @param {() => string} sentence
     */
    say(sentence) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        place.textContent = sentence();
      }, PAUSE);
    },
  };
}
