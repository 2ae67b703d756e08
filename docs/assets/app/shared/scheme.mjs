// Light or dark: as the visitor's system is until they choose, then as they chose. partials/javascripts/palette.html comes first.

import { pieceOf } from './pieces.mjs';
import { choices } from './site.mjs';

const SCHEMES = { dark: 'slate', light: 'default' }; // as the theme calls them
const SYSTEM = matchMedia('(prefers-color-scheme: dark)');
const { body, head } = document;

/** Takes over the header's switch. */
export function startScheme(button) {
  const bar = Object.assign(document.createElement('meta'), { name: 'theme-color' }); // of the browser, on a telephone
  const tinting = pieceOf(() => (bar.content = getComputedStyle(document.querySelector('.md-header')).backgroundColor));
  const isDark = () => body.dataset.mdColorScheme === SCHEMES.dark;

  function show(scheme) {
    body.dataset.mdColorScheme = SCHEMES[scheme];
    head.querySelector('[name="color-scheme"]').content = scheme;
    button.setAttribute('aria-pressed', String(isDark()));
    tinting.soon();
  }

  button.addEventListener('click', () => {
    const scheme = isDark() ? 'light' : 'dark';
    choices.set('scheme', scheme);
    show(scheme);
  });
  SYSTEM.addEventListener('change', () => choices.get('scheme') || show(SYSTEM.matches ? 'dark' : 'light'));
  head.append(bar);
  button.setAttribute('aria-pressed', String(isDark()));
  addEventListener('load', tinting.soon); // before, the page would be styled for it
}
