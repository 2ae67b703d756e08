// When to start the engine: when the visitor reaches for a field, or the page has nothing better to do.

const REACHING = ['pointerenter', 'pointerdown', 'focusin', 'keydown'];

/**
 * For startEngine's `when`: starts at the first sign that an element will be used, or when the page is idle.
 *
 * @param {Element} element
 * @param {boolean} orIdle  whether an idle page is reason enough
 */
export function onIntent(element, orIdle = true) {
  return (/** @type {() => void} */ start) => {
    const waiting = new AbortController();
    const { signal } = waiting;
    const once = () => {
      if (signal.aborted) return;
      waiting.abort();
      start();
    };
    for (const type of REACHING) element.addEventListener(type, once, { signal, passive: true });
    if (orIdle) whenIdle(() => savesData() || once()); // only then: a media query has the page styled
  };
}

/** The visitor pays for bytes, or the line is so slow that megabytes nobody asked for would be in the way. */
export function savesData() {
  /** @type {{ saveData?: boolean, effectiveType?: string }} */
  const { saveData, effectiveType = '' } = 'connection' in navigator ? Object(navigator.connection) : {};
  return saveData === true || effectiveType.endsWith('2g') || matchMedia('(prefers-reduced-data: reduce)').matches;
}

/**
 * Calls back when the page is there and has nothing better to do.
 *
 * @param {() => void} callback
 */
export function whenIdle(callback) {
  if ('prerendering' in document && document.prerendering) {
    document.addEventListener('prerenderingchange', () => whenIdle(callback), { once: true });
  } else if (document.readyState !== 'complete') {
    addEventListener('load', () => whenIdle(callback), { once: true });
  } else if ('requestIdleCallback' in self) {
    requestIdleCallback(callback, { timeout: 3000 });
  } else {
    setTimeout(callback, 500); // Safari
  }
}
