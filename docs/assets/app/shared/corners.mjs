// The figure for the visitor's own input before Python is there: read off the corners that Python computed, in whole fen.

import { parseScaled, placesOf } from './numbers.mjs';

/** @import { Answers, Corner, Field, Fields, Kind, Line, PageCase, Region, Rounding } from './page-data.d.ts' */

/**
 * The corners that hold for these answers, or null where the page has none for them.
 *
 * @param {PageCase} pageCase
 * @param {Answers} answers
 */
export function findCorners(pageCase, answers) {
  return findTable(pageCase, answers)?.corners ?? null;
}

/** @type {Line} */
const NOTHING = { where: {}, names: {}, corners: [[0, '0', '0', 'start']] };

/**
 * The table whose conditions these answers fit; none where an answer, even one that the table does not turn on, is one that
 * Python refuses.
 *
 * @param {PageCase} pageCase
 * @param {Answers} answers
 * @returns {Line | undefined}
 */
export function findTable(pageCase, answers) {
  const { fields, tables } = pageCase;
  if (!areReadable(fields, answers)) return undefined;
  const told = switched(pageCase, answers);
  if (!told) return NOTHING;
  for (const { where, names, corners } of tables) {
    const found = where.findIndex((one) =>
      Object.entries(one).every(([name, region]) => fits(region, told[name], fields[name]?.kind ?? 'choice')),
    );
    if (found >= 0) return { where: where[found] ?? {}, names: names[found] ?? {}, corners };
  }
  return undefined;
}

/**
 * The answers without the limbs that a condition switches off; null where nothing is left.
 *
 * @param {PageCase} pageCase
 * @param {Answers} answers
 * @returns {Answers | null}
 */
function switched({ fields, switches, applicants }, answers) {
  const told = { ...answers };
  for (const [name, { assumed }] of Object.entries(fields)) if (assumed) told[name] ||= assumed;
  for (const [name, mayApply] of Object.entries(applicants)) if (!mayApply.includes(told[name] ?? '')) return null;
  for (const [name, limb] of Object.entries(switches)) {
    if (answers[name] === 'true') continue;
    if (!limb) return null;
    told[limb] = 'false';
  }
  return told;
}

/**
 * The amount in fen, or null where it is not covered or what is typed is no answer.
 *
 * @param {PageCase} pageCase
 * @param {Answers} answers
 */
export function amountFromCorners(pageCase, answers) {
  return amountAt(pageCase, pageCase.main ? findCorners(pageCase, answers) : null, answers);
}

/**
 * The same by given corners.
 *
 * @param {PageCase} pageCase
 * @param {Corner[] | null} corners
 * @param {Answers} answers
 */
export function amountAt(pageCase, corners, answers) {
  const step = corners ? mainStep(pageCase, answers) : null;
  return corners && step !== null ? evaluate(corners, step, pageCase.rounding) : null;
}

/**
 * Where on the curve the visitor stands, in steps; null where what is typed is no answer or beyond all reason.
 *
 * @param {PageCase} pageCase
 * @param {Answers} answers
 */
export function mainStep({ main, fields }, answers) {
  const field = main === null ? undefined : fields[main];
  return main === null || !field ? null : stepOf(answers[main] ?? '', field);
}

/**
 * A number as typed, in steps of its input; null where Python would refuse it.
 *
 * @param {string} text
 * @param {Field} field
 */
function stepOf(text, { kind, atMost }) {
  const step = parseScaled(text, kind, placesOf(kind));
  return step === null || step > bound(atMost, kind) ? null : step;
}

/**
 * A figure that Python wrote, in steps of its input.
 *
 * @param {string} text
 * @param {Kind} kind
 */
function bound(text, kind) {
  const step = parseScaled(text, kind, placesOf(kind));
  if (step === null) throw new Error(`${text} is no figure`);
  return step;
}

/**
 * Whether Python can read all that is typed into fields for numbers.
 *
 * @param {Fields} fields
 * @param {Answers} answers
 */
function areReadable(fields, answers) {
  return Object.entries(fields).every(([name, field]) => {
    const text = answers[name] ?? '';
    return !text || field.kind === 'yes-no' || field.kind === 'choice' || stepOf(text, field) !== null;
  });
}

/**
 * The value of a curve at a step, rounded to the fen exactly as Python rounds.
 *
 * @param {Corner[]} corners  ascending, the first at nothing
 * @param {bigint} step
 * @param {Rounding} rounding
 */
export function evaluate(corners, step, rounding) {
  const corner = corners.findLast(([from]) => BigInt(from) <= step);
  if (!corner) throw new RangeError('the curve begins further on');
  const [start, at, slope] = corner;
  const places = Math.max(decimals(at), decimals(slope));
  const scaled = scale(at, places) + scale(slope, places) * (step - BigInt(start));
  const unit = 10n ** BigInt(places);
  return rounding === 'down' ? scaled / unit : (2n * scaled + unit) / (2n * unit);
}

/** @param {string} text */
const decimals = (text) => text.split('.')[1]?.length ?? 0;

/**
 * @param {string} text
 * @param {number} places
 */
function scale(text, places) {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/**
 * @param {Region} region
 * @param {string | undefined} answer
 * @param {Kind} kind
 */
function fits(region, answer, kind) {
  if (typeof region === 'boolean') return (answer === 'true') === region;
  if (typeof region === 'string') return answer === region;
  const value = parseScaled(answer ?? '', kind, placesOf(kind));
  if (value === null) return false;
  if ('is' in region) return value === bound(region.is, kind);
  const [low, high] = region;
  return value >= bound(low, kind) && (high === null || value < bound(high, kind));
}
