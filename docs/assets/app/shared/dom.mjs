// Finding things on the page. What a program of ours looks for was put there by a template of ours: if it is missing, that is a mistake.

/**
 * The first element below `root` that fits, of the type it must have.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {abstract new () => T} [type]
 * @returns {T}
 */
export function part(root, selector, type = /** @type {abstract new () => any} */ (HTMLElement)) {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${selector}`);
}

/**
 * All elements below `root` that fit and are of the type.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {abstract new () => T} [type]
 * @returns {T[]}
 */
export function parts(root, selector, type = /** @type {abstract new () => any} */ (HTMLElement)) {
  return /** @type {T[]} */ ([...root.querySelectorAll(selector)].filter((one) => one instanceof type));
}

/**
 * The value of a `data-` attribute that the element must have.
 *
 * @param {HTMLElement | SVGElement} element
 * @param {string} name  as in `dataset`
 */
export function dataOf(element, name) {
  const value = element.dataset[name];
  if (value === undefined) throw new Error(`an element has no data-${name}`);
  return value;
}

/**
 * The data that a template put into the page as JSON; the type is what whoever asks knows of them.
 *
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {any}
 */
export const jsonIn = (root, selector) => JSON.parse(part(root, selector).textContent);

/**
 * A new element.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * A button that does something.
 *
 * @param {string} text
 * @param {() => void} action
 * @param {string} [className]
 */
export function button(text, action, className) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', action);
  return made;
}

/**
 * Says sentences in a place that is hidden while there is nothing to say.
 *
 * @param {HTMLElement} place
 * @param {string[]} sentences
 */
export function tellAll(place, sentences) {
  place.replaceChildren(...sentences.map((text) => element('p', '', text)));
  place.hidden = !sentences.length;
}

/**
 * Says something in a place that is hidden while there is nothing to say.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
export function tell(place, text) {
  place.textContent = text;
  place.hidden = !text;
}
