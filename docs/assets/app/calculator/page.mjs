// @ts-nocheck
// A calculator page: the form, the address, the figure from the corners at once, Python's answer a moment later.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { makeCurve } from '../chart/curve.mjs';
import { neighbours, stepsPerUnit } from '../chart/shape.mjs';
import { isDay, keepTwin, readAddress, writeAddress } from '../shared/address.mjs';
import { amountAt, findTable, mainStep } from '../shared/corners.mjs';
import {
  answersIn,
  canonical,
  fill,
  given,
  isFieldChanged,
  labelOf,
  showProblems,
  stepsOf,
  unfolded,
  writeEchoes,
  writeMoney,
} from '../shared/form.mjs';
import { showEngineHtml } from '../shared/markup.mjs';
import { show, usualUnit, yuan } from '../shared/numbers.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { showScripted } from '../shared/scripted.mjs';
import { today } from '../shared/status.mjs';
import { likedUnit, likeUnit } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { startTakeaway } from './takeaway.mjs';

const MEANWHILE = 30; // milliseconds that Python has for a figure before the page turns to what can wait
const PATIENCE = 250; // an answer takes milliseconds; only after this many the page says that it is calculating
const SPEAKING = 700; // whoever types is not interrupted

/** Brings a calculator to life. */
export function startCalculator(root) {
  const pageCase = JSON.parse(root.querySelector('[data-case]').textContent);
  const form = root.querySelector('form');
  const output = root.querySelector('output'); // the figure
  const told = root.querySelector('[data-told]'); // and all that is said about it
  const spoken = root.querySelector('[data-spoken]');
  const bar = root.querySelector('[data-bar]');
  const { fields } = pageCase;
  let unit = likedUnit();
  let touched = false; // whether there is anything but the example
  let owed = false; // whether Python is to be asked once it is there, without being hurried
  let known = null; // the curve of the last answer, and the other answers it holds for
  let latest = 0; // of the questions to Python
  let wait = 0;
  let later = 0;
  let speak = 0;

  const { engine, version, notice } = startPageEngine(root, {
    waiting: () => touched,
    onReady: () => owed && ask(),
    onFailed: () => output.dataset.state === 'calculating' && !output.dataset.amount && announce(say('live.not-covered')),
  });
  const takeaway = startTakeaway(root, {
    engine,
    request,
    shared: () => ({ inputs: canonical(unfolded(inputsNow(), fields), fields), on: day(), version }),
  });
  const plot = root.querySelector('[data-plot]') && pageCase.main ? makeCurve(curveOptions()) : null;
  const following = pieceOf(followUp);

  showScripted(root);
  form.elements.unit.value = unit;
  open();
  form.addEventListener('input', ({ target }) => (target.name === 'unit' ? changeUnit(target.value) : update()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    update();
  });
  form.addEventListener('reset', () =>
    setTimeout(() => {
      form.elements.unit.value = unit;
      writeMoney(form, fields, unit);
      update();
    }),
  );
  for (const [moment, printing] of [
    ['beforeprint', true],
    ['afterprint', false],
  ]) {
    addEventListener(moment, () => {
      document.documentElement.classList.toggle('hc-printing', printing);
      following.now();
      plot?.print(printing);
    });
  }
  new MutationObserver(() => plot?.redraw()).observe(document.body, { attributeFilter: ['data-md-color-scheme'] });
  new IntersectionObserver(([entry]) => bar.classList.toggle('hc-amountbar--away', entry.isIntersecting)).observe(
    output.parentElement,
  );
  bar.textContent = output.querySelector('.hc-answer__amount').textContent;
  bar.ariaHidden = 'true'; // what it says is said by the answer
  bar.hidden = false;

  /** What the address asks for, and a sentence where it cannot be had. */
  function open() {
    const address = readAddress(fields);
    const typed = Object.keys(fields).filter((name) => isFieldChanged(form.elements[name]));
    const shared = Object.entries(address.inputs).filter(([name]) => !typed.includes(name)); // what is typed early wins over the link
    const unreadable = fill(form, fields, Object.fromEntries(shared), unit);
    if (address.on && !form.elements.on.value) form.elements.on.value = address.on;
    const sentences = [];
    const listed = (names) => names.join(say('list.and'));
    if (address.unknown.length) sentences.push(say('script.link-unknown', { names: listed(address.unknown) }));
    if (unreadable.length)
      sentences.push(say('script.link-unreadable', { names: listed(unreadable.map((name) => labelOf(form, name))) }));
    if (address.badDay !== null) sentences.push(say('script.link-day', { day: address.badDay }));
    if (address.version && address.version !== version)
      sentences.push(say('script.link-older', { made: address.version, now: version }));
    tellAll(root.querySelector('[data-notice]'), sentences);
    if (typed.length || shared.length || address.on) update();
    else if (unit !== usualUnit(lang)) update({ unhurried: true });
    else followExample();
    keepTwin();
  }

  function changeUnit(chosen) {
    unit = chosen;
    likeUnit(unit);
    writeMoney(form, fields, unit);
    update();
  }

  /** Something was typed: Python is asked, where it is there; its figure comes before the eye, or else that of the corners is shown. */
  function update({ unhurried = false } = {}) {
    touched = true;
    clearTimeout(wait);
    clearTimeout(later);
    const isReady = root.dataset.engine === 'ready';
    if (isReady && !unhurried) ask();
    const inputs = inputsNow();
    const fen = amountAt(pageCase, cornersFor(inputs), inputs);
    output.dataset.state = fen === null ? 'calculating' : 'corners';
    output.dataset.amount = fen === null ? '' : yuan(fen);
    if (isReady) later = setTimeout(() => meanwhile(fen), MEANWHILE);
    else meanwhile(fen);
    if (unhurried) owed = true;
    else if (!isReady) ask(); // which may have to start a thread: the figure does not wait for that
    if (root.dataset.engine === 'starting') notice(say('live.starting'));
  }

  /** Shows the figure from the corners, until Python's is there. */
  function meanwhile(fen) {
    output.dataset.stale = fen === null ? 'all' : 'words'; // what is shown fainter
    if (fen !== null) announce((fen ? pageCase.headline : '{amount}').replace('{amount}', show(fen, lang, unit)), !fen);
    else if (root.dataset.engine === 'ready') wait = setTimeout(() => announce(say('live.calculating')), PATIENCE);
    else announce(say(root.dataset.engine === 'failed' ? 'live.not-covered' : 'live.calculating'));
    following.soon();
  }

  /** The example as it stands on the page: its curve, and how its sums are read. The address has nothing to say of it. */
  function followExample() {
    const inputs = inputsNow();
    draw(inputs, cornersFor(inputs));
    pieceOf(() => writeEchoes(form, fields, unit)).soon();
  }

  /** What can wait until the figure stands there: the address, how sums were read, the curve. */
  function followUp() {
    const inputs = inputsNow();
    writeAddress(canonical(unfolded(inputs, fields), fields), {
      on: isDay(form.elements.on.value) ? form.elements.on.value : null,
      version,
    });
    writeEchoes(form, fields, unit);
    tellFolded();
    takeaway.changed();
    draw(inputs, cornersFor(inputs));
  }

  /** Asks Python: for the figure, which takes it a millisecond or two, then for all that is said about it. */
  async function ask() {
    owed = false;
    const turn = ++latest;
    const inputs = inputsNow();
    const asked = request();
    const figure = await engine.call({ ...asked, op: 'amount' }, { channel: 'figure' });
    if (figure === SUPERSEDED || figure === FAILED || turn !== latest) return;
    showFigure(figure);
    if (!figure.ok) return;
    const answer = await engine.call({ ...asked, op: 'estimate' }, { channel: 'answer' });
    if (answer === SUPERSEDED || turn !== latest) return;
    clearTimeout(wait);
    if (answer === FAILED) {
      output.dataset.stale = 'words';
      return;
    }
    if (!answer.ok) {
      refuse(answer);
      return;
    }
    output.dataset.state = 'live';
    delete output.dataset.stale;
    known = answer.curve && { others: others(inputs), corners: answer.curve };
    showAnswer(answer.html);
    draw(inputs, answer.curve);
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen is said, with its lines
    speakSoon(() => output.innerText);
  }

  /** Python's figure, or what is wrong with the answers. */
  function showFigure(figure) {
    clearTimeout(wait);
    clearTimeout(later);
    following.soon(); // while Python works on all the rest
    showProblems(form, figure.ok ? {} : figure.problems);
    if (figure.ok) {
      notice('');
      output.dataset.amount = figure.amount ?? '';
      if (output.dataset.stale) output.dataset.stale = 'words';
      wait = setTimeout(() => (output.dataset.stale = 'words'), PATIENCE); // what is said is still about another figure
      announce(figure.headline, !figure.eligible);
    } else {
      refuse(figure);
    }
    output.dataset.python = latest; // for whoever measures or waits for it
  }

  function refuse({ problems, message }) {
    output.dataset.state = 'refused';
    output.dataset.stale = 'all';
    output.dataset.amount = '';
    announce(say('live.refused'), true);
    notice(Object.keys(problems).some((name) => form.elements[name]) ? '' : message);
    speakSoon(() => message);
  }

  /** What Python is asked about. */
  function request() {
    return {
      benefit: pageCase.benefit,
      inputs: given(unfolded(inputsNow(), fields)),
      lang,
      unit,
      on: day(),
      root: root.dataset.root,
    };
  }

  /** The day in the form, or today; what is no day is passed on for Python to say so. */
  function day() {
    return form.elements.on.value || today();
  }

  function inputsNow() {
    return answersIn(form, fields);
  }

  /** The page's corners for these answers, or those of the last answer where only the main input has changed. */
  function cornersFor(inputs) {
    if (!pageCase.main) return null;
    return findTable(pageCase, inputs)?.corners ?? (known?.others === others(inputs) ? known.corners : null);
  }

  function others(inputs) {
    return JSON.stringify(Object.entries(canonical(inputs, fields)).filter(([name]) => name !== pageCase.main));
  }

  /** The engine's markup with the chart that is there already, and what the visitor had opened. */
  function showAnswer(html) {
    const opened = [...told.querySelectorAll('details[data-keep]')].filter((one) => one.open).map((one) => one.dataset.keep);
    showEngineHtml(output, html.head);
    showEngineHtml(told, html.body);
    for (const name of opened) told.querySelector(`details[data-keep="${name}"]`)?.setAttribute('open', '');
    bar.textContent = output.querySelector('.hc-answer__amount').textContent;
  }

  /** Says beside what is folded what it holds. */
  function tellFolded() {
    for (const place of root.querySelectorAll('[data-folded]'))
      place.querySelector('[data-folded-told]').textContent = form.elements[place.dataset.folded].selectedOptions[0].textContent;
  }

  function draw(inputs, corners) {
    root.querySelector('[data-day-told]').textContent = form.elements.on.value || say('script.today');
    const place = told.querySelector('[data-plot]');
    place?.parentElement.classList.toggle('hc-curve--stale', !corners);
    if (!place || !plot) return;
    if (plot.element.parentElement !== place) place.append(plot.element);
    if (corners)
      plot.show({
        corners,
        here: mainStep(pageCase, inputs),
        others: neighbours(pageCase.tables, findTable(pageCase, inputs)),
        unit,
      });
  }

  function curveOptions() {
    const { kind } = fields[pageCase.main];
    const steps = stepsOf(form.elements[pageCase.main].defaultValue, kind);
    return {
      kind,
      label: pageCase.label,
      rounding: pageCase.rounding,
      example: steps === null ? 0 : Number(steps) / stepsPerUnit(kind),
    };
  }

  /** The headline of the answer, on the page and in the bar that small screens have. */
  function announce(text, none = false) {
    const headline = output.querySelector('.hc-answer__amount');
    headline.textContent = text;
    headline.classList.toggle('hc-answer__amount--none', none);
    bar.textContent = text;
  }

  /** Says it to a screen reader, once the visitor pauses; only then is it asked what is to be said. */
  function speakSoon(text) {
    clearTimeout(speak);
    speak = setTimeout(() => {
      spoken.textContent = text().replace(/\s*\n\s*/g, lang === 'zh' ? '，' : ', ');
    }, SPEAKING);
  }
}

function tellAll(place, sentences) {
  place.replaceChildren(...sentences.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  place.hidden = !sentences.length;
}
