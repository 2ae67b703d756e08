// @ts-nocheck
// The chart library, loaded when the first chart is drawn, and how amounts are written on its axes.

import { unlessStarting } from '../../engine/marks.mjs';
import { grouped } from '../shared/numbers.mjs';
import { root } from '../shared/site.mjs';
import { lang } from '../shared/words.mjs';

const VENDOR = new URL('assets/vendor/uplot/', root);

let loading = null;

/** uPlot with its style sheet, fetched once; rejects where they cannot be had. A figure comes before its picture. */
export function loadCharts() {
  loading ??= new Promise(unlessStarting).then(fetchCharts);
  loading.catch(() => {
    loading = null;
  }); // the next chart tries again
  return loading;
}

async function fetchCharts() {
  const [{ default: UPlot }] = await Promise.all([
    import(new URL('uPlot.mjs', VENDOR)),
    addStyle(new URL('uPlot.min.css', VENDOR)),
  ]);
  return UPlot;
}

function addStyle(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: address,
      onload: resolve,
      onerror: reject,
    });
    document.head.append(link);
  });
}

/** The colours that a style sheet gives `element` in properties of its own, each read once; `forget()` after they have changed. */
export function coloursOf(element) {
  const known = new Map();
  const colour = (property) => {
    const value = known.get(property) ?? getComputedStyle(element).getPropertyValue(property).trim();
    if (value) known.set(property, value); // there is none while the element stands nowhere
    return value;
  };
  const forget = () => known.clear();
  matchMedia('(forced-colors: active)').addEventListener('change', forget);
  return { colour, forget };
}

const WAN = [
  [1e8, '亿'],
  [1e4, '万'],
];
const WESTERN = [
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
];

/** Amounts on an axis: `200万`, `1.5亿`, `500K`, `2M`; in 元 with all their digits. */
export function shortAmount(value, unit) {
  if (unit !== 'wan' && lang === 'zh') return grouped(String(value));
  const [scale, name] = (unit === 'wan' ? WAN : WESTERN).find(([least]) => value >= least) ?? [1, ''];
  return trim(value / scale) + name;
}

const trim = (value) => grouped(String(Number(value.toFixed(2))));
