// While an input method composes (`wan` on its way to 万), what stands in the field is not yet what is meant. Whoever reads a
// field through `typedIn` finds what was there before; whoever listens through `onTyped` hears when it is done.

/** @typedef {HTMLInputElement | HTMLSelectElement | RadioNodeList} Control  what stands under one name of a form */

/** What stood in a field before composing began. @type {WeakMap<EventTarget, string>} */
const before = new WeakMap();

document.addEventListener(
  'compositionstart',
  ({ target }) => target instanceof HTMLInputElement && before.set(target, target.value),
  true,
);
document.addEventListener('compositionend', ({ target }) => target && before.delete(target), true);

/**
 * The text of a control, without what is only being composed.
 *
 * @param {Control} control
 */
export const typedIn = (control) => (control instanceof HTMLInputElement ? before.get(control) : undefined) ?? control.value;

/**
 * Whether something is being composed in a control.
 *
 * @param {Control} control
 */
export const isComposed = (control) => control instanceof HTMLInputElement && before.has(control);

/**
 * Calls back when something below `root` has been typed or chosen; once for what is composed, at its end.
 *
 * @param {HTMLElement} root
 * @param {(target: HTMLElement) => void} callback
 */
export function onTyped(root, callback) {
  for (const type of ['input', 'compositionend']) {
    root.addEventListener(type, (event) => {
      const isUnderWay = event instanceof InputEvent && event.isComposing;
      if (event.target instanceof HTMLElement && !isUnderWay) callback(event.target);
    });
  }
}
