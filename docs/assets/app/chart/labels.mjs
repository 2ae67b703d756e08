// @ts-nocheck
// The words on the chart, as text of the page: threshold, cap, falls, and the visitor's own amount.

const GAP = 9;

/** Puts each label beside its point where there is room, none over another. */
export function placeLabels(u, { labels, you }) {
  const wanted = [...(you ? [{ ...you, text: [you.text], what: 'you' }] : []), ...labels];
  for (const old of u.over.querySelectorAll('.hc-mark')) old.remove();
  const elements = wanted.map(makeLabel);
  u.over.append(...elements);
  // All are measured, then all are moved: each measure after a move would have the page laid out again.
  const sizes = elements.map(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight]);
  const room = [u.over.clientWidth, u.over.clientHeight];
  const taken = [];
  for (const [index, { x, y, what }] of wanted.entries()) {
    const box = roomFor(u.valToPos(x, 'x'), u.valToPos(y, 'y'), sizes[index], room, taken, what);
    if (!box) {
      elements[index].remove(); // the table has it
      continue;
    }
    taken.push(box);
    elements[index].style.left = `${box.left}px`;
    elements[index].style.top = `${box.top}px`;
  }
}

function makeLabel({ text, what }) {
  const label = document.createElement('div');
  label.className = `hc-mark hc-mark--${what}`;
  for (const line of text) label.append(Object.assign(document.createElement('span'), { textContent: line }));
  return label;
}

function roomFor(left, top, [width, height], [right, bottom], taken, what) {
  const above = top - height - GAP;
  const below = top + GAP;
  const before = left - width - GAP;
  const after = left + GAP;
  const middle = left - width / 2;
  // Where the line leaves room: right of a cap and below it, left of a threshold and above it.
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
  };
  const tries = places[what] ?? [
    [before, above],
    [middle, above],
    [after, below],
    [after, above],
  ];
  for (const [x, y] of tries) {
    const box = { left: Math.min(Math.max(x, 2), right - width - 2), top: y, right: 0, bottom: y + height };
    box.right = box.left + width;
    if (box.top < -4 || box.bottom > bottom - 2) continue;
    if (taken.every((one) => box.right < one.left || one.right < box.left || box.bottom < one.top || one.bottom < box.top))
      return box;
  }
  return null;
}
