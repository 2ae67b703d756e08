// The words on the chart, as text of the page: threshold, cap, falls, and the visitor's own amount.

import { element } from '../shared/dom.mjs';

/** @import uPlot from 'uplot' */

const GAP = 9;

/** @typedef {'threshold' | 'cap' | 'drop' | 'you'} What */
/** @typedef {{ x: number, y: number, what: What, text: string[] }} Label  at a point of the chart, in lines */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box  in pixels of the plot */

/**
 * Puts each label beside its point where there is room, none over another; the first have the first choice.
 *
 * @param {uPlot} u
 * @param {Label[]} labels
 */
export function placeLabels(u, labels) {
  for (const old of u.over.querySelectorAll('.hc-mark')) old.remove();
  const placed = labels.map((label) => ({ label, made: makeLabel(label) }));
  u.over.append(...placed.map(({ made }) => made));
  // All are measured, then all are moved: each measure after a move would have the page laid out again.
  const sized = placed.map((one) => ({ ...one, width: one.made.offsetWidth, height: one.made.offsetHeight }));
  const { clientWidth, clientHeight } = u.over;
  /** @type {Box[]} */
  const taken = [];
  for (const { label, made, width, height } of sized) {
    const [left, top] = [u.valToPos(label.x, 'x'), u.valToPos(label.y, 'y')];
    const boxes = boxesAround(left, top, width, height, label.what).map((box) => pushedIn(box, clientWidth));
    const box = boxes.find(
      (one) => one.top >= -4 && one.bottom <= clientHeight - 2 && taken.every((other) => areApart(one, other)),
    );
    if (!box) {
      made.remove(); // the table has it
      continue;
    }
    taken.push(box);
    made.style.left = `${box.left}px`;
    made.style.top = `${box.top}px`;
  }
}

/** @param {Label} label */
function makeLabel({ text, what }) {
  const label = element('div', `hc-mark hc-mark--${what}`);
  label.append(...text.map((line) => element('span', '', line)));
  return label;
}

/**
 * Where a label may stand beside its point, the best place first: where the line leaves room, right of a cap and below it,
 * left of a threshold and above it.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {What} what
 * @returns {Box[]}
 */
function boxesAround(x, y, width, height, what) {
  const above = y - height - GAP;
  const below = y + GAP;
  const before = x - width - GAP;
  const after = x + GAP;
  const middle = x - width / 2;
  /** @type {Record<What, [left: number, top: number][]>} */
  const places = {
    cap: [
      [after, below],
      [middle, below],
      [middle, above],
      [before, below],
    ],
    you: [
      [after, below],
      [before, above],
      [middle, above],
      [after, above],
      [middle, below],
    ],
    threshold: [
      [before, above],
      [middle, above],
      [after, below],
      [after, above],
    ],
    drop: [
      [before, above],
      [middle, above],
      [after, below],
      [after, above],
    ],
  };
  return places[what].map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
}

/**
 * A box that does not stick out at the sides.
 *
 * @param {Box} box
 * @param {number} width  of the plot
 * @returns {Box}
 */
function pushedIn(box, width) {
  const wide = box.right - box.left;
  const left = Math.min(Math.max(box.left, 2), width - wide - 2);
  return { ...box, left, right: left + wide };
}

/**
 * @param {Box} one
 * @param {Box} other
 */
const areApart = (one, other) => {
  return one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
};
