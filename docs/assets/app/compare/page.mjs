// @ts-nocheck
// One purpose across all policies: amounts from the corners at once, from Python a moment later, and the curves.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { keepTwin, readAddress, writeAddress } from '../shared/address.mjs';
import { amountFromCorners, findCorners } from '../shared/corners.mjs';
import { answersIn, canonical, given, isChanged, isFieldChanged, showProblems, stepsOf } from '../shared/form.mjs';
import { show, yuan } from '../shared/numbers.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { ranked } from '../shared/ranking.mjs';
import { pays, showStatuses, today } from '../shared/status.mjs';
import { likedUnit, typedMoney } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { makeCurves } from './chart.mjs';

const SILENT = 'hc-compare--silent'; // of a row whose text pays nobody on the day

function startCompare(root) {
  const page = JSON.parse(root.querySelector('[data-page]').textContent);
  const form = root.querySelector('form');
  const rows = [...root.querySelectorAll('tr[data-benefit]')];
  const unit = likedUnit();
  const address = readAddress(page.fields);
  const on = address.on ?? today();
  let asked = false;
  const { engine, version, notice } = startPageEngine(root, { waiting: () => asked });
  const following = pieceOf(followUp);
  const charts = new Map();
  const curves = new Map(); // what Python has drawn last, by benefit
  const early = form && isChanged(form, page.fields); // something was typed before this program was there

  for (const [name, { kind }] of Object.entries(page.fields)) {
    const field = form.elements[name];
    const text = isFieldChanged(field) ? field.value : (address.inputs[name] ?? field.value); // what is typed early wins over the link
    const fen = kind === 'money' ? stepsOf(text, kind) : null;
    field.value = fen === null ? text : typedMoney(fen, unit);
  }
  keepTwin();
  showDay();
  showFromCorners();
  order();
  for (const figure of root.querySelectorAll('[data-chart]')) startChart(figure);
  if (early || Object.keys(address.inputs).length) update();
  form?.addEventListener('input', update);
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    update();
  });

  /** Statuses by the day the address names, else by today, which the page has written already. */
  function showDay() {
    root.querySelector('[data-day]').textContent = say('script.compare.day', { day: on });
    for (const row of rows) {
      row.classList.toggle(SILENT, !pays(JSON.parse(row.dataset.dates), on));
      row.querySelector('.hc-badge').className = 'hc-badge';
    }
    showStatuses(root, on);
  }

  function inputs() {
    return form ? given(answersIn(form, page.fields)) : {};
  }

  function update() {
    asked = true;
    curves.clear();
    showFromCorners();
    following.soon();
    ask();
  }

  /** What can wait until the figures stand there: the address and the curves. */
  function followUp() {
    if (asked) writeAddress(canonical(inputs(), page.fields), { on: address.on, version });
    draw();
  }

  /** The figures that the page can tell by itself; a condition counts as met. */
  function showFromCorners() {
    const answers = inputs();
    for (const row of rows) {
      const pageCase = page.rows[row.dataset.benefit];
      row.querySelector('[data-calculator-link]').search = calculatorSearch(pageCase, answers);
      if (!pageCase.main && (!asked || !asks(pageCase))) continue; // the figure that the page came with
      const fen = pageCase.main ? amountFromCorners(pageCase, withGates(pageCase, answers)) : null;
      row.dataset.state = fen === null ? 'calculating' : 'corners';
      row.dataset.amount = fen === null ? '' : yuan(fen);
      row.querySelector('[data-headline]').textContent =
        fen === null ? say(root.dataset.engine === 'failed' ? 'live.not-covered' : 'live.calculating') : announced(pageCase, fen);
    }
  }

  /** Whoever goes on to a calculator takes the figures along, and the day where the address names one. */
  function calculatorSearch(pageCase, answers) {
    const parameters = new URLSearchParams(canonical(mine(pageCase, answers), page.fields));
    if (address.on) parameters.set('on', address.on);
    return parameters.toString();
  }

  /** Whether anything that is asked here matters to the row. */
  function asks({ fields }) {
    return Object.keys(fields).some((name) => Object.hasOwn(page.fields, name));
  }

  function announced({ headline }, fen) {
    return fen ? headline.replace('{amount}', show(fen, lang, unit)) : show(fen, lang, unit);
  }

  async function ask() {
    const answer = await engine.call(
      { op: 'compare', purpose: page.purpose, place: null, inputs: inputs(), curves: charts.size > 0, on, lang, unit },
      { channel: 'compare' },
    );
    if (answer === SUPERSEDED) return;
    if (answer === FAILED) return withoutAmount('calculating', 'live.not-covered');
    if (form) showProblems(form, answer.ok ? {} : answer.problems);
    notice(answer.ok ? '' : answer.message);
    if (!answer.ok) return withoutAmount('refused', 'live.refused');
    for (const one of answer.benefits) {
      const row = rows.find(({ dataset }) => dataset.benefit === one.benefit);
      row.dataset.amount = one.amount ?? '';
      row.dataset.state = 'live';
      row.querySelector('[data-headline]').textContent = one.headline;
      if (one.corners) curves.set(one.benefit, one.corners);
    }
    order();
    following.soon();
  }

  /** Rows that nobody has an amount for say why; those that have it from the corners keep it. */
  function withoutAmount(state, why) {
    for (const row of rows.filter(({ dataset }) => dataset.state === 'calculating')) {
      row.dataset.state = state;
      row.querySelector('[data-headline]').textContent = say(why);
    }
  }

  /** What can be claimed first, the most first. */
  function order() {
    const sorted = ranked(rows, SILENT);
    if (sorted.every((row, index) => row.parentElement.rows[index] === row)) return;
    rows[0].parentElement.append(...sorted);
  }

  function startChart(figure) {
    const variable = figure.dataset.chart;
    const lines = Object.values(page.rows).filter(({ main }) => main === variable);
    const chart = makeCurves(figure, { kind: page.fields[variable].kind, lines: lines.map(({ benefit }) => benefit) });
    charts.set(variable, chart);
    following.soon();
  }

  function draw() {
    const answers = inputs();
    for (const [variable, chart] of charts) {
      const lines = Object.values(page.rows)
        .filter(({ main }) => main === variable)
        .map((pageCase) => ({
          benefit: pageCase.benefit,
          rounding: pageCase.rounding,
          corners: curves.get(pageCase.benefit) ?? findCorners(pageCase, withGates(pageCase, answers)),
          silent: rows.find(({ dataset }) => dataset.benefit === pageCase.benefit).classList.contains(SILENT),
        }));
      chart.show({ lines, here: stepsOf(answers[variable] ?? '', page.fields[variable].kind), unit });
    }
  }
}

const mine = ({ fields }, answers) => Object.fromEntries(Object.entries(answers).filter(([name]) => Object.hasOwn(fields, name)));

function withGates({ fields }, answers) {
  const gates = Object.entries(fields).filter(([, { gate }]) => gate);
  return { ...answers, ...Object.fromEntries(gates.map(([name]) => [name, 'true'])) };
}

for (const root of document.querySelectorAll('[data-compare]')) startCompare(root);
