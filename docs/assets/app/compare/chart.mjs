// @ts-nocheck
// The curves of all policies over one input, on one chart; told apart by colour, by dashes, and by the legend beside it.

import { coloursOf, loadCharts, shortAmount } from '../chart/library.mjs';
import { niceAbove, stepsPerUnit } from '../chart/shape.mjs';
import { evaluate } from '../shared/corners.mjs';
import { grouped, show } from '../shared/numbers.mjs';
import { quantity } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';

const HEIGHT = 300;
const NAME_GAP = 6; // pixels between a line's end and its name
const MOST_FOR_NAMES = 0.3; // of the chart's width
const DASHES = [[], [10, 4], [3, 3], [12, 4, 3, 4], [6, 6]];
const COLOURS = DASHES.length;

const measuring = document.createElement('canvas').getContext('2d');

/**
 * Makes the chart of a figure that has `[data-plot]` and a legend with `[data-line]` for each of `lines`.
 *
 * show({lines, here, unit}) draws: `lines` as `{benefit, corners, rounding, silent}`, corners null where there is no curve.
 */
export function makeCurves(figure, { kind, lines }) {
  const place = figure.querySelector('[data-plot]');
  const per = stepsPerUnit(kind);
  const styles = new Map(lines.map((benefit, index) => [benefit, index % COLOURS]));
  const { colour, forget } = coloursOf(figure);
  let chart = null;
  let state = null;
  let wanted = '';
  new MutationObserver(() => {
    forget();
    chart?.redraw(false);
  }).observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
  for (const entry of figure.querySelectorAll('[data-line]')) {
    const style = styles.get(entry.dataset.line);
    entry.classList.add(`hc-stroke--${style}`);
    entry.querySelector('line').setAttribute('stroke-dasharray', DASHES[style].join(' '));
  }

  function shown(next) {
    const drawn = next.lines.filter(({ corners }) => corners);
    figure.hidden = drawn.length === 0;
    if (!drawn.length) return;
    const here = next.here === null ? null : Number(next.here) / per;
    const last = Math.max(...drawn.map(({ corners }) => Number(corners.at(-1)[0]) / per));
    const right = niceAbove(Math.max(last * 1.15, (here ?? 0) * 1.2, 1));
    const steps = new Set([0n, BigInt(Math.round(right * per))]);
    for (const { corners } of drawn) {
      for (const [start] of corners) {
        if (Number(start) / per > right) continue;
        steps.add(BigInt(start));
        if (BigInt(start) > 0n) steps.add(BigInt(start) - 1n); // the last step before a jump
      }
    }
    const xs = [...steps].sort((one, other) => (one < other ? -1 : 1));
    const ys = drawn.map(({ corners, rounding }) => xs.map((step) => Number(evaluate(corners, step, rounding)) / 100));
    state = {
      ...next,
      drawn,
      right,
      here,
      data: [xs.map((step) => Number(step) / per), ...ys],
      top: Math.max(1, ...ys.flat()) * 1.08,
    };
    const key = drawn.map(({ benefit, silent }) => `${benefit}${silent}`).join();
    if (chart?.key === key) chart.setData(state.data);
    else if (wanted !== key) build(key);
  }

  async function build(key) {
    wanted = key;
    let UPlot;
    try {
      UPlot = await loadCharts();
    } catch {
      figure.hidden = true; // the table above says the same for the figures typed
      return;
    }
    if (wanted !== key) return; // another set of curves has been asked for meanwhile
    chart?.destroy();
    const size = parseFloat(getComputedStyle(figure).fontSize);
    const font = `${size}px ${getComputedStyle(figure).fontFamily}`;
    const axis = {
      font,
      stroke: () => colour('--hc-soft'),
      grid: { stroke: () => colour('--hc-rule'), width: 1 },
      ticks: { show: false },
    };
    const read = document.createElement('p');
    read.className = 'hc-plot__read';
    chart = new UPlot(
      {
        width: place.clientWidth,
        padding: [8, () => roomForNames(font, size), 0, 0],
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
        scales: { x: { time: false, range: () => [0, state.right] }, y: { range: () => [0, state.top] } },
        axes: [
          {
            ...axis,
            size: size * 2,
            space: size * 6,
            values: (_, splits) =>
              splits.map((value) => (kind === 'money' ? shortAmount(value, state.unit) : grouped(String(value)))),
            incrs: per === 1 ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000] : undefined,
          },
          {
            ...axis,
            size: size * 5,
            space: size * 2.6,
            values: (_, splits) => splits.map((value) => shortAmount(value, state.unit)),
          },
        ],
        series: [
          {},
          ...state.drawn.map(({ benefit, silent }) => ({
            stroke: () => colour(`--hc-line-${styles.get(benefit)}`),
            alpha: silent ? 0.6 : 1,
            width: silent ? 2 : 3.5,
            dash: DASHES[styles.get(benefit)],
            points: { show: false },
          })),
        ],
        hooks: { draw: [(u) => markHere(u), (u) => nameLines(u, font)], setCursor: [(u) => follow(u, read)] },
      },
      state.data,
      place,
    );
    chart.key = key;
    chart.over.append(read);
    new ResizeObserver(() => {
      if (place.clientWidth && place.clientWidth !== chart.width) chart.setSize({ width: place.clientWidth, height: HEIGHT });
    }).observe(place);
  }

  /** A line where the visitor stands. */
  function markHere(u) {
    if (state.here === null || state.here > state.right) return;
    const x = Math.round(u.valToPos(state.here, 'x', true));
    u.ctx.save();
    u.ctx.strokeStyle = colour('--hc-ink');
    u.ctx.setLineDash([2, 4]);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.restore();
  }

  /** The names at the right end, from below; lines that end together are named together. */
  function endings() {
    const ends = new Map();
    for (const [index, { benefit }] of state.drawn.entries()) {
      const y = state.data[index + 1].at(-1);
      const { names = [], first = benefit } = ends.get(y) ?? {};
      ends.set(y, { names: [...names, figure.querySelector(`[data-line="${benefit}"]`).dataset.short], first });
    }
    return [...ends]
      .sort(([one], [other]) => one - other)
      .map(([y, { names, first }]) => ({ y, text: names.join(say('script.compare.with')), first }));
  }

  /** Pixels beside the plot; hardly any where names would take the plot's own room: the legend has them too. */
  function roomForNames(font, size) {
    measuring.font = `bold ${font}`;
    const room = NAME_GAP + Math.ceil(Math.max(...endings().map(({ text }) => measuring.measureText(text).width)));
    return room > place.clientWidth * MOST_FOR_NAMES ? size : room;
  }

  /** Says at the right end whose line it is. */
  function nameLines(u, font) {
    const scale = devicePixelRatio;
    const lineHeight = parseFloat(font) * 1.3 * scale;
    const end = u.bbox.left + u.bbox.width;
    u.ctx.save();
    u.ctx.font = font.replace(/^[\d.]+px/, `bold ${parseFloat(font) * scale}px`);
    u.ctx.textBaseline = 'middle';
    u.ctx.textAlign = 'left';
    let last = Infinity;
    for (const { y, text, first } of endings()) {
      const at = Math.min(u.valToPos(y, 'y', true), last - lineHeight);
      last = at;
      if (end + u.ctx.measureText(text).width > u.ctx.canvas.width) continue;
      u.ctx.fillStyle = colour(`--hc-line-${styles.get(first)}`);
      u.ctx.fillText(text, end + NAME_GAP * scale, at);
    }
    u.ctx.restore();
  }

  /** The amounts under the pointer, exact. */
  function follow(u, read) {
    const { left } = u.cursor;
    read.hidden = left === null || left < 0;
    if (read.hidden) return;
    const grain = Math.max(1, 10 ** Math.floor(Math.log10((state.right * per) / 400)));
    const step = BigInt(Math.max(0, Math.round((u.posToVal(left, 'x') * per) / grain) * grain));
    const amounts = state.drawn.map(
      ({ benefit, corners, rounding }) =>
        `${figure.querySelector(`[data-line="${benefit}"]`).dataset.short} ${show(evaluate(corners, step, rounding), lang, state.unit)}`,
    );
    read.textContent = say('script.compare.read', {
      at: quantity(step, kind, state.unit),
      amounts: amounts.join(say('script.compare.between')),
    });
  }

  return { show: shown };
}
