// The chart library, loaded when the first chart is drawn, and how amounts are written on its axes.

import { unlessStarting } from '../engine/marks.mjs';
import { grouped } from './numbers.mjs';
import { root } from './site.mjs';
import { lang } from './words.mjs';

const VENDOR = new URL('assets/vendor/uplot/', root);

let loading = null;

/** uPlot with its style sheet, fetched once; rejects where they cannot be had. A figure comes before its picture. */
export function loadCharts() {
  loading ??= new Promise(unlessStarting).then(fetchCharts);
  loading.catch(() => { loading = null; }); // the next chart tries again
  return loading;
}

async function fetchCharts() {
  const [{ default: UPlot }] = await Promise.all([import(new URL('uPlot.mjs', VENDOR)), addStyle(new URL('uPlot.min.css', VENDOR))]);
  return UPlot;
}

function addStyle(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address, onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

/** Amounts on an axis: `200万`, `1.5亿`, `500K`, `2M`. */
export function shortAmount(value, unit) {
  if (unit === 'wan') {
    if (value >= 1e8) return `${trim(value / 1e8)}亿`;
    return value >= 1e4 ? `${trim(value / 1e4)}万` : trim(value);
  }
  return lang === 'zh' ? value.toLocaleString('zh-CN') : new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

const trim = (value) => grouped(String(Number(value.toFixed(2))));
