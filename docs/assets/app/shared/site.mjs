// Where this site is and which build this page is of.

/** Where this build's own assets stand, `…/assets/<hash>/`: whichever published file this module is inside. */
export const ownAssets = new URL(import.meta.url.match(/^.*\/assets\/[^/]+\//)[0]);

/** The site's own address; the site may stand under any path. */
export const root = new URL('../../', ownAssets);

/** The name of the build the page was made by; `preview` in `make serve`. */
export const build = document.querySelector('meta[name="hc-build"]')?.content ?? '';

export const isPreview = build === 'preview';

/** What the visitor has chosen, kept by their browser; see partials/guards.html for browsers that keep nothing. */
export const choices = {
  get: (name) => localStorage.getItem(`huice.${name}`),
  set: (name, value) => {
    try {
      localStorage.setItem(`huice.${name}`, value);
    } catch {
      // full: the choice holds for this page
    }
  },
};
