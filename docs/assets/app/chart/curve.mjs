// @ts-nocheck
// The chart of a calculator: the amount over the main input, drawn by uPlot from the corners that Python computed.

import { evaluate } from '../shared/corners.mjs';
import { grouped, show } from '../shared/numbers.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { quantity } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { placeLabels } from './labels.mjs';
import { coloursOf, loadCharts, shortAmount } from './library.mjs';
import { paint } from './paint.mjs';
import { highest, piecesOf, reachOf, stepsPerUnit } from './shape.mjs';

const HEIGHT = 260;
const PAPER = { width: 680, height: 108 };

/**
 * Makes the chart in `place`.
 *
 * kind, label  of the main input; `example` is where it stands when nobody has typed
 *
 * show({corners, here, others, unit}) draws, once the page has been: `here` in steps or null, `others` as
 * `[{name, corners}]`; redraw() after a change of colours, print() around a print. Before uPlot has come the latest call
 * is kept.
 */
export function makeCurve({ kind, label, example, rounding }) {
  const element = document.createElement('div');
  element.className = 'hc-plot';
  const per = stepsPerUnit(kind);
  const { colour, forget } = coloursOf(element);
  const drawing = pieceOf(draw);
  let wanted = null;
  let UPlot = null;
  let loading = false;
  let starting = null; // the chart's first drawing, a piece of its own beside its making
  let chart = null;
  let state = null;
  let shown = ''; // what the picture shows: nothing is drawn twice
  let shownUnit = null;
  let known = null; // the last top of the picture, for a curve that is nothing but zero

  let printing = false;

  /** The chart's size: that of a printed page while it is printed, also for a chart that comes only then. */
  const extent = () => (printing ? PAPER : { width: element.clientWidth, height: HEIGHT });

  const legend = document.createElement('ul');
  legend.className = 'hc-plot__legend';
  legend.setAttribute('aria-hidden', 'true');

  function draw() {
    const next = wanted;
    const asked = JSON.stringify([next.corners, String(next.here), next.others, next.unit]);
    if (chart && asked === shown) return;
    shown = asked;
    const here = next.here === null ? null : Number(next.here) / per;
    const right = reachOf(next.corners, kind, here, example);
    const pieces = piecesOf(next.corners, kind, right);
    const others = next.others.map(({ name, corners }) => ({ name, pieces: piecesOf(corners, kind, right) }));
    const most = highest(pieces);
    const top = most * 1.22 || known || Math.max(...others.map((one) => highest(one.pieces)), 1);
    known = top;
    const amount = next.here === null ? null : evaluate(next.corners, next.here, rounding);
    state = {
      ...next,
      pieces,
      others,
      right,
      top,
      you:
        amount === null
          ? null
          : { x: here, y: Number(amount) / 100, text: say('script.mark-you', { amount: show(amount, lang, next.unit) }) },
    };
    state.labels = labelsOf(state, next);
    writeLegend();
    if (!chart) {
      if (UPlot && !starting) build();
      return;
    }
    chart.setData([
      [0, right],
      [0, top],
    ]);
    if (next.unit !== shownUnit) chart.redraw(false, true); // the axes may be as they were, but not their words
    shownUnit = next.unit;
  }

  /** What is worth a word: where it begins, where it ends, where it falls. Of many steps only the first and the last. */
  function labelsOf({ pieces }, { corners, unit }) {
    const labels = [];
    for (const piece of pieces) {
      const corner = corners.find(([start]) => start / per === piece.x);
      const values = {
        at: quantity(BigInt(corner[0]), kind, unit),
        amount: show(evaluate(corners, BigInt(corner[0]), rounding), lang, unit),
      };
      if (piece.what === 'cap')
        labels.push({ ...piece, text: [say('script.mark-cap', values), say('script.mark-cap-from', values)] });
      else if (piece.what === 'threshold' || piece.what === 'drop')
        labels.push({ ...piece, text: [say(`script.mark-${piece.what}`, values)] });
    }
    return labels;
  }

  function writeLegend() {
    const lines = state.others.length
      ? [say('script.legend-yours'), ...state.others.map(({ name }) => say('script.legend-other', { name }))]
      : [];
    legend.replaceChildren(
      ...lines.map((text, index) => entry(text, `hc-plot__sample hc-plot__sample--${index}`)),
      ...(state.pieces.some(({ jump }) => jump !== null)
        ? [entry(say('script.legend-jump'), 'hc-plot__sample hc-plot__sample--jump')]
        : []),
    );
  }

  function entry(text, className) {
    const item = document.createElement('li');
    const sample = document.createElement('span');
    sample.className = className;
    item.append(sample, text);
    return item;
  }

  const amountOnAxis = (value) => shortAmount(value, state.unit);
  const valueOnAxis = (value) => (kind === 'money' ? shortAmount(value, state.unit) : grouped(String(value)));

  function build() {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const font = `${size}px ${getComputedStyle(element).fontFamily}`;
    const curveColour = (name) => colour(`--curve-${name}`);
    const axis = {
      font,
      labelFont: font,
      stroke: () => curveColour('words'),
      grid: { stroke: () => curveColour('grid'), width: 1 },
      ticks: { show: false },
    };
    const read = document.createElement('p');
    read.className = 'hc-plot__read';
    new UPlot(
      {
        ...extent(),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: { x: { time: false, range: () => [0, state.right] }, y: { range: () => [0, state.top] } },
        axes: [
          {
            ...axis,
            label: label,
            labelSize: size * 1.6,
            size: size * 2,
            space: size * 6,
            values: (_, splits) => splits.map(valueOnAxis),
            incrs:
              kind === 'money' || kind === 'area'
                ? undefined
                : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000, 1000000],
          },
          {
            ...axis,
            size: (_, values) => Math.max(...(values ?? ['']).map((text) => wide(text))) * size * 0.62 + 14,
            values: (_, splits) => splits.map(amountOnAxis),
            space: size * 2.6,
          },
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: {
          draw: [(u) => paint(u, state, curveColour), (u) => placeLabels(u, state)],
          setCursor: [(u) => follow(u, read)],
        },
      },
      [
        [0, state.right],
        [0, state.top],
      ],
      (made, start) => {
        made.over.append(read);
        element.append(made.root, legend);
        starting = pieceOf(() => {
          start();
          chart = made;
          new ResizeObserver(() => {
            if (element.clientWidth && extent().width !== chart.width) chart.setSize(extent());
          }).observe(element);
        });
        starting.soon();
      },
    );
  }

  async function load() {
    if (UPlot || loading) return;
    loading = true;
    try {
      UPlot = await loadCharts();
      drawing.soon();
    } catch {
      element.remove(); // the table beside it says the same
    }
    loading = false;
  }

  /** The amount under the pointer, exact. */
  function follow(u, read) {
    const { left } = u.cursor;
    read.hidden = left === null || left < 0;
    if (read.hidden) return;
    const step = BigInt(
      Math.max(0, Math.round((u.posToVal(left, 'x') * per) / roughly(state.right, kind)) * roughly(state.right, kind)),
    );
    read.textContent = say('script.mark-read', {
      at: quantity(step, kind, state.unit),
      amount: show(evaluate(state.corners, step, rounding), lang, state.unit),
    });
  }

  return {
    element,
    show(next) {
      wanted = next;
      drawing.soon();
      if (element.isConnected) load();
    },
    redraw() {
      forget();
      chart?.redraw(false);
    },
    /** Takes the size of a printed page, and its own again after it. */
    print(begun) {
      printing = begun;
      forget(); // paper has colours of its own
      drawing.now();
      starting?.now();
      chart?.setSize(extent());
    },
  };
}

/** A round number of steps under the pointer: nobody points at a fen. */
const roughly = (right, kind) => Math.max(1, 10 ** Math.floor(Math.log10((right * stepsPerUnit(kind)) / 400)));

/** How wide a text is, in narrow characters. */
const wide = (text) => [...String(text)].reduce((sum, character) => sum + (character > '\u2e80' ? 1.7 : 1), 0);
