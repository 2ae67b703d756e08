// Today on the time line of a policy: the one mark that the build cannot make.

import { today } from './status.mjs';
import { lang, say } from './words.mjs';

/** Where a day lies between the ends of a line, in per cent; days beyond an end lie on it. */
export function placeOf(day, first, last) {
  const [at, from, to] = [day, first, last].map((text) => Date.parse(text));
  return Math.min(100, Math.max(0, (100 * (at - from)) / (to - from)));
}

/** Marks `day` on a line and enters it into the list of days. */
export function showToday(figure, day = today()) {
  const { first, last } = figure.dataset;
  const at = placeOf(day, first, last);
  const mark = figure.querySelector('[data-today-mark]');
  for (const name of ['x1', 'x2']) mark.querySelector('line').setAttribute(name, `${at}%`);
  const label = mark.querySelector('text');
  label.setAttribute('x', `${at}%`);
  label.setAttribute('text-anchor', at < 5 ? 'start' : at > 95 ? 'end' : 'middle');
  if (day >= last) label.append(' →');
  mark.removeAttribute('hidden');
  enter(figure.querySelector('ol'), day);
}

function enter(list, day) {
  const item = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = day;
  time.textContent = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
  item.append(time, ` ${say('reading.today')}`);
  item.className = 'hc-days__day--today';
  const later = [...list.children].find((other) => other.dataset.day > day);
  list.insertBefore(item, later ?? null);
}

for (const figure of document.querySelectorAll('[data-timeline]')) showToday(figure);
