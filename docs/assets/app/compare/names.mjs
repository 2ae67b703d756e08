// What is written on the comparison's canvas: whose line it is, at its right end, and where the visitor stands.

import { element } from '../shared/dom.mjs';
import { say } from '../shared/words.mjs';

/** @import uPlot from 'uplot' */
/** @import { Sampled } from './lines.mjs' */
/** @typedef {{ y: number, text: string, first: string }} Ending  where lines end, their names, and the first of the benefits */

const GAP = 6; // pixels between a line's end and its name
const MOST_FOR_NAMES = 0.3; // of the chart's width
const LINE_HEIGHT = 1.3;

const measuring = element('canvas').getContext('2d');

/**
 * The names at the right end, from below; lines that end together are named together.
 *
 * @param {Sampled} state
 * @param {(benefit: string) => string} nameOf
 * @returns {Ending[]}
 */
export function endings({ lines, ys }, nameOf) {
  /** @type {Map<number, Ending>} */
  const ends = new Map();
  for (const [index, { benefit }] of lines.entries()) {
    const y = ys[index]?.at(-1) ?? 0;
    const { text, first } = ends.get(y) ?? { text: '', first: benefit };
    ends.set(y, { y, text: text ? text + say('script.compare.with') + nameOf(benefit) : nameOf(benefit), first });
  }
  return [...ends.values()].sort((one, other) => one.y - other.y);
}

/**
 * Pixels beside the plot; hardly any where names would take the plot's own room: the legend has them too.
 *
 * @param {Ending[]} ends
 * @param {{ size: number, font: string }} letters
 * @param {number} width  of the chart
 */
export function roomForNames(ends, { size, font }, width) {
  if (!measuring) return size;
  measuring.font = `bold ${font}`;
  const room = GAP + Math.ceil(Math.max(...ends.map(({ text }) => measuring.measureText(text).width)));
  return room > width * MOST_FOR_NAMES ? size : room;
}

/**
 * Says at the right end whose line it is.
 *
 * @param {uPlot} u
 * @param {Ending[]} ends
 * @param {string} font
 * @param {(benefit: string) => string} colourOf
 */
export function nameLines(u, ends, font, colourOf) {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  const lineHeight = parseFloat(font) * LINE_HEIGHT * scale;
  const end = bbox.left + bbox.width;
  ctx.save();
  ctx.font = font.replace(/^[\d.]+px/, `bold ${parseFloat(font) * scale}px`);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  let last = Infinity;
  for (const { y, text, first } of ends) {
    const at = Math.min(u.valToPos(y, 'y', true), last - lineHeight);
    last = at;
    if (end + ctx.measureText(text).width > ctx.canvas.width) continue;
    ctx.fillStyle = colourOf(first);
    ctx.fillText(text, end + GAP * scale, at);
  }
  ctx.restore();
}

/**
 * A line where the visitor stands.
 *
 * @param {uPlot} u
 * @param {Sampled | null} state
 * @param {string} colour
 */
export function markHere(u, state, colour) {
  if (!state || state.here === null || state.here > state.right) return;
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(state.here, 'x', true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([2, 4]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
