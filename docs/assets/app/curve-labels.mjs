// The words on the chart, as text of the page: threshold, cap, falls, and the visitor's own amount.

const GAP = 9;

/** Puts each label beside its point where there is room, none over another. */
export function placeLabels(u, { labels, you }) {
  const wanted = [...(you ? [{ ...you, text: [you.text], what: 'you' }] : []), ...labels];
  for (const old of u.over.querySelectorAll('.hc-mark')) old.remove();
  const taken = [];
  for (const { x, y, text, what } of wanted) {
    const label = document.createElement('div');
    label.className = `hc-mark hc-mark--${what}`;
    for (const line of text) label.append(Object.assign(document.createElement('span'), { textContent: line }));
    u.over.append(label);
    const left = u.valToPos(x, 'x');
    const top = u.valToPos(y, 'y');
    const box = roomFor(left, top, label.offsetWidth, label.offsetHeight, u.over, taken, what);
    if (!box) {
      label.remove(); // the table has it
      continue;
    }
    taken.push(box);
    label.style.left = `${box.left}px`;
    label.style.top = `${box.top}px`;
  }
}

function roomFor(left, top, width, height, over, taken, what) {
  const above = top - height - GAP;
  const below = top + GAP;
  const before = left - width - GAP;
  const after = left + GAP;
  const middle = left - width / 2;
  // Where the line leaves room: right of a cap and below it, left of a threshold and above it.
  const places = {
    cap: [[after, below], [middle, below], [middle, above], [before, below]],
    you: [[after, below], [before, above], [middle, above], [after, above], [middle, below]],
  };
  const tries = places[what] ?? [[before, above], [middle, above], [after, below], [after, above]];
  const right = over.clientWidth;
  const bottom = over.clientHeight;
  for (const [x, y] of tries) {
    const box = { left: Math.min(Math.max(x, 2), right - width - 2), top: y, right: 0, bottom: y + height };
    box.right = box.left + width;
    if (box.top < -4 || box.bottom > bottom - 2) continue;
    if (taken.every((one) => box.right < one.left || one.right < box.left || box.bottom < one.top || one.bottom < box.top)) return box;
  }
  return null;
}
