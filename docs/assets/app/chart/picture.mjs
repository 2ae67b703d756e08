// What a calculator's chart shows: the curve and its neighbours in pieces, what is worth a word, and where the visitor stands.

import { evaluate } from '../shared/corners.mjs';
import { show } from '../shared/numbers.mjs';
import { quantity } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { highest, piecesOf, reachOf, stepsPerUnit } from './shape.mjs';

/** @import { Corner, Kind, Rounding, Unit } from '../shared/page-data.d.ts' */
/** @import { Label } from './labels.mjs' */
/** @import { Picture } from './paint.mjs' */
/** @import { Other, Piece } from './shape.mjs' */

/**
 * @typedef {object} Main  the input that the amount is drawn over
 * @property {Kind} kind
 * @property {Rounding} rounding  of the amounts
 * @property {number} example  where it stands when nobody has typed
 */

/**
 * @typedef {object} Shown  what is to be shown
 * @property {Corner[]} corners
 * @property {bigint | null} here  where the visitor stands, in steps
 * @property {Other[]} others
 * @property {Unit} unit
 */

const HEADROOM = 1.22; // above the highest amount, for its label

/**
 * @param {Shown} shown
 * @param {Main} main
 * @param {number} usualTop  of the picture, for a curve that is nothing but zero
 * @returns {Picture}
 */
export function pictureOf({ corners, here, others, unit }, main, usualTop) {
  const { kind, rounding, example } = main;
  const per = stepsPerUnit(kind);
  const at = here === null ? null : Number(here) / per;
  const right = reachOf(corners, kind, at, example);
  const pieces = piecesOf(corners, kind, right);
  const beside = others.map((other) => ({ name: other.name, pieces: piecesOf(other.corners, kind, right) }));
  const top = highest(pieces) * HEADROOM || usualTop || Math.max(...beside.map((one) => highest(one.pieces)), 1);
  const amount = here === null ? null : evaluate(corners, here, rounding);
  return {
    pieces,
    others: beside,
    right,
    top,
    labels: labelsOf(pieces, corners, main, unit),
    you: at === null || amount === null ? null : { x: at, y: Number(amount) / 100, what: 'you', text: [yours(amount, unit)] },
  };
}

/**
 * @param {bigint} fen
 * @param {Unit} unit
 */
const yours = (fen, unit) => say('script.mark-you', { amount: show(fen, lang, unit) });

/**
 * What is worth a word: where it begins, where it ends, where it falls.
 *
 * @param {Piece[]} pieces
 * @param {Corner[]} corners
 * @param {Main} main
 * @param {Unit} unit
 */
function labelsOf(pieces, corners, { kind, rounding }, unit) {
  /** @type {Label[]} */
  const labels = [];
  for (const { x, y, what } of pieces) {
    if (what !== 'cap' && what !== 'threshold' && what !== 'drop') continue;
    const step = BigInt(Math.round(x * stepsPerUnit(kind)));
    const values = { at: quantity(step, kind, unit), amount: show(evaluate(corners, step, rounding), lang, unit) };
    const text = what === 'cap' ? ['script.mark-cap', 'script.mark-cap-from'] : [`script.mark-${what}`];
    labels.push({ x, y, what, text: text.map((key) => say(key, values)) });
  }
  return labels;
}
