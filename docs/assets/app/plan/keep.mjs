// What a firm has answered, kept in this browser until the visitor clears it; never sent anywhere.

import { kept } from '../shared/storage.mjs';

/** @import { Firm } from '../shared/page-data.d.ts' */

/**
 * The profile kept, or null.
 *
 * @returns {Firm | null}
 */
export function keptProfile() {
  try {
    const profile = JSON.parse(kept.get('profile') ?? 'null');
    return profile && typeof profile.inputs === 'object' ? profile : null;
  } catch {
    return null; // not ours
  }
}

/**
 * Keeps a profile; whether the browser let us.
 *
 * @param {Firm} profile
 */
export const keepProfile = (profile) => kept.set('profile', JSON.stringify(profile));

/** Forgets the profile. */
export const forgetProfile = () => kept.drop('profile');
