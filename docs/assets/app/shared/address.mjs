// The case in the address: `?compute_spend=1000000&…`, sorted; `on`, `v` and `embed` are reserved.

import { parts } from './dom.mjs';

/** @import { Answers } from './page-data.d.ts' */

const RESERVED = ['on', 'v', 'embed'];
const MOST_CHARACTERS = 60;
const MOST_NAMES = 5;
const DAY = /^(?:19[7-9]|20\d)\d-\d{2}-\d{2}$/; // the years that calculators/inputs.py takes

/**
 * The inputs in the address that the page asks for, the date and the data version, and what had to be left out.
 *
 * @param {Record<string, unknown>} fields  by the names of what the page asks for
 */
export function readAddress(fields, search = location.search) {
  const parameters = new URLSearchParams(search);
  /** @type {Answers} */
  const inputs = {};
  /** @type {string[]} */
  const unknown = [];
  for (const [name, value] of parameters) {
    if (RESERVED.includes(name)) continue;
    if (Object.hasOwn(fields, name) && !Object.hasOwn(inputs, name) && value.length <= MOST_CHARACTERS) inputs[name] = value;
    else if (unknown.length < MOST_NAMES) unknown.push(name.slice(0, MOST_CHARACTERS));
  }
  const on = parameters.get('on');
  const badDay = on !== null && !isDay(on) ? on.slice(0, MOST_CHARACTERS) : null;
  return {
    inputs,
    unknown,
    on: badDay === null ? on : null,
    badDay,
    version: parameters.get('v')?.slice(0, MOST_CHARACTERS) ?? null,
  };
}

/**
 * Whether a text is a day of the calendar.
 *
 * @param {string} text
 */
export function isDay(text) {
  const time = DAY.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** @typedef {{ on?: string | null, version?: string | null, embed?: boolean }} Options */

/**
 * The address of a case, its inputs sorted.
 *
 * @param {Answers} inputs
 * @param {Options} [options]
 */
export function caseAddress(inputs, { on = null, version = null, embed = false } = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(inputs).sort()) if (value !== '') parameters.set(name, value);
  if (on) parameters.set('on', on);
  if (version) parameters.set('v', version);
  if (embed) parameters.set('embed', '1');
  return `${location.pathname}?${parameters}`;
}

/**
 * Puts the case into the address without a new entry in the history, and into the link to the other language.
 *
 * @param {Answers} inputs
 * @param {Options} options
 */
export function writeAddress(inputs, options) {
  const embed = new URLSearchParams(location.search).has('embed');
  try {
    history.replaceState(null, '', caseAddress(inputs, { ...options, embed }));
  } catch {
    return; // browsers refuse it when it comes too often: the next time will do
  }
  keepTwin();
}

/** Lets the switch of language keep the case and the place on the page: ids are the same in both languages. */
export function keepTwin() {
  for (const link of parts(document, '.hc-switch', HTMLAnchorElement)) {
    link.search = location.search;
    link.hash = location.hash;
  }
}
