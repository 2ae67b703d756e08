// @ts-nocheck
// Corners as something to draw: straight pieces, jumps, the points worth a label, and how far the axes reach. Only geometry.

import { placesOf } from '../shared/numbers.mjs';

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** How many steps of an input make one of its units: a hundred for yuan and square meters. */
export const stepsPerUnit = (kind) => 10 ** placesOf(kind);

/**
 * The straight pieces of a curve, in units of the input and in yuan.
 *
 * corners  `[start, at, slope, kind]` in steps and fen, as Python gives them
 * right    where the picture ends
 */
export function piecesOf(corners, kind, right) {
  const per = stepsPerUnit(kind);
  const points = corners.map(([start, at, slope, what]) => ({
    x: start / per,
    y: Number(at) / 100,
    slope: (Number(slope) * per) / 100,
    what,
  }));
  return points
    .map((point, index) => {
      const next = points[index + 1];
      const end = Math.min(next?.x ?? Infinity, right);
      const last = point.y + point.slope * (end - point.x);
      // Where a cap is reached between two steps the corner stands at the next one: no jump, only its grain.
      const grain = Math.abs(point.slope) / per + 0.005;
      const jumps = next !== undefined && next.x <= right && Math.abs(next.y - last) > grain;
      return {
        x: point.x,
        y: point.y,
        end,
        last: jumps || !next || next.x > right ? last : next.y,
        what: point.what,
        jump: jumps ? next.y : null,
      };
    })
    .filter((piece) => piece.x <= right);
}

/** Where the picture should end: past the last corner and past the visitor, at a round number. */
export function reachOf(corners, kind, here, example) {
  const last = corners.at(-1)[0] / stepsPerUnit(kind);
  return niceAbove(Math.max(last * 1.4, (here ?? 0) * 1.2, last ? 0 : (example ?? 0) * 1.6, 1));
}

/** The highest amount in the picture. */
export const highest = (pieces) => Math.max(...pieces.flatMap(({ y, last, jump }) => [y, last, jump ?? 0]));

/** The next round number. */
export function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((one) => one * power >= value * 0.999999) ?? 10) * power;
}

/** The tables that differ from `own` in a single level or bracket and draw another line, each with its name. */
export function neighbours(tables, own, most = 3) {
  if (!own) return [];
  const seen = new Set([JSON.stringify(own.corners)]);
  const found = [];
  for (const { where, names, corners } of tables) {
    const line = JSON.stringify(corners);
    for (const [index, one] of where.entries()) {
      const other = Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(own.where[name]));
      const name = other.length === 1 && other[0] in own.where ? names[index][other[0]] : null;
      if (!name || seen.has(line) || found.length >= most) continue;
      seen.add(line);
      found.push({ name, corners });
    }
  }
  return found;
}
