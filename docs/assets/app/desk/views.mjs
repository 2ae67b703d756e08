// What stands beside the editor: the law's words, what is left to do, the calculator as it will be, and what would change.

import { button, element } from '../shared/dom.mjs';
import { lang } from '../shared/words.mjs';
import { curvePicture } from './curve.mjs';

/** @import { Change, Checked, Finding, GoldenCase, Impact, Place, Previewed, Question } from './messages.d.ts' */
/** @typedef {(key: string, values?: Record<string, unknown>) => string} Say */

const KINDS = /** @type {const} */ (['wrong', 'gaps', 'untranslated', 'guesses']);
const SHOWN = 60; // findings of a kind

/**
 * The law with its figures: each a button that leads to the line where it is used.
 *
 * @param {HTMLElement} target
 * @param {Place[]} places
 * @param {(line: number) => void} show
 */
export function showWords(target, places, show) {
  target.replaceChildren(
    ...places.map(({ label, heading, text, spans }) => {
      const section = element('section', 'hc-desk__article');
      section.lang = 'zh-Hans';
      section.append(element('h2', 'hc-desk__head', `${label.zh} ${heading.zh}`));
      let line = element('p');
      let at = 0;
      const put = (/** @type {string} */ words) => {
        words.split('\n').forEach((part, index) => {
          if (index) {
            section.append(line);
            line = element('p');
          }
          line.append(part);
        });
      };
      for (const span of spans) {
        put(text.slice(at, span.start));
        const figure = button(
          text.slice(span.start, span.end),
          () => show(span.line),
          `hc-desk__figure hc-desk__figure--${span.use}`,
        );
        figure.dataset.line = String(span.line);
        figure.dataset.own = String(span.own);
        line.append(figure);
        at = span.end;
      }
      put(text.slice(at));
      section.append(line);
      return section;
    }),
  );
}

/**
 * Marks the figures that the editor's line is about.
 *
 * @param {HTMLElement} target
 * @param {number} line
 */
export function markLine(target, line) {
  for (const figure of target.querySelectorAll('[data-line]')) {
    const { dataset } = /** @type {HTMLElement} */ (figure);
    figure.toggleAttribute('data-here', dataset.line === String(line) || dataset.own === String(line));
  }
}

/**
 * @param {HTMLElement} target
 * @param {Finding[]} findings
 * @param {(line: number) => void} show
 * @param {Say} say
 */
export function showFindings(target, findings, show, say) {
  if (!findings.length) {
    target.replaceChildren(element('p', 'hc-desk__done', say('done')));
    return;
  }
  target.replaceChildren(
    ...KINDS.flatMap((kind) => {
      const found = findings.filter((one) => one.kind === kind);
      if (!found.length) return [];
      const list = element('ol', `hc-desk__list hc-desk__list--${kind}`);
      list.append(...found.slice(0, SHOWN).map((one) => finding(one, show, say)));
      const more = found.length > SHOWN ? [element('p', '', say('more', { count: found.length - SHOWN }))] : [];
      return [element('h2', 'hc-desk__head', say(kind, { count: found.length })), list, ...more];
    }),
  );
}

/**
 * @param {Finding} one
 * @param {(line: number) => void} show
 * @param {Say} say
 */
function finding({ line, value, expected, mend }, show, say) {
  const item = element('li');
  item.lang = 'en';
  item.append(
    button(say('line', { line }), () => show(line), 'hc-desk__line'),
    ' ',
    element('code', '', value.slice(0, 60)),
  );
  item.append(element('span', '', expected), element('span', 'hc-desk__mend', mend));
  return item;
}

/**
 * @param {HTMLElement} target
 * @param {Previewed} found
 * @param {(name: string, answer: string) => void} changed
 * @param {Say} say
 */
export function showTrial(target, found, changed, say) {
  const parts = [];
  if (found.questions) {
    const form = element('div', 'hc-desk__questions');
    form.append(...found.questions.map((one) => field(one, changed, say)));
    parts.push(form);
  }
  if (found.refused) parts.push(element('p', 'hc-desk__refused', found.refused));
  if (found.explained) parts.push(element('pre', 'hc-desk__explained', found.explained));
  if (found.curve?.length) parts.push(curvePicture([{ points: found.curve, name: 'after' }], say('curve')));
  target.replaceChildren(...parts);
}

/**
 * @param {Question} one
 * @param {(name: string, answer: string) => void} changed
 * @param {Say} say
 */
function field({ name, kind, label, options, answer }, changed, say) {
  const row = element('label', 'hc-desk__question', label);
  const choices = kind === 'yes-no' ? { true: say('yes'), false: say('no') } : options;
  const asked = Object.keys(choices).length ? element('select') : element('input');
  if (asked instanceof HTMLSelectElement) {
    asked.append(...Object.entries(choices).map(([value, text]) => new Option(text, value)));
  }
  asked.value = answer || (kind === 'yes-no' ? 'true' : '');
  asked.name = name;
  asked.addEventListener('change', () => changed(name, asked.value));
  row.append(asked);
  return row;
}

/**
 * @param {HTMLElement} target
 * @param {GoldenCase[]} cases
 * @param {Say} say
 */
export function showCases(target, cases, say) {
  const wrong = cases.filter((one) => !one.agrees);
  const head = element(
    'p',
    wrong.length ? 'hc-desk__refused' : 'hc-desk__done',
    say('cases', { all: cases.length, wrong: wrong.length }),
  );
  const list = element('ul', 'hc-desk__list');
  list.append(
    ...wrong.map(({ benefit, name, says, found }) => element('li', '', `${benefit} · ${name}: ${says ?? '–'} ≠ ${found ?? '–'}`)),
  );
  target.replaceChildren(head, ...(wrong.length ? [list] : []));
}

/**
 * @param {HTMLElement} target
 * @param {Impact} impact
 * @param {Checked['benefits']} benefits
 * @param {Say} say
 */
export function showChange(target, { data, refused }, benefits, say) {
  if (!data) {
    target.replaceChildren(element('p', 'hc-desk__refused', refused ?? ''));
    return;
  }
  if (!data.changes.length) {
    target.replaceChildren(element('p', 'hc-desk__done', say('no-change')));
    return;
  }
  target.replaceChildren(
    ...data.changes.map((change) => {
      const title = benefits.find((one) => one.id === change.benefit)?.title;
      const section = element('section', 'hc-desk__change');
      section.append(element('h2', 'hc-desk__head', (lang === 'zh' ? title?.zh : title?.en || title?.zh) || change.benefit));
      section.append(...changeParts(change, say));
      return section;
    }),
  );
}

/**
 * @param {Change} change
 * @param {Say} say
 */
function changeParts({ points, cases, tried, firms }, say) {
  const curves = /** @type {const} */ (['before', 'after']).map((name) => ({
    name,
    points: points.filter((one) => one[name] !== null).map((one) => /** @type {[string, string]} */ ([one.value, one[name]])),
  }));
  const numbers = { ...firms, same: firms.count - firms.gain - firms.lose };
  const table = element('table', 'hc-table');
  table.append(row('th', [say('tenth'), say('before'), say('after')]));
  firms.tenths.forEach((one, index) => {
    table.append(row('td', [String(index + 1), grouped(one.before), grouped(one.after)]));
  });
  return [
    ...(points.length ? [curvePicture(curves, say('curves'))] : []),
    element('p', '', say('changed-cases', { changed: cases.length, tried })),
    element('p', '', say('firms', { ...numbers, before: grouped(firms.before), after: grouped(firms.after) })),
    table,
  ];
}

/**
 * @param {'th' | 'td'} kind
 * @param {string[]} cells
 */
function row(kind, cells) {
  const made = element('tr');
  made.append(...cells.map((text) => element(kind, kind === 'td' ? 'hc-table__sum' : '', text)));
  return made;
}

/** @param {string} amount */
const grouped = (amount) => Number(amount).toLocaleString(lang === 'zh' ? 'zh-CN' : 'en-US', { minimumFractionDigits: 2 });
