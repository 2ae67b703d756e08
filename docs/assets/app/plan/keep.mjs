// What a firm has answered, kept in this browser under one key until the visitor clears it; never sent anywhere.

const KEY = 'huice-profile';

/** The profile kept, `{place, on, inputs}`, or null. */
export function keptProfile() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept.inputs === 'object' ? kept : null;
  } catch {
    return null; // no storage here, or not ours
  }
}

/** Keeps a profile; whether the browser let us. */
export function keepProfile(profile) {
  try {
    localStorage.setItem(KEY, JSON.stringify(profile));
    return true;
  } catch {
    return false;
  }
}

/** Forgets the profile. */
export function forgetProfile() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there is nothing to forget where nothing can be kept
  }
}
