// The axes of a calculator's chart, as uPlot takes them.

import { grouped } from '../shared/numbers.mjs';
import { shortAmount } from './library.mjs';

/** @import uPlot from 'uplot' */
/** @import { Kind, Unit } from '../shared/page-data.d.ts' */

const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10000, 100000, 1000000];

/**
 * The main input below and the amount at the side.
 *
 * @param {object} wanted
 * @param {Kind} wanted.kind
 * @param {string} wanted.label
 * @param {{ size: number, font: string }} wanted.letters
 * @param {(name: string) => string} wanted.colour
 * @param {() => Unit} wanted.unit  as it is when the axes are drawn
 * @returns {uPlot.Axis[]}
 */
export function axesOf({ kind, label, letters: { size, font }, colour, unit }) {
  const axis = {
    font,
    labelFont: font,
    stroke: () => colour('words'),
    grid: { stroke: () => colour('grid'), width: 1 },
    ticks: { show: false },
  };
  const written = (/** @type {number} */ value) => (kind === 'money' ? shortAmount(value, unit()) : grouped(String(value)));
  return [
    {
      ...axis,
      label,
      labelSize: size * 1.6,
      size: size * 2,
      space: size * 6,
      values: (_, splits) => splits.map(written),
      ...(kind === 'money' || kind === 'area' ? {} : { incrs: COUNTS }),
    },
    {
      ...axis,
      size: (_, values) => Math.max(...(values ?? ['']).map(widthOf)) * size * 0.62 + 14,
      values: (_, splits) => splits.map((value) => shortAmount(value, unit())),
      space: size * 2.6,
    },
  ];
}

/**
 * How wide a text is, in narrow characters.
 *
 * @param {string} text
 */
const widthOf = (text) => [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 1.7 : 1), 0);
