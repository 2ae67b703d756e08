// The one place where markup made by the engine enters a page. Whatever a visitor typed was escaped by its template.

const policy = self.trustedTypes?.createPolicy('huice-engine', { createHTML: (html) => html });

/** Shows HTML that the engine has rendered. */
export function showEngineHtml(element, html) {
  element.innerHTML = policy ? policy.createHTML(html) : html;
}
