// The case in the address: `?compute_spend=1000000&…`, sorted; `on`, `v` and `embed` are reserved. One reader for all pages.

import { parts } from './dom.mjs';
import { isPasser } from './passers.mjs';
import { say } from './words.mjs';

/** @import { Answers, Formerly } from './page-data.d.ts' */

const EMBED = 'embed';
const MOST_CHARACTERS = 60;
const MOST_NAMES = 5;
const DAY = /^(?:19[7-9]|20\d)\d-\d{2}-\d{2}$/; // the years that calculators/inputs.py takes

/** What a sentence glues to the end of a link that stands in it: its marks, and in Chinese what comes after them too. */
const GLUED = /(?:[。！？；、：）】」』》〉”’…].*|[，．.,;:!?)\]}>'"*~\s]+)$/su;

/**
 * @typedef {object} Address  what an address asks of a page
 * @property {Answers} inputs  of those that the page knows
 * @property {string[]} unknown  names that it does not know
 * @property {Answers} unreadable  values beyond all reason, and second ones, by name
 * @property {string | null} on
 * @property {string | null} badDay
 * @property {string | null} version  of the data that the link was made with
 */

/**
 * Reads the address.
 *
 * @param {string[]} names  of what the page asks for
 * @param {string} [search]
 * @param {Formerly} [formerly]  what it asked for before
 * @returns {Address}
 */
export function readAddress(names, search = location.search, formerly = {}) {
  /** @type {Answers} */
  const before = {};
  /** @type {Address} */
  const found = { inputs: {}, unknown: [], unreadable: {}, on: null, badDay: null, version: null };
  for (const [name, given] of new URLSearchParams(search)) {
    const value = given.replace(GLUED, '');
    if (name === 'on') Object.assign(found, isDay(value) ? { on: value } : { badDay: short(value) });
    else if (name === 'v') found.version = short(value);
    else if (names.includes(name)) {
      const isFirst = !Object.hasOwn(found.inputs, name);
      if (isFirst && value.length <= MOST_CHARACTERS) found.inputs[name] = value;
      else if (found.inputs[name] !== value) found.unreadable[name] = value;
    } else if (Object.hasOwn(formerly, name)) before[name] = value.slice(0, MOST_CHARACTERS);
    else if (name !== EMBED && !isPasser(name)) found.unknown.push(name);
  }
  found.inputs = { ...renamed(before, formerly), ...found.inputs };
  return found;
}

/**
 * Answers by the names that are asked now; what is asked no more is left out.
 *
 * @param {Answers} inputs
 * @param {Formerly} formerly
 * @returns {Answers}
 */
export function renamed(inputs, formerly) {
  const given = Object.entries(inputs);
  const before = given.flatMap(([name, value]) => (formerly[name] ?? []).map((now) => [now, value]));
  return Object.fromEntries([...before, ...given.filter(([name]) => !Object.hasOwn(formerly, name))]); // a name of now wins
}

/** @param {string} text */
const short = (text) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

/**
 * What of an address could not be had, a sentence for each kind.
 *
 * @param {Address} address
 * @param {[label: string, value: string][]} unreadable  what the form could not take
 * @param {string} now  the version of the data
 */
export function troublesOf({ unknown, badDay, version: made }, unreadable, now) {
  const listed = (/** @type {string[]} */ all) =>
    all.slice(0, MOST_NAMES).join(say('list.and')) + (all.length > MOST_NAMES ? '……' : '');
  const values = unreadable.map(([label, value]) => say('script.link-value', { label, value: short(value) }));
  const sentences = [];
  if (unknown.length) sentences.push(say('script.link-unknown', { names: listed(unknown.map(short)) }));
  if (values.length) sentences.push(say('script.link-unreadable', { values: listed(values) }));
  if (badDay !== null) sentences.push(say('script.link-day', { day: badDay }));
  if (made && made !== now) sentences.push(say('script.link-older', { made, now }));
  return sentences;
}

/**
 * Whether a text is a day of the calendar, in the years that Python takes.
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
  if (embed) parameters.set(EMBED, '1');
  return `${location.pathname}?${parameters}`;
}

/** The address of the case that is shown, once it has been written. */
let written = '';

// Going back from a jump within the page goes back to an older address, but not to an older answer.
addEventListener('popstate', () => {
  if (written && location.pathname + location.search !== written) replace(written);
});

/** @param {string} address */
function replace(address) {
  try {
    history.replaceState(null, '', address + location.hash);
  } catch {
    return; // browsers refuse it when it comes too often: the next time will do
  }
  keepTwin();
}

/**
 * Puts the case into the address without a new entry in the history, and into the link to the other language.
 *
 * @param {Answers} inputs
 * @param {Options} options
 */
export function writeAddress(inputs, options) {
  written = caseAddress(inputs, { ...options, embed: new URLSearchParams(location.search).has(EMBED) });
  replace(written);
}

/** Takes the case out of the address. */
export function clearAddress() {
  written = location.pathname;
  replace(written);
}

/** Lets the switch of language keep the case and the place on the page: ids are the same in both languages. */
export function keepTwin() {
  for (const link of parts(document, '.hc-switch', HTMLAnchorElement)) {
    link.search = location.search;
    link.hash = location.hash;
  }
}
