// @ts-nocheck
// The question of the home page: where, how much, on what; answered from the curves on the page at once, by Python a moment later.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { evaluate } from '../shared/corners.mjs';
import { tell } from '../shared/dom.mjs';
import { stepsOf } from '../shared/form.mjs';
import { placesOf, plain, show, yuan } from '../shared/numbers.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { ranked } from '../shared/ranking.mjs';
import { pays, today } from '../shared/status.mjs';
import { placeOf } from '../shared/timeline.mjs';
import { likedUnit, typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';

const SILENT = 'hc-quick--silent'; // of a row whose text pays nobody today
const KIND = 'money';

function startQuick(root) {
  const page = JSON.parse(root.querySelector('[data-page]').textContent);
  const form = root.querySelector('form');
  const [place, spend, purpose] = ['place', 'spend', 'purpose'].map((name) => form.querySelector(`#quick-${name}`));
  const problem = root.querySelector('#quick-problem');
  const rows = [...root.querySelectorAll('[data-benefit]')];
  const unit = likedUnit();
  const day = today();
  let round = 0; // counts the questions: an answer to an earlier one is none to this
  const { engine } = startPageEngine(root.querySelector('.hc-quick'));

  const early = spend.value !== spend.defaultValue; // typed before this program was there
  const first = stepsOf(spend.value, KIND);
  if (first !== null) spend.value = typedMoney(first, unit);
  for (const row of rows) row.classList.toggle(SILENT, !pays(JSON.parse(row.dataset.dates), day));
  answer();
  if (early) ask();
  markToday(root.querySelector('[data-line-first]'), day);
  form.addEventListener('input', () => {
    answer();
    ask();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.assign(root.querySelector('[data-plan-link]').href);
  });

  /** The rows for this place and purpose, with the amounts that the page can tell by itself. */
  function answer() {
    round += 1;
    const shown = rows.filter((row) => fits(page.rows[row.dataset.benefit]));
    for (const row of rows) row.hidden = !shown.includes(row);
    root.querySelector('[data-none]').hidden = shown.length > 0;
    const steps = stepsOf(spend.value, KIND);
    tell(problem, spend.value.trim() ? wrongWith(steps, shown) : '');
    if (problem.hidden) spend.removeAttribute('aria-invalid');
    else spend.setAttribute('aria-invalid', 'true');
    if (steps === null || !problem.hidden) {
      link(shown, '');
      unanswered(shown);
      return;
    }
    for (const row of shown) {
      const { corners, headline, rounding } = page.rows[row.dataset.benefit];
      const fen = evaluate(corners, steps, rounding);
      put(row, yuan(fen), fen ? headline.replace('{amount}', show(fen, lang, unit)) : say('script.quick.nothing'), 'corners');
    }
    link(shown, plain(steps, placesOf(KIND)));
    settle(shown);
  }

  /** The sentence for what Python would refuse; empty where it is a sum that it takes. */
  function wrongWith(steps, shown) {
    if (steps === null) return say('script.quick.not-money');
    const limits = shown.map((row) => stepsOf(page.fields[page.rows[row.dataset.benefit].main].atMost, KIND));
    const passed = limits.find((limit) => steps > limit);
    return passed === undefined ? '' : say('script.quick.too-much', { limit: show(passed, lang, unit) });
  }

  function fits({ policy, purpose: what }) {
    return what === purpose.value && page.places[place.value].includes(policy);
  }

  function put(row, amount, headline, state) {
    row.dataset.amount = amount;
    row.dataset.state = state;
    row.querySelector('[data-headline]').textContent = headline;
    row.classList.toggle('hc-quick--zero', !Number(amount));
  }

  /** No amount for what is no sum of money: an older one would look like its answer. */
  function unanswered(shown) {
    for (const row of shown) put(row, '', '—', 'refused');
    root.querySelector('[data-best]').hidden = true;
  }

  /** What can be claimed first, the most first; and the best of it in a line. */
  function settle(shown) {
    const sorted = ranked(shown, SILENT);
    const list = rows[0].parentElement;
    if (sorted.some((row, index) => [...list.children].filter((one) => !one.hidden)[index] !== row)) list.append(...sorted);
    const paying = sorted.filter((row) => !row.classList.contains(SILENT) && Number(row.dataset.amount));
    const best = root.querySelector('[data-best]');
    best.hidden = false;
    best.textContent = paying.length
      ? say('script.quick.best', { amount: show(BigInt(paying[0].dataset.amount.replace('.', '')), lang, unit) })
      : say(shown.some((row) => !row.classList.contains(SILENT)) ? 'script.quick.below' : 'script.quick.none-now');
    if (!shown.length) best.hidden = true;
  }

  /** Whoever goes on takes the figures along; an empty `amount` is none. */
  function link(shown, amount) {
    const taken = (main) => (amount ? { [main]: amount } : {});
    const inputs = Object.assign({}, ...shown.map((row) => taken(page.rows[row.dataset.benefit].main)));
    const plan = new URLSearchParams([...Object.entries({ ...inputs, place: place.value })].sort());
    root.querySelector('[data-plan-link]').search = plan.toString();
    const compare = root.querySelector('[data-compare-link]');
    compare.href = `${root.dataset.root}compare/${purpose.value}/?${new URLSearchParams(Object.entries(inputs).sort())}`;
    for (const row of shown) {
      const { main, others } = page.rows[row.dataset.benefit];
      row.querySelector('[data-calculator-link]').search = new URLSearchParams(
        Object.entries({ ...others, ...taken(main) }).sort(),
      ).toString();
    }
  }

  /** Python has the last word. */
  async function ask() {
    const asking = round;
    const shown = rows.filter((row) => !row.hidden);
    if (!shown.length || shown.some(({ dataset }) => dataset.state === 'refused')) return;
    const inputs = {};
    for (const row of shown)
      Object.assign(inputs, page.rows[row.dataset.benefit].others, { [page.rows[row.dataset.benefit].main]: spend.value });
    const found = await engine.call(
      { op: 'compare', purpose: purpose.value, place: place.value, inputs, on: day, lang, unit },
      { channel: 'quick' },
    );
    if (found === SUPERSEDED || found === FAILED || asking !== round) return;
    if (!found.ok) {
      tell(problem, found.message);
      spend.setAttribute('aria-invalid', 'true');
      link(shown, '');
      unanswered(shown);
      return;
    }
    for (const one of found.benefits) {
      const row = shown.find(({ dataset }) => dataset.benefit === one.benefit);
      if (row) put(row, one.amount ?? '', Number(one.amount) ? one.headline : say('script.quick.nothing'), 'live');
    }
    settle(shown);
  }
}

/** Today on the line of the five texts. */
function markToday(figure, day) {
  const at = placeOf(day, figure.dataset.lineFirst, figure.dataset.lineLast);
  for (const mark of figure.querySelectorAll('[data-today]')) {
    for (const name of ['x1', 'x2']) if (mark.tagName === 'line') mark.setAttribute(name, `${at}%`);
    mark.querySelector?.('text')?.setAttribute('x', `${at}%`);
    mark.removeAttribute('display');
  }
}

for (const root of document.querySelectorAll('[data-quick]')) startQuick(root);
