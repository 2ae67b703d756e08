// What this browser keeps for the visitor, and under which keys; never sent anywhere. Where nothing may be kept (a private
// window, a frame on another site), partials/guards.html keeps it for the page's life.

/** partials/javascripts/palette.html reads the scheme before any script is there. */
const KEYS = {
  desk: 'huice.desk', // the records that somebody works on
  linked: 'huice.linked', // the firm of a link to the plan, beside one's own
  offline: 'huice.offline', // 'off' where the visitor wants nothing kept
  profile: 'huice-profile', // the firm of the plan
  scheme: 'huice.scheme', // 'dark' or 'light'
  'search-key': 'huice.search-key', // 'off' where the visitor wants `/` for something else
  unit: 'huice.unit', // 'wan' or 'yuan'
  view: 'hc-view', // the language the law is read in: 'own', 'both' or 'law'
};

/** @typedef {keyof typeof KEYS} Name */

export const kept = {
  /**
   * What is kept, or null.
   *
   * @param {Name} name
   */
  get(name) {
    try {
      return localStorage.getItem(KEYS[name]);
    } catch {
      return null;
    }
  },

  /**
   * Keeps a text; whether the browser let us.
   *
   * @param {Name} name
   * @param {string} text
   */
  set(name, text) {
    try {
      localStorage.setItem(KEYS[name], text);
      return true;
    } catch {
      return false; // full, or not allowed: it holds for this page
    }
  },

  /** @param {Name} name */
  drop(name) {
    try {
      localStorage.removeItem(KEYS[name]);
    } catch {
      // there is nothing to forget where nothing can be kept
    }
  },
};
