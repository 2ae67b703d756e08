// The curves of all policies over one input, on one chart; told apart by colour, by dashes, and by the legend beside it.

import { coloursOf, fontOf, loadCharts, shortAmount } from '../chart/library.mjs';
import { pointedAt, stepsPerUnit } from '../chart/shape.mjs';
import { evaluate } from '../shared/corners.mjs';
import { dataOf, element, part, parts } from '../shared/dom.mjs';
import { grouped, show } from '../shared/numbers.mjs';
import { quantity } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { sampled } from './lines.mjs';
import { endings, markHere, nameLines, roomForNames } from './names.mjs';

/** @import uPlot from 'uplot' */
/** @import { Charts } from '../chart/library.mjs' */
/** @import { Kind, Unit } from '../shared/page-data.d.ts' */
/** @import { Line, Sampled } from './lines.mjs' */

const HEIGHT = 300;
const PAPER = 680; // the width of a printed page, in CSS pixels
const DASHES = [[], [10, 4], [3, 3], [12, 4, 3, 4], [6, 6]];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000];

export class Curves {
  #figure;
  #place;
  #kind;
  #styles;
  #colours;
  #read = element('p', 'hc-plot__read');
  /** @type {uPlot | null} */
  #chart = null;
  /** @type {Sampled | null} */
  #state = null;
  #drawn = ''; // which lines the chart has
  #wanted = ''; // which it is to have

  /**
   * Makes the chart of a figure that has `[data-plot]` and a legend with `[data-line]` for each of `lines`.
   *
   * @param {HTMLElement} figure
   * @param {Kind} kind  of the input
   * @param {string[]} lines  the benefits
   */
  constructor(figure, kind, lines) {
    this.#figure = figure;
    this.#place = part(figure, '[data-plot]');
    this.#kind = kind;
    this.#colours = coloursOf(figure);
    this.#styles = new Map(lines.map((benefit, index) => [benefit, index % DASHES.length]));
    new MutationObserver(() => {
      this.#colours.forget();
      this.#chart?.redraw(false);
    }).observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
    addEventListener('beforeprint', () => this.#print(true));
    addEventListener('afterprint', () => this.#print(false));
    for (const entry of parts(figure, '[data-line]')) {
      const style = this.#styleOf(dataOf(entry, 'line'));
      entry.classList.add(`hc-stroke--${style}`);
      part(entry, 'line', SVGElement).setAttribute('stroke-dasharray', (DASHES[style] ?? []).join(' '));
    }
  }

  /**
   * Draws the lines that there are, and a mark where the visitor stands.
   *
   * @param {Line[]} lines
   * @param {bigint | null} here  in steps
   * @param {Unit} unit
   */
  show(lines, here, unit) {
    this.#figure.hidden = lines.length === 0;
    if (!lines.length) return;
    this.#state = sampled(lines, this.#kind, here, unit);
    const key = lines.map(({ benefit, silent }) => `${benefit}${silent}`).join();
    if (this.#chart && this.#drawn === key) this.#chart.setData(dataOfLines(this.#state));
    else if (this.#wanted !== key) this.#build(key);
  }

  /**
   * Takes the width and the colours of a printed page, and its own again after it.
   *
   * @param {boolean} begun
   */
  #print(begun) {
    document.documentElement.classList.toggle('hc-printing', begun);
    this.#colours.forget();
    this.#chart?.setSize({ width: begun ? PAPER : this.#place.clientWidth, height: HEIGHT });
  }

  /** @param {string} benefit */
  #styleOf(benefit) {
    return this.#styles.get(benefit) ?? 0;
  }

  /** @param {string} benefit */
  #shortName(benefit) {
    return dataOf(part(this.#figure, `[data-line="${benefit}"]`), 'short');
  }

  /** @param {string} key */
  async #build(key) {
    this.#wanted = key;
    /** @type {Charts} */
    let UPlot;
    try {
      UPlot = await loadCharts();
    } catch {
      this.#figure.hidden = true; // the table above says the same for the figures typed
      return;
    }
    if (this.#wanted !== key || !this.#state) return; // another set of curves has been asked for meanwhile
    this.#chart?.destroy();
    const chart = new UPlot(this.#options(this.#state), dataOfLines(this.#state), this.#place);
    this.#chart = chart;
    this.#drawn = key;
    chart.over.append(this.#read);
    new ResizeObserver(() => {
      const width = this.#place.clientWidth;
      if (width && width !== chart.width) chart.setSize({ width, height: HEIGHT });
    }).observe(this.#place);
  }

  /**
   * @param {Sampled} state
   * @returns {uPlot.Options}
   */
  #options({ lines, unit }) {
    const letters = fontOf(this.#figure);
    const { size, font } = letters;
    const { colour } = this.#colours;
    const lineColour = (/** @type {string} */ benefit) => colour(`--hc-line-${this.#styleOf(benefit)}`);
    const axis = {
      font,
      stroke: () => colour('--hc-soft'),
      grid: { stroke: () => colour('--hc-rule'), width: 1 },
      ticks: { show: false },
    };
    const written = (/** @type {number} */ value) => (this.#kind === 'money' ? shortAmount(value, unit) : grouped(String(value)));
    const ends = () => (this.#state ? endings(this.#state, (benefit) => this.#shortName(benefit)) : []);
    return {
      width: this.#place.clientWidth,
      padding: [8, () => roomForNames(ends(), letters, this.#place.clientWidth), 0, 0],
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { x: { time: false, range: () => [0, this.#state?.right ?? 1] }, y: { range: () => [0, this.#state?.top ?? 1] } },
      axes: [
        {
          ...axis,
          size: size * 2,
          space: size * 6,
          values: (_, splits) => splits.map(written),
          ...(stepsPerUnit(this.#kind) === 1 && { incrs: COUNTS }),
        },
        { ...axis, size: size * 5, space: size * 2.6, values: (_, splits) => splits.map((value) => shortAmount(value, unit)) },
      ],
      series: [
        {},
        ...lines.map(({ benefit, silent }) => ({
          stroke: () => lineColour(benefit),
          alpha: silent ? 0.6 : 1,
          width: silent ? 2 : 3.5,
          dash: DASHES[this.#styleOf(benefit)] ?? [],
          points: { show: false },
        })),
      ],
      hooks: {
        draw: [(u) => markHere(u, this.#state, colour('--hc-ink')), (u) => nameLines(u, ends(), font, lineColour)],
        setCursor: [(u) => this.#follow(u)],
      },
    };
  }

  /**
   * The amounts under the pointer, exact.
   *
   * @param {uPlot} u
   */
  #follow(u) {
    const { left = -1 } = u.cursor;
    this.#read.hidden = left < 0 || !this.#state;
    if (this.#read.hidden || !this.#state) return;
    const { lines, right, unit } = this.#state;
    const step = pointedAt(u.posToVal(left, 'x'), right, this.#kind);
    const amounts = lines.map(
      ({ benefit, corners, rounding }) => `${this.#shortName(benefit)} ${show(evaluate(corners, step, rounding), lang, unit)}`,
    );
    this.#read.textContent = say('script.compare.read', {
      at: quantity(step, this.#kind, unit),
      amounts: amounts.join(say('script.compare.between')),
    });
  }
}

/**
 * @param {Sampled} state
 * @returns {uPlot.AlignedData}
 */
const dataOfLines = ({ xs, ys }) => [xs, ...ys];
