// @ts-nocheck
// The plan: the profile, the address, what is kept in this browser, and the answer that Python renders.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { caseAddress, isDay, keepTwin, readAddress, writeAddress } from '../shared/address.mjs';
import { copy } from '../shared/clipboard.mjs';
import { canonical } from '../shared/form.mjs';
import { showEngineHtml } from '../shared/markup.mjs';
import { startPageEngine } from '../shared/page-engine.mjs';
import { pieceOf } from '../shared/pieces.mjs';
import { csvFile, save } from '../shared/save.mjs';
import { showScripted } from '../shared/scripted.mjs';
import { today } from '../shared/status.mjs';
import { likedUnit } from '../shared/units.mjs';
import { lang, say } from '../shared/words.mjs';
import { startBatch } from './batch.mjs';
import { forgetProfile, keepProfile, keptProfile } from './keep.mjs';
import { Profile } from './profile.mjs';
import { makeSortable } from './sorting.mjs';
import { writeWorkbook } from './workbook.mjs';

function startPlan(root) {
  const page = JSON.parse(root.querySelector('[data-page]').textContent);
  const profile = new Profile(root, page);
  const output = root.querySelector('output.hc-plan'); // the totals
  const told = root.querySelector('[data-told]'); // and all that is said about them
  const peek = root.querySelector('[data-peek]');
  const unit = likedUnit();
  let asked = false;
  let failed = false;
  const { engine, version, notice } = startPageEngine(root, { waiting: () => asked });
  const following = pieceOf(keep);

  open();
  decorate();
  root.addEventListener('input', ({ target }) => {
    if (target.matches('[data-all]')) profile.refresh();
    else if (target.form?.id === 'profile') changed();
  });
  root.querySelector('#profile').addEventListener('submit', (event) => {
    event.preventDefault();
    changed();
  });
  told.addEventListener('click', (event) => {
    const gap = event.target.closest('[data-go]');
    if (!gap) return;
    event.preventDefault();
    profile.focus(gap.dataset.go);
  });
  root.querySelector('[data-clear]').addEventListener('click', () => {
    following.drop();
    forgetProfile();
    profile.fill({ place: profile.place, on: today(), inputs: {} }, unit);
    history.replaceState(null, '', location.pathname);
    keepTwin();
    work();
    sayKept('script.plan.cleared');
  });
  root.querySelector('[data-example]').addEventListener('click', () => {
    profile.fill(page.example, unit);
    changed();
  });
  root.querySelector('[data-share]').addEventListener('click', share);
  root.querySelector('[data-recap]').addEventListener('click', () => print());
  for (const button of root.querySelectorAll('[data-export]'))
    button.addEventListener('click', () => exportAs(button.dataset.export));
  addEventListener('beforeprint', writeRecap);
  addEventListener('pagehide', following.now);
  startBatch(root.querySelector('[data-batch]'), {
    engine,
    unit,
    where: () => ({ place: profile.place, on: profile.day || today() }),
  });
  showScripted(root);

  /**
   * What the page opens with: the case in its address, else what is kept, else the example beside an empty form; over
   * any of them what was typed before this program was there.
   */
  function open() {
    const { inputs, on } = readAddress({ ...page.fields, place: {} });
    const { place, ...answers } = inputs;
    const shared = place || Object.keys(answers).length ? { place, on, inputs: answers } : null;
    const found = shared ?? keptProfile();
    const early = profile.answered;
    profile.fill(
      {
        place: early?.place ?? found?.place,
        on: early?.on ?? found?.on ?? today(),
        inputs: { ...found?.inputs, ...early?.inputs },
      },
      unit,
    );
    if (early) {
      changed();
      return;
    }
    if (!found) {
      profile.refresh();
      return;
    }
    if (!shared) sayKept('script.plan.found');
    keepTwin();
    work();
  }

  /** Something was answered: Python is asked, and what was answered is kept. */
  function changed() {
    following.soon();
    work();
  }

  /** Keeps the answers in this browser and in the address. */
  function keep() {
    sayKept(keepProfile(theCase()) ? 'script.plan.kept' : 'script.plan.not-kept');
    writeAddress(addressInputs(), { on: chosenDay(), version });
  }

  function theCase() {
    return { place: profile.place, on: chosenDay(), inputs: addressInputs({ place: false }) };
  }

  function addressInputs({ place = true } = {}) {
    const inputs = canonical(profile.inputs, page.fields);
    return place ? { ...inputs, place: profile.place } : inputs;
  }

  /** The day, where it is another than today; a link without one is worked out for the day it is opened. */
  function chosenDay() {
    return isDay(profile.day) && profile.day !== today() ? profile.day : null;
  }

  function request(op) {
    return {
      op,
      place: profile.place,
      on: isDay(profile.day) ? profile.day : null,
      inputs: profile.inputs,
      lang,
      unit,
      root: root.dataset.root,
    };
  }

  async function work() {
    asked = true;
    profile.refresh();
    root.querySelector('[data-example-note]').hidden = true;
    output.dataset.state = 'calculating';
    output.setAttribute('aria-busy', 'true');
    if (root.dataset.engine === 'starting') notice(say('live.starting'));
    const answer = await engine.call(request('plan'), { channel: 'plan' });
    if (answer === SUPERSEDED) return;
    output.setAttribute('aria-busy', 'false');
    failed = answer === FAILED;
    if (failed) {
      output.dataset.state = 'refused';
      notice(say('live.failed'));
      return;
    }
    profile.showProblems(answer.ok ? {} : answer.problems);
    notice(answer.ok ? '' : answer.message);
    if (!answer.ok) {
      output.dataset.state = 'refused';
      return;
    }
    for (const [total, amount] of Object.entries(answer.totals)) output.dataset[total] = amount;
    output.dataset.state = 'live';
    showEngineHtml(output, answer.html.head);
    showEngineHtml(told, answer.html.body);
    decorate();
    root.querySelector('[data-tools]').hidden = false;
    peek.querySelector('strong').textContent = output.querySelector('[data-total="cautious"]').textContent;
    peek.hidden = false;
  }

  /** Makes the answer answer back: headings that sort, and links from what is missing to its question. */
  function decorate() {
    for (const table of told.querySelectorAll('.hc-plan__table')) makeSortable(table);
    for (const gap of told.querySelectorAll('.hc-plan__gap [data-input]')) {
      const link = document.createElement('a');
      link.href = `#ask-${gap.dataset.input}`;
      link.dataset.go = gap.dataset.input;
      link.append(...gap.childNodes);
      gap.append(link);
    }
  }

  async function share() {
    const address = new URL(
      caseAddress(addressInputs(), { on: isDay(profile.day) ? profile.day : today(), version }),
      location.href,
    ).href;
    if (await copy(address)) said('script.plan.link-copied');
    else said('script.plan.link-here', { address });
  }

  async function exportAs(kind) {
    const answer = await engine.call(request('export'), { channel: 'export' });
    if (answer === SUPERSEDED) return;
    if (answer === FAILED || !answer.ok) {
      said('script.file-failed');
      return;
    }
    const name = `huice-${profile.place}-${profile.day || today()}.${kind}`;
    try {
      save(kind === 'csv' ? csvFile(answer.csv) : await writeWorkbook(answer.sheets), name);
      said('script.file-ready', { name });
    } catch {
      said('script.plan.no-workbook');
    }
  }

  /** The answers as a list, for the recap on paper. */
  function writeRecap() {
    following.now();
    const place = root.querySelector('[data-given-answers]');
    const entries = profile.said(unit);
    place.querySelector('dl').replaceChildren(
      ...entries.map(([label, text]) => {
        const row = document.createElement('div');
        for (const [tag, content] of [
          ['dt', label],
          ['dd', text],
        ])
          row.append(Object.assign(document.createElement(tag), { textContent: content }));
        return row;
      }),
    );
    place.hidden = entries.length === 0 || output.dataset.state !== 'live';
    place.dataset.made = say('script.plan.made', { version, day: today(), address: location.href });
  }

  function said(key, values) {
    root.querySelector('[data-said]').textContent = say(key, values);
  }

  function sayKept(key) {
    root.querySelector('[data-kept]').textContent = say(key);
  }
}

for (const root of document.querySelectorAll('[data-plan]')) startPlan(root);
