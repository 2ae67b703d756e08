// What the question of the home page starts with: a place and a purpose for which some text pays on the visitor's day.

import { pays, statusOn } from '../shared/status.mjs';

/** @import { HomePage, Validity } from '../shared/page-data.d.ts' */
/** @typedef {{ place: string, purpose: string }} Question */

/**
 * @typedef {object} Text  a policy as far as the question knows it
 * @property {string} policy
 * @property {string} purpose
 * @property {Validity} dates
 */

/**
 * Where and for what something can be claimed: what the page starts with, else the same purpose elsewhere, else something
 * else at the same place, else anything; and where nothing can be claimed anywhere, what the text that ended last paid for.
 *
 * @param {Question} usual
 * @param {Question[]} all  in the order of the form
 * @param {HomePage['places']} places
 * @param {Text[]} texts
 * @param {string} day
 * @returns {Question}
 */
export function firstQuestion(usual, all, places, texts, day) {
  const isFor = (/** @type {Question} */ { place, purpose }, /** @type {Text} */ text) => {
    return text.purpose === purpose && places[place]?.includes(text.policy);
  };
  const wanted = [
    usual,
    ...all.filter(({ purpose }) => purpose === usual.purpose),
    ...all.filter(({ place }) => place === usual.place),
    ...all,
  ];
  const paying = texts.filter(({ dates }) => pays(dates, day));
  const found = wanted.find((one) => paying.some((text) => isFor(one, text)));
  if (found) return found;
  const last = endedLast(texts, day)?.policy;
  const ended = texts.filter(({ policy }) => policy === last);
  return wanted.find((one) => ended.some((text) => isFor(one, text))) ?? usual;
}

/**
 * The text that was the last to end, where none pays any more; undefined where one does, or none has paid yet.
 *
 * @param {Text[]} texts
 * @param {string} day
 */
export function endedLast(texts, day) {
  if (texts.some(({ dates }) => pays(dates, day))) return undefined;
  const ended = texts.filter(({ dates }) => !dates.draft && ['expired', 'superseded'].includes(statusOn(dates, day)));
  return ended.toSorted((one, other) => (endOf(other.dates) > endOf(one.dates) ? 1 : -1))[0];
}

/**
 * The day on which a text ended: its own last one, or the one on which another took over.
 *
 * @param {Validity} dates
 */
export function endOf({ last, superseded }) {
  return [last, superseded].filter((day) => day !== null).toSorted()[0] ?? '';
}
