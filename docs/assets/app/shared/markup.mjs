// The one place where markup made by the engine enters a page. Whatever a visitor typed was escaped by its template.

/** @typedef {{ createPolicy: (name: string, rules: { createHTML: (html: string) => string }) => { createHTML: (html: string) => string } }} Factory */

const { trustedTypes } = /** @type {typeof self & { trustedTypes?: Factory }} */ (self);
const policy = trustedTypes?.createPolicy('huice-engine', { createHTML: (html) => html });

/**
 * Shows HTML that the engine has rendered.
 *
 * @param {Element} element
 * @param {string} html
 */
export function showEngineHtml(element, html) {
  element.innerHTML = policy ? policy.createHTML(html) : html;
}
