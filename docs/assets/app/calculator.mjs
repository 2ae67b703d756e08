// A calculator page: the form, the address, the figure from the corners at once, Python's answer a moment later.

import { FAILED, SUPERSEDED, startEngine } from '../engine/client.mjs';
import { onIntent } from '../engine/intent.mjs';
import { readAddress, writeAddress } from './address.mjs';
import { amountFromCorners } from './corners.mjs';
import { showEngineHtml } from './markup.mjs';
import { show, yuan } from './numbers.mjs';
import { today } from './status.mjs';
import { lang, say } from './words.mjs';

/** Brings a calculator to life. */
export function startCalculator(root) {
  const pageCase = JSON.parse(root.querySelector('[data-case]').textContent);
  const form = root.querySelector('form');
  const output = root.querySelector('output');
  const notice = root.querySelector('[data-engine]');
  const runtime = JSON.parse(document.getElementById('hc-runtime').textContent);
  const address = readAddress(pageCase.fields);
  const on = address.on ?? today();
  let asked = false;

  const engine = startEngine({
    base: new URL(runtime.base.replace(/\/?$/, '/'), document.baseURI),
    manifest: runtime.manifest,
    onState: (state) => {
      root.dataset.engine = state;
      tell(notice, state === 'failed' ? say('live.failed') : state === 'starting' && asked ? say('live.starting') : '');
    },
    when: onIntent(form),
  });

  fill(form, address.inputs);
  if (Object.keys(address.inputs).length) update();
  else ask({ quiet: true });
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    update();
  });

  /** Something was typed: the address, the figure from the corners, and Python are told. */
  function update() {
    asked = true;
    const inputs = answers(form, pageCase.fields);
    writeAddress(inputs, { on: address.on, version: pageCase.version });
    const fen = amountFromCorners(pageCase, inputs);
    output.dataset.state = fen === null ? 'calculating' : 'corners';
    const headline = output.querySelector('.hc-answer__amount');
    if (fen !== null) {
      output.dataset.amount = yuan(fen);
      if (headline) headline.textContent = headlineText(pageCase, fen);
    } else if (root.dataset.engine !== 'ready' && headline) {
      headline.textContent = say(root.dataset.engine === 'failed' ? 'live.not-covered' : 'live.calculating');
      output.dataset.amount = '';
    }
    ask();
  }

  /** Asks Python; a quiet question is answered only when Python is there anyway. */
  async function ask({ quiet = false } = {}) {
    if (quiet) return;
    const inputs = answers(form, pageCase.fields);
    const request = { op: 'estimate', benefit: pageCase.benefit, inputs: given(inputs), lang, on, root: root.dataset.root };
    const answer = await engine.call(request, { channel: 'answer' });
    if (answer === SUPERSEDED || answer === FAILED) return;
    showProblems(form, answer.ok ? {} : answer.problems);
    if (!answer.ok) {
      output.dataset.state = 'refused';
      tell(notice, answer.message);
      return;
    }
    tell(notice, '');
    output.dataset.amount = answer.amount ?? '';
    output.dataset.state = 'live';
    showEngineHtml(output, answer.html);
    root.dispatchEvent(new CustomEvent('hc-answer', { detail: answer }));
  }
}

function headlineText({ certainty }, fen) {
  const amount = show(fen, lang);
  return certainty === 'up-to' && fen > 0n ? say('live.up-to', { amount }) : amount;
}

/** What the form holds, by name; a tick is `true` or `false`. */
function answers(form, fields) {
  const found = {};
  for (const name of Object.keys(fields)) {
    const field = form.elements[name];
    found[name] = field.type === 'checkbox' ? String(field.checked) : field.value.trim();
  }
  return found;
}

/** The answers without the fields that are empty. */
function given(inputs) {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
}

function fill(form, inputs) {
  for (const [name, value] of Object.entries(inputs)) {
    const field = form.elements[name];
    if (field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value;
  }
}

/** Puts each problem beside its field, and takes the settled ones away. */
function showProblems(form, problems) {
  for (const place of form.querySelectorAll('.hc-problem')) {
    const name = place.id.replace('problem-', '');
    place.textContent = problems[name] ?? '';
    place.hidden = !(name in problems);
    form.elements[name].toggleAttribute('aria-invalid', name in problems);
  }
}

function tell(notice, text) {
  notice.textContent = text;
  notice.hidden = !text;
}
