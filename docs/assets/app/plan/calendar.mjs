// A calendar file, written by a library of others that is loaded when it is first asked for; what is in it, Python decides.

import { library } from '../shared/library.mjs';

/** @import { JCal } from '../../engine/messages.d.ts' */
/** @typedef {typeof import('ical.js')} ICal */

const FOLD = 74; // bytes; the library does not count the space that a line is carried on with, and 75 may stand in one

/**
 * A calendar as a file (RFC 5545); rejects where the library cannot be had.
 *
 * @param {JCal} calendar
 */
export async function writeCalendar(calendar) {
  /** @type {ICal} */
  const { default: ical } = await library('ical.js/ical.min.js');
  ical.foldLength = FOLD;
  return new Blob([ical.stringify(calendar)], { type: 'text/calendar;charset=utf-8' });
}
