// A calculator inside another page: it tells that page how high it is and opens its links outside.

import { part } from './dom.mjs';

const MESSAGE = 'huice-height';

/** Whether the address asks for it. */
export const isEmbedded = () => new URLSearchParams(location.search).get('embed') === '1';

/** Sends the height to the page around whenever it changes, and keeps that page in its place. */
export function startEmbed() {
  document.documentElement.classList.add('hc-embed');
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link?.href || (link.hash && link.pathname === location.pathname)) return;
    link.target = '_blank';
    link.relList.add('noopener');
  });
  if (parent === self) return;
  const content = part(document, '.md-content'); // what is around it is as high as the frame, and would never let it shrink
  const tell = () =>
    parent.postMessage({ type: MESSAGE, height: Math.ceil(content.getBoundingClientRect().bottom + scrollY) }, '*');
  new ResizeObserver(tell).observe(content);
}

/**
 * The code for another page: the frame, and the few lines that follow its height.
 *
 * @param {string} address
 * @param {string} title
 */
export function embedCode(address, title) {
  const escaped = (/** @type {string} */ text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="900" loading="lazy" style="border:0"></iframe>
<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "${MESSAGE}") return;
  for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) frame.height = data.height;
});
</script>`;
}
