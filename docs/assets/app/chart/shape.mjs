// Corners as something to draw: straight pieces, jumps, the points worth a label, and how far the axes reach. Only geometry.

import { placesOf } from '../shared/numbers.mjs';

/** @import { Corner, Kind, Line, Table, TurnKind } from '../shared/page-data.d.ts' */

/**
 * A straight piece of a curve, in units of the input and in yuan.
 *
 * @typedef {object} Piece
 * @property {number} x  where it begins
 * @property {number} y
 * @property {number} end
 * @property {number} last  the amount at its end
 * @property {TurnKind | undefined} what  happens where it begins
 * @property {number | null} jump  to what the amount jumps at its end
 */

/** @typedef {{ name: string, corners: Corner[] }} Other  the curve of another level or bracket */

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * How many steps of an input make one of its units: a hundred for yuan and square meters.
 *
 * @param {Kind} kind
 */
export const stepsPerUnit = (kind) => 10 ** placesOf(kind);

/**
 * The straight pieces of a curve.
 *
 * @param {Corner[]} corners
 * @param {Kind} kind
 * @param {number} right  where the picture ends
 * @returns {Piece[]}
 */
export function piecesOf(corners, kind, right) {
  const per = stepsPerUnit(kind);
  const points = corners.map(([start, at, slope, what]) => {
    return { x: start / per, y: Number(at) / 100, slope: (Number(slope) * per) / 100, what };
  });
  return points
    .map((point, index) => {
      const next = points[index + 1];
      const end = Math.min(next?.x ?? Infinity, right);
      const last = point.y + point.slope * (end - point.x);
      // Where a cap is reached between two steps the corner stands at the next one: no jump, only its grain.
      const grain = Math.abs(point.slope) / per + 0.005;
      const joins = next !== undefined && next.x <= right;
      const jumps = joins && Math.abs(next.y - last) > grain;
      return {
        x: point.x,
        y: point.y,
        end,
        last: joins && !jumps ? next.y : last,
        what: point.what,
        jump: jumps ? next.y : null,
      };
    })
    .filter((piece) => piece.x <= right);
}

/**
 * Where the picture should end: past the last corner and past the visitor, at a round number.
 *
 * @param {Corner[]} corners
 * @param {Kind} kind
 * @param {number | null} here  where the visitor stands
 * @param {number} example  where the example stands
 */
export function reachOf(corners, kind, here, example) {
  const last = (corners.at(-1)?.[0] ?? 0) / stepsPerUnit(kind);
  return niceAbove(Math.max(last * 1.4, (here ?? 0) * 1.2, last ? 0 : example * 1.6, 1));
}

/**
 * The highest amount in the picture.
 *
 * @param {Piece[]} pieces
 */
export const highest = (pieces) => Math.max(...pieces.flatMap(({ y, last, jump }) => [y, last, jump ?? 0]));

/**
 * The next round number.
 *
 * @param {number} value
 */
export function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((one) => one * power >= value * 0.999999) ?? 10) * power;
}

/**
 * A round number of steps under the pointer, in a picture that ends at `right`: nobody points at a fen.
 *
 * @param {number} position  in units of the input
 * @param {number} right
 * @param {Kind} kind
 */
export function pointedAt(position, right, kind) {
  const per = stepsPerUnit(kind);
  const grain = Math.max(1, 10 ** Math.floor(Math.log10((right * per) / 400)));
  return BigInt(Math.max(0, Math.round((position * per) / grain) * grain));
}

/**
 * The tables that differ from `own` in a single level or bracket and draw another line, each with its name.
 *
 * @param {Table[]} tables
 * @param {Line | undefined} own
 */
export function neighbours(tables, own, most = 3) {
  if (!own) return [];
  const seen = new Set([JSON.stringify(own.corners)]);
  /** @type {Other[]} */
  const found = [];
  for (const { where, names, corners } of tables) {
    const line = JSON.stringify(corners);
    for (const [index, one] of where.entries()) {
      const [differing = '', ...more] = Object.keys(one).filter(
        (name) => JSON.stringify(one[name]) !== JSON.stringify(own.where[name]),
      );
      const name = !more.length && differing in own.where ? names[index]?.[differing] : null;
      if (!name || seen.has(line) || found.length >= most) continue;
      seen.add(line);
      found.push({ name, corners });
    }
  }
  return found;
}
