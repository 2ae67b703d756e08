// What stands on the canvas: the line and its jumps, the other brackets' lines, the visitor's point. Told apart by shape, not by colour.

/** @import uPlot from 'uplot' */
/** @import { Label } from './labels.mjs' */
/** @import { Piece } from './shape.mjs' */

/**
 * @typedef {object} Picture
 * @property {Piece[]} pieces
 * @property {{ name: string, pieces: Piece[] }[]} others
 * @property {Label[]} labels
 * @property {Label | null} you
 * @property {number} right  where the picture ends
 * @property {number} top
 */

/** @typedef {(value: number) => number} ToPixels */

const DASHES = [
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
];
const DOT = 4.5;

/**
 * Draws the curve on uPlot's canvas.
 *
 * @param {uPlot} u
 * @param {Picture} picture
 * @param {(name: string) => string} colour  gives one of the page's colours
 */
export function paint(u, { pieces, others, you, labels }, colour) {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  const x = (/** @type {number} */ value) => u.valToPos(value, 'x', true);
  const y = (/** @type {number} */ value) => u.valToPos(value, 'y', true);
  /**
   * @param {string} name
   * @param {number} width
   * @param {number[]} [dash]
   */
  const pen = (name, width, dash = []) => {
    ctx.strokeStyle = colour(name);
    ctx.lineWidth = width * ratio;
    ctx.setLineDash(dash.map((length) => length * ratio));
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top - DOT * ratio, bbox.width + DOT * ratio, bbox.height + 2 * DOT * ratio);
  ctx.clip();
  ctx.lineJoin = ctx.lineCap = 'round';

  for (const [index, other] of others.entries()) {
    pen('other', 1.5, DASHES[index % DASHES.length]);
    line(ctx, other.pieces, x, y);
  }
  pen('line', 3);
  line(ctx, pieces, x, y);
  for (const { end, last, jump } of pieces) {
    if (jump === null) continue;
    pen('line', 1, [2, 3]);
    stroke(ctx, [
      [x(end), y(last)],
      [x(end), y(jump)],
    ]);
    dot(ctx, x(end), y(last), ratio, colour('line'), colour('paper'));
    dot(ctx, x(end), y(jump), ratio, colour('line'), colour('line'));
  }
  for (const label of labels) {
    if (label.what === 'cap') square(ctx, x(label.x), y(label.y), ratio, colour('line'), colour('paper'));
  }
  if (you) {
    pen('you', 1, [4, 4]);
    stroke(ctx, [
      [x(0), y(you.y)],
      [x(you.x), y(you.y)],
      [x(you.x), y(0)],
    ]);
    diamond(ctx, x(you.x), y(you.y), ratio, colour('you'), colour('paper'));
  }
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Piece[]} pieces
 * @param {ToPixels} x
 * @param {ToPixels} y
 */
function line(ctx, pieces, x, y) {
  ctx.beginPath();
  let broken = true;
  for (const piece of pieces) {
    if (broken) ctx.moveTo(x(piece.x), y(piece.y));
    else ctx.lineTo(x(piece.x), y(piece.y));
    ctx.lineTo(x(piece.end), y(piece.last));
    broken = piece.jump !== null;
  }
  ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {[left: number, top: number][]} points
 */
function stroke(ctx, points) {
  ctx.beginPath();
  for (const [left, top] of points) ctx.lineTo(left, top); // the first only moves there: a path that is empty has nowhere to come from
  ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} ratio  pixels of the screen for one of the page
 * @param {string} edge  colour
 * @param {string} inside  colour
 */
function filled(ctx, ratio, edge, inside) {
  ctx.setLineDash([]);
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = edge;
  ctx.fillStyle = inside;
  ctx.fill();
  ctx.stroke();
}

/** @typedef {(ctx: CanvasRenderingContext2D, left: number, top: number, ratio: number, one: string, other: string) => void} Mark */

/** @type {Mark} */
function dot(ctx, left, top, ratio, edge, inside) {
  ctx.beginPath();
  ctx.arc(left, top, (DOT - 1) * ratio, 0, 2 * Math.PI);
  filled(ctx, ratio, edge, inside);
}

/** @type {Mark} */
function square(ctx, left, top, ratio, edge, inside) {
  const half = (DOT - 1) * ratio;
  ctx.beginPath();
  ctx.rect(left - half, top - half, 2 * half, 2 * half);
  filled(ctx, ratio, edge, inside);
}

/** @type {Mark} */
function diamond(ctx, left, top, ratio, inside, edge) {
  const half = (DOT + 2) * ratio;
  ctx.beginPath();
  ctx.moveTo(left, top - half);
  ctx.lineTo(left + half, top);
  ctx.lineTo(left, top + half);
  ctx.lineTo(left - half, top);
  ctx.closePath();
  filled(ctx, ratio, edge, inside);
}
