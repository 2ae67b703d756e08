// What a text is today, told from its dates alone. The same decision as `calculators/status.py`; a test compares them.

import { say } from './words.mjs';

const DAY = 86_400_000;
const PAYING = ['in-force', 'ending'];
export const ENDING_WITHIN = 90;

/** Today where the visitor is, as YYYY-MM-DD. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Days of validity left after `day`, or null where no end is known. */
export function daysLeft({ last }, day) {
  return last ? Math.round((Date.parse(last) - Date.parse(day)) / DAY) : null;
}

/** `draft`, `superseded`, `not-yet`, `expired`, `ending` or `in-force` on `day`. */
export function statusOn({ draft, first, last, superseded }, day) {
  if (superseded && day >= superseded) return 'superseded';
  if (draft) return 'draft';
  if (first && day < first) return 'not-yet';
  if (last && day > last) return 'expired';
  if (last && daysLeft({ last }, day) <= ENDING_WITHIN) return 'ending';
  return 'in-force';
}

/** Whether a text pays anybody on `day`. */
export const pays = (dates, day) => PAYING.includes(statusOn(dates, day));

/** Writes the status words of the page. */
export function showStatuses(root = document, day = today()) {
  for (const badge of root.querySelectorAll('[data-status]')) {
    const dates = JSON.parse(badge.dataset.status);
    const status = statusOn(dates, day);
    badge.textContent = say(status === 'superseded' && dates.draft ? 'status.draft-superseded' : `status.${status}`);
    badge.classList.add(`hc-badge--${status}`);
    badge.hidden = false;
  }
  for (const block of root.querySelectorAll('[data-status-block]')) {
    block.classList.add(`hc-status--${statusOn(JSON.parse(block.dataset.statusBlock), day)}`);
  }
  for (const left of root.querySelectorAll('[data-days-left]')) {
    const dates = JSON.parse(left.dataset.daysLeft);
    if (statusOn(dates, day) !== 'ending') continue;
    left.textContent = say('status.days-left', { days: daysLeft(dates, day) });
    left.hidden = false;
  }
}
