// The curves of several benefits over one input, sampled where any of them turns.

import { niceAbove, stepsPerUnit } from '../chart/shape.mjs';
import { evaluate } from '../shared/corners.mjs';

/** @import { Corner, Kind, Rounding, Unit } from '../shared/page-data.d.ts' */

/**
 * @typedef {object} Line
 * @property {string} benefit
 * @property {Corner[]} corners
 * @property {Rounding} rounding  of the amounts
 * @property {boolean} silent  whether its text pays nobody on the day
 */

/**
 * @typedef {object} Sampled
 * @property {Line[]} lines
 * @property {number[]} xs  in units of the input
 * @property {number[][]} ys  of each line, in yuan
 * @property {number} right  where the picture ends
 * @property {number} top
 * @property {number | null} here  where the visitor stands
 * @property {Unit} unit
 */

const BESIDE = 1.15; // beyond the last corner
const ABOVE = 1.08;

/**
 * @param {Line[]} lines
 * @param {Kind} kind
 * @param {bigint | null} step  where the visitor stands
 * @param {Unit} unit
 * @returns {Sampled}
 */
export function sampled(lines, kind, step, unit) {
  const per = stepsPerUnit(kind);
  const here = step === null ? null : Number(step) / per;
  const last = Math.max(...lines.map(({ corners }) => (corners.at(-1)?.[0] ?? 0) / per));
  const right = niceAbove(Math.max(last * BESIDE, (here ?? 0) * 1.2, 1));
  const turns = lines.flatMap(({ corners }) => corners.map(([start]) => start)).filter((start) => start / per <= right);
  const before = turns.filter((start) => start > 0).map((start) => start - 1); // the last step before a jump
  const steps = [...new Set([0, Math.round(right * per), ...turns, ...before])].sort((one, other) => one - other);
  const ys = lines.map(({ corners, rounding }) => steps.map((at) => Number(evaluate(corners, BigInt(at), rounding)) / 100));
  return { lines, xs: steps.map((at) => at / per), ys, right, top: Math.max(1, ...ys.flat()) * ABOVE, here, unit };
}
