// The chart library, loaded when the first chart is drawn, and how amounts are written on its axes.

import { unlessStarting } from '../../engine/marks.mjs';
import { element } from '../shared/dom.mjs';
import { grouped } from '../shared/numbers.mjs';
import { root } from '../shared/site.mjs';
import { lang } from '../shared/words.mjs';

/** @import { Unit } from '../shared/page-data.d.ts' */
/** @typedef {typeof import('uplot')} Charts */

const VENDOR = new URL('assets/vendor/uplot/', root);

/** @type {Promise<Charts> | null} */
let loading = null;

/** uPlot with its style sheet, fetched once; rejects where they cannot be had. A figure comes before its picture. */
export function loadCharts() {
  const charts = loading ?? untilStarted().then(fetchCharts);
  loading = charts;
  charts.catch(() => {
    loading = null; // the next chart tries again
  });
  return charts;
}

/** @returns {Promise<void>} */
const untilStarted = () => new Promise(unlessStarting);

async function fetchCharts() {
  /** @type {Promise<{ default: Charts }>} */
  const module = import(new URL('uPlot.mjs', VENDOR).href);
  const [{ default: UPlot }] = await Promise.all([module, addStyle(new URL('uPlot.min.css', VENDOR).href)]);
  return UPlot;
}

/** @param {string} address */
function addStyle(address) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(element('link'), { rel: 'stylesheet', href: address, onload: resolve, onerror: reject }));
  });
}

/**
 * The colours that a style sheet gives an element in properties of its own, each read once; `forget()` after they have changed.
 *
 * @param {Element} coloured
 */
export function coloursOf(coloured) {
  const known = new Map();
  const colour = (/** @type {string} */ property) => {
    const value = known.get(property) ?? getComputedStyle(coloured).getPropertyValue(property).trim();
    if (value) known.set(property, value); // there is none while the element stands nowhere
    return value;
  };
  const forget = () => known.clear();
  matchMedia('(forced-colors: active)').addEventListener('change', forget);
  return { colour, forget };
}

/** The size of an element's letters, and its font as a canvas wants it. @param {Element} lettered */
export function fontOf(lettered) {
  const { fontSize, fontFamily } = getComputedStyle(lettered);
  const size = parseFloat(fontSize);
  return { size, font: `${size}px ${fontFamily}` };
}

/** @type {[number, string][]} */
const WAN = [
  [1e8, '亿'],
  [1e4, '万'],
];
/** @type {[number, string][]} */
const WESTERN = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/**
 * Amounts on an axis: `200万`, `1.5亿`, `500K`, `2M`; in 元 with all their digits.
 *
 * @param {number} value
 * @param {Unit} unit
 */
export function shortAmount(value, unit) {
  if (unit !== 'wan' && lang === 'zh') return grouped(String(value));
  const [scale, name] = (unit === 'wan' ? WAN : WESTERN).find(([least]) => value >= least) ?? [1, ''];
  return grouped(String(Number((value / scale).toFixed(2)))) + name;
}
