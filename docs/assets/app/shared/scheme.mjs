// Light or dark: as the visitor's system is until they choose, then as they chose. partials/javascripts/palette.html comes first.

import { part } from './dom.mjs';
import { pieceOf } from './pieces.mjs';
import { kept } from './storage.mjs';

const SCHEMES = { dark: 'slate', light: 'default' }; // as the theme calls them
const SYSTEM = matchMedia('(prefers-color-scheme: dark)');
const { body, head } = document;

/**
 * Takes over the header's switch.
 *
 * @param {HTMLElement} button
 */
export function startScheme(button) {
  const bar = Object.assign(document.createElement('meta'), { name: 'theme-color' }); // of the browser, on a telephone
  const tinting = pieceOf(() => {
    bar.content = getComputedStyle(part(document, '.md-header')).backgroundColor;
  });
  const isDark = () => body.dataset.mdColorScheme === SCHEMES.dark;

  function show(/** @type {keyof typeof SCHEMES} */ scheme) {
    body.dataset.mdColorScheme = SCHEMES[scheme];
    part(head, '[name="color-scheme"]', HTMLMetaElement).content = scheme;
    button.setAttribute('aria-pressed', String(isDark()));
    tinting.soon();
  }

  button.addEventListener('click', () => {
    const scheme = isDark() ? 'light' : 'dark';
    kept.set('scheme', scheme);
    show(scheme);
  });
  SYSTEM.addEventListener('change', () => kept.get('scheme') || show(SYSTEM.matches ? 'dark' : 'light'));
  head.append(bar);
  button.setAttribute('aria-pressed', String(isDark()));
  addEventListener('load', tinting.soon); // before, the page would be styled for it
}
