// What a text is today, told from its dates alone. The same decision as `calculators/status.py`; a test compares them.

import { dataOf, part, parts } from './dom.mjs';
import { say } from './words.mjs';

/** @import { Validity } from './page-data.d.ts' */
/** @typedef {'draft' | 'superseded' | 'not-yet' | 'expired' | 'ending' | 'in-force'} Status */

const DAY = 86_400_000;
export const ENDING_WITHIN = 90;

/** Today where the visitor is, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Days of validity left after `day`, or null where no end is known.
 *
 * @param {{ last: string | null }} dates
 * @param {string} day
 */
export function daysLeft({ last }, day) {
  return last ? Math.round((Date.parse(last) - Date.parse(day)) / DAY) : null;
}

/**
 * What a text is on `day`.
 *
 * @param {Validity} dates
 * @param {string} day
 * @returns {Status}
 */
export function statusOn({ draft, first, last, superseded }, day) {
  if (superseded && day >= superseded) return 'superseded';
  if (draft) return 'draft';
  if (first && day < first) return 'not-yet';
  if (last && day > last) return 'expired';
  const left = daysLeft({ last }, day);
  return left !== null && left <= ENDING_WITHIN ? 'ending' : 'in-force';
}

/**
 * Whether a text pays anybody on `day`.
 *
 * @param {Validity} dates
 * @param {string} day
 */
export function pays(dates, day) {
  const status = statusOn(dates, day);
  return status === 'in-force' || status === 'ending';
}

/**
 * The dates that a template put on an element.
 *
 * @param {HTMLElement} element
 * @param {string} name  of the attribute, as in `dataset`
 * @returns {Validity}
 */
const datesOf = (element, name) => JSON.parse(dataOf(element, name));

/**
 * The dates of the text that a row is of, which its badge has.
 *
 * @param {HTMLElement} row
 */
export const datesOfRow = (row) => datesOf(part(row, '[data-status]'), 'status');

/**
 * Writes the status words of the page.
 *
 * @param {ParentNode} root
 */
export function showStatuses(root = document, day = today()) {
  for (const badge of parts(root, '[data-status]')) {
    const dates = datesOf(badge, 'status');
    const status = statusOn(dates, day);
    badge.textContent = say(status === 'superseded' && dates.draft ? 'status.draft-superseded' : `status.${status}`);
    badge.classList.add(`hc-badge--${status}`);
    badge.hidden = false;
  }
  for (const block of parts(root, '[data-status-block]')) {
    block.classList.add(`hc-status--${statusOn(datesOf(block, 'statusBlock'), day)}`);
  }
  for (const left of parts(root, '[data-days-left]')) {
    const dates = datesOf(left, 'daysLeft');
    if (statusOn(dates, day) !== 'ending') continue;
    left.textContent = say('status.days-left', { days: daysLeft(dates, day) });
    left.hidden = false;
  }
}
