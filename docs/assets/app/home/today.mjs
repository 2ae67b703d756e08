// Today on the line of all texts.

import { dataOf, parts } from '../shared/dom.mjs';
import { placeOf } from '../shared/timeline.mjs';

/**
 * @param {HTMLElement} figure
 * @param {string} day
 */
export function markToday(figure, day) {
  const at = `${placeOf(day, dataOf(figure, 'lineFirst'), dataOf(figure, 'lineLast'))}%`;
  for (const mark of parts(figure, '[data-today]', SVGElement)) {
    if (mark.tagName === 'line') for (const name of ['x1', 'x2']) mark.setAttribute(name, at);
    mark.querySelector('text')?.setAttribute('x', at);
    mark.removeAttribute('display');
  }
}
