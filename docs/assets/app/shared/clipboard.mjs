// Texts that the visitor takes along.

/**
 * Puts a text into the clipboard; whether the browser let us: not in every frame, and not at an address without https.
 *
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
