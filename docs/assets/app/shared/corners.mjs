// The figure for the visitor's own input before Python is there: read off the corners that Python computed, in whole fen.

import { parseScaled, placesOf } from './numbers.mjs';

/**
 * The corners that hold for these answers, or null where the page has none for them.
 *
 * pageCase  what the page carries: fields, main input, tables of corners
 * answers   what the form holds: text by name, `true` or `false` for a tick
 */
export function findCorners(pageCase, answers) {
  return findTable(pageCase, answers)?.corners ?? null;
}

/** The table whose conditions these answers fit; none where an answer, even one that the table does not turn on, is one that Python refuses. */
export function findTable(pageCase, answers) {
  if (!areReadable(pageCase.fields, answers)) return undefined;
  return pageCase.tables.find(({ where }) =>
    Object.entries(where).every(([name, region]) => fits(region, answers[name], pageCase.fields[name].kind)),
  );
}

/** The amount in fen, a BigInt, or null where it is not covered or what is typed is no answer. */
export function amountFromCorners(pageCase, answers) {
  return amountAt(pageCase, pageCase.main && findCorners(pageCase, answers), answers);
}

/** The same by given corners, which may be null. */
export function amountAt(pageCase, corners, answers) {
  const step = corners ? mainStep(pageCase, answers) : null;
  return step === null ? null : evaluate(corners, step);
}

/** Where on the curve the visitor stands, in steps; null where what is typed is no answer or beyond all reason. */
export function mainStep(pageCase, answers) {
  return stepOf(answers[pageCase.main] ?? '', pageCase.fields[pageCase.main]);
}

/** A number as typed, in steps of its input; null where Python would refuse it. */
function stepOf(text, { kind, atMost }) {
  const step = parseScaled(text, kind, placesOf(kind));
  return step === null || step > parseScaled(atMost, kind, placesOf(kind)) ? null : step;
}

/** Whether Python can read all that is typed into fields for numbers. */
function areReadable(fields, answers) {
  return Object.entries(fields).every(([name, field]) => {
    const text = answers[name] ?? '';
    return !text || field.kind === 'yes-no' || field.kind === 'choice' || stepOf(text, field) !== null;
  });
}

/** The value of a curve at a step, rounded half up to the fen, exactly as Python rounds. */
export function evaluate(corners, step) {
  const [start, at, slope] = corners.findLast(([from]) => BigInt(from) <= step);
  const places = Math.max(decimals(at), decimals(slope));
  const scaled = scale(at, places) + scale(slope, places) * (step - BigInt(start));
  const unit = 10n ** BigInt(places);
  return (2n * scaled + unit) / (2n * unit);
}

const decimals = (text) => text.split('.')[1]?.length ?? 0;

function scale(text, places) {
  const [whole, fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

function fits(region, answer, kind) {
  if (typeof region === 'boolean') return (answer === 'true') === region;
  if (typeof region === 'string') return answer === region;
  const value = parseScaled(answer ?? '', kind, placesOf(kind));
  if (value === null) return false;
  const bound = (text) => parseScaled(text, kind, placesOf(kind));
  if ('is' in region) return value === bound(region.is);
  const [low, high] = region;
  return value >= bound(low) && (high === null || value < bound(high));
}
