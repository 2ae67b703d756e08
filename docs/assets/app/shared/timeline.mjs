// Today on the time line of a policy: the one mark that the build cannot make.

import { dataOf, part, parts } from './dom.mjs';
import { today } from './status.mjs';
import { lang, say } from './words.mjs';

/**
 * Where a day lies between the ends of a line, in per cent; days beyond an end lie on it.
 *
 * @param {string} day
 * @param {string} first
 * @param {string} last
 */
export function placeOf(day, first, last) {
  const from = Date.parse(first);
  return Math.min(100, Math.max(0, (100 * (Date.parse(day) - from)) / (Date.parse(last) - from)));
}

/**
 * Marks `day` on a line and enters it into the list of days.
 *
 * @param {HTMLElement} figure
 */
export function showToday(figure, day = today()) {
  const last = dataOf(figure, 'last');
  const at = placeOf(day, dataOf(figure, 'first'), last);
  const mark = part(figure, '[data-today-mark]', SVGElement);
  for (const name of ['x1', 'x2']) part(mark, 'line', SVGElement).setAttribute(name, `${at}%`);
  const label = part(mark, 'text', SVGElement);
  label.setAttribute('x', `${at}%`);
  label.setAttribute('text-anchor', at < 5 ? 'start' : at > 95 ? 'end' : 'middle');
  if (day >= last) label.append(' →');
  mark.removeAttribute('display');
  enter(part(figure, 'ol'), day);
}

/**
 * @param {HTMLElement} list
 * @param {string} day
 */
function enter(list, day) {
  const item = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = day;
  time.textContent = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
  item.append(time, ` ${say('reading.today')}`);
  item.className = 'hc-days__day--today';
  const later = parts(list, '[data-day]').find((other) => dataOf(other, 'day') > day);
  list.insertBefore(item, later ?? null);
}

for (const figure of parts(document, '[data-timeline]')) showToday(figure);
