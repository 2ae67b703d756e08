// The firm that a visitor has answered for, and that of a link that they opened: both are kept in this browser until the
// visitor clears them, and neither takes the other's place. One of them is shown.

import { kept } from '../shared/storage.mjs';

/** @import { Firm } from '../shared/page-data.d.ts' */
/** @typedef {'own' | 'linked'} Whose */

export class Cases {
  #firms = { own: keptFirm('own'), linked: keptFirm('linked') };
  /** Whose case is shown. @type {Whose} */
  shown = 'own';

  /**
   * Takes in the case of the address: without one the visitor's own is shown, and so it is where the two are the same.
   *
   * @param {Firm | null} asked
   */
  open(asked) {
    const { own } = this.#firms;
    if (!asked || !own || areSame(asked, own)) return;
    this.shown = 'linked';
    this.keep(asked);
  }

  /** The visitor's own firm, or null. */
  get own() {
    return this.#firms.own;
  }

  /** Whose case could be shown instead; null where there is no other. @returns {Whose | null} */
  get other() {
    const { own, linked } = this.#firms;
    if (!own || !linked || areSame(own, linked)) return null;
    return this.shown === 'own' ? 'linked' : 'own';
  }

  /** Shows the other case; the firm, or null where there is none. */
  change() {
    const { other } = this;
    if (!other) return null;
    this.shown = other;
    return this.#firms[other];
  }

  /**
   * Keeps what is answered in the case that is shown; whether the browser let us.
   *
   * @param {Firm} firm
   */
  keep(firm) {
    this.#firms[this.shown] = firm;
    return kept.set(KEYS[this.shown], JSON.stringify(firm));
  }

  /** Forgets both. */
  forget() {
    this.#firms = { own: null, linked: null };
    this.shown = 'own';
    for (const key of Object.values(KEYS)) kept.drop(key);
  }
}

/** @type {Record<Whose, 'profile' | 'linked'>} */
const KEYS = { own: 'profile', linked: 'linked' };

/**
 * @param {Whose} whose
 * @returns {Firm | null}
 */
function keptFirm(whose) {
  try {
    const firm = JSON.parse(kept.get(KEYS[whose]) ?? 'null');
    return firm && typeof firm.inputs === 'object' ? firm : null;
  } catch {
    return null; // not ours
  }
}

/**
 * @param {Firm} one
 * @param {Firm} other
 */
function areSame(one, other) {
  const text = (/** @type {Firm} */ { place, on, inputs }) => JSON.stringify([place, on ?? null, Object.entries(inputs).sort()]);
  return text(one) === text(other);
}
