// The chart of a calculator: the amount over the main input, drawn by uPlot from the corners that Python computed.

import { evaluate } from '../shared/corners.mjs';
import { element } from '../shared/dom.mjs';
import { show } from '../shared/numbers.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { quantity } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { axesOf } from './axes.mjs';
import { placeLabels } from './labels.mjs';
import { coloursOf, fontOf, loadCharts } from './library.mjs';
import { paint } from './paint.mjs';
import { pictureOf } from './picture.mjs';
import { pointedAt } from './shape.mjs';

/** @import uPlot from 'uplot' */
/** @import { Charts } from './library.mjs' */
/** @import { Picture } from './paint.mjs' */
/** @import { Main, Shown } from './picture.mjs' */

const HEIGHT = 260;
const PAPER = { width: 680, height: 108 };

export class Curve {
  /** Where the chart stands; to be put into the page. */
  element = element('div', 'hc-plot');
  #main;
  #colours = coloursOf(this.element);
  #legend = element('ul', 'hc-plot__legend');
  #read = element('p', 'hc-plot__read');
  #drawing = pieceOf(() => this.#draw());
  /** @type {Shown | null} */
  #wanted = null; // before uPlot has come the latest is kept
  /** @type {Charts | null} */
  #UPlot = null;
  #isLoading = false;
  /** @type {ReturnType<typeof pieceOf> | null} */
  #starting = null; // the chart's first drawing, a piece of its own beside its making
  /** @type {uPlot | null} */
  #chart = null;
  /** @type {Picture} */
  #picture = { pieces: [], others: [], labels: [], you: null, right: 1, top: 0 };
  #shown = ''; // what the picture shows: nothing is drawn twice
  #shownUnit = '';
  #isPrinting = false;

  /** @param {Main & { label: string }} main */
  constructor(main) {
    this.#main = main;
    this.#legend.setAttribute('aria-hidden', 'true');
  }

  /**
   * Draws, once the page has been.
   *
   * @param {Shown} wanted
   */
  show(wanted) {
    this.#wanted = wanted;
    this.#drawing.soon();
    if (this.element.isConnected) this.#load();
  }

  /** Draws again, after a change of colours. */
  redraw() {
    this.#colours.forget();
    this.#chart?.redraw(false);
  }

  /**
   * Takes the size of a printed page, and its own again after it.
   *
   * @param {boolean} begun
   */
  print(begun) {
    this.#isPrinting = begun;
    this.#colours.forget(); // paper has colours of its own
    this.#drawing.now();
    this.#starting?.now();
    this.#chart?.setSize(this.#extent);
  }

  /** The chart's size: that of a printed page while it is printed, also for a chart that comes only then. */
  get #extent() {
    return this.#isPrinting ? PAPER : { width: this.element.clientWidth, height: HEIGHT };
  }

  #colour = (/** @type {string} */ name) => this.#colours.colour(`--curve-${name}`);

  async #load() {
    if (this.#UPlot || this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#UPlot = await loadCharts();
      this.#drawing.soon();
    } catch {
      this.element.remove(); // the table beside it says the same
    }
    this.#isLoading = false;
  }

  #draw() {
    const wanted = this.#wanted;
    if (!wanted) return;
    const asked = JSON.stringify([wanted.corners, String(wanted.here), wanted.others, wanted.unit]);
    if (this.#chart && asked === this.#shown) return;
    this.#shown = asked;
    this.#picture = pictureOf(wanted, this.#main, this.#picture.top);
    this.#writeLegend();
    if (!this.#chart) {
      if (this.#UPlot && !this.#starting) this.#build(this.#UPlot);
      return;
    }
    this.#chart.setData(this.#data);
    if (wanted.unit !== this.#shownUnit) this.#chart.redraw(false, true); // the axes may be as they were, but not their words
    this.#shownUnit = wanted.unit;
  }

  /** Only the corners of the picture: the curve is painted by ourselves. @returns {uPlot.AlignedData} */
  get #data() {
    const { right, top } = this.#picture;
    return [
      [0, right],
      [0, top],
    ];
  }

  #writeLegend() {
    const { others, pieces } = this.#picture;
    const names = others.length
      ? [say('script.legend-yours'), ...others.map(({ name }) => say('script.legend-other', { name }))]
      : [];
    const entries = names.map((text, index) => this.#entry(text, String(index)));
    if (pieces.some(({ jump }) => jump !== null)) entries.push(this.#entry(say('script.legend-jump'), 'jump'));
    this.#legend.replaceChildren(...entries);
  }

  /**
   * @param {string} text
   * @param {string} sample
   */
  #entry(text, sample) {
    const item = element('li');
    item.append(element('span', `hc-plot__sample hc-plot__sample--${sample}`), text);
    return item;
  }

  /** @param {Charts} UPlot */
  #build(UPlot) {
    const unit = () => this.#wanted?.unit ?? 'yuan';
    /** @type {uPlot.Options} */
    const options = {
      ...this.#extent,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false, range: () => [0, this.#picture.right] }, y: { range: () => [0, this.#picture.top] } },
      axes: axesOf({ ...this.#main, letters: fontOf(this.element), colour: this.#colour, unit }),
      series: [{}, { paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(u) => paint(u, this.#picture, this.#colour), (u) => this.#label(u)],
        setCursor: [(u) => this.#follow(u)],
      },
    };
    new UPlot(options, this.#data, (made, start) => {
      made.over.append(this.#read);
      this.element.append(made.root, this.#legend);
      this.#starting = pieceOf(() => {
        start();
        this.#chart = made;
        new ResizeObserver(() => {
          if (this.element.clientWidth && this.#extent.width !== made.width) made.setSize(this.#extent);
        }).observe(this.element);
      });
      this.#starting.soon();
    });
  }

  /** @param {uPlot} u */
  #label(u) {
    const { you, labels } = this.#picture;
    placeLabels(u, you ? [you, ...labels] : labels);
  }

  /**
   * The amount under the pointer, exact.
   *
   * @param {uPlot} u
   */
  #follow(u) {
    const { left = -1 } = u.cursor;
    this.#read.hidden = left < 0 || !this.#wanted;
    if (this.#read.hidden || !this.#wanted) return;
    const { corners, unit } = this.#wanted;
    const step = pointedAt(u.posToVal(left, 'x'), this.#picture.right, this.#main.kind);
    const amount = show(evaluate(corners, step, this.#main.rounding), lang, unit);
    this.#read.textContent = say('script.mark-read', { at: quantity(step, this.#main.kind, unit), amount });
  }
}
