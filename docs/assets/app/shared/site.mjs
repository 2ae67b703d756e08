// Where this site is and which build this page is of.

/** Where this build's own assets stand, `…/assets/<hash>/`: whichever published file this module is inside. */
export const ownAssets = new URL(import.meta.url.replace(/(\/assets\/[^/]+\/).*$/, '$1'));

/** The site's own address; the site may stand under any path. */
export const root = new URL('../../', ownAssets);

/** The name of the build the page was made by; `preview` in `make serve`. */
export const build = document.querySelector('meta[name="hc-build"]')?.getAttribute('content') ?? '';

export const isPreview = build === 'preview';
