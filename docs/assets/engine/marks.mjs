// What the engine has told by now: client.mjs marks its states in the browser's record of the page.

const SETTLED = ['engine-ready', 'engine-failed'];

/**
 * Calls back when the engine has come to one of these states, or at once where it has already.
 *
 * @param {string[]} names
 * @param {() => void} callback
 */
export function onMark(names, callback) {
  new PerformanceObserver((entries, observer) => {
    if (!names.some((name) => entries.getEntriesByName(name).length)) return;
    observer.disconnect();
    callback();
  }).observe({ type: 'mark', buffered: true });
}

/**
 * Calls back when the engine has started or failed to: both want the line and the processor, and the visitor waits for it.
 *
 * @param {() => void} callback
 */
export const afterStart = (callback) => onMark(SETTLED, callback);

/**
 * The same, or at once where no start is under way.
 *
 * @param {() => void} callback
 */
export function unlessStarting(callback) {
  const marked = (/** @type {string} */ name) => performance.getEntriesByName(name, 'mark').length > 0;
  if (marked('engine-starting') && !SETTLED.some(marked)) afterStart(callback);
  else callback();
}
