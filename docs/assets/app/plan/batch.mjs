// @ts-nocheck
// A spreadsheet of firms: read here, worked out by Python a chunk at a time, shown and saved here.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { base64, csvFile, save } from '../shared/save.mjs';
import { lang, say } from '../shared/words.mjs';
import { showBatch } from './batch-view.mjs';
import { readWorkbook, writeWorkbook } from './workbook.mjs';

const FIRST_CHUNK = 20;
const CHUNK_TIME = 250; // milliseconds that a chunk should take: short enough for the bar to move and for cancelling
const BIGGEST_CHUNK = 500;
const BIGGEST_FILE = 50_000_000; // bytes
const HEADING_ROW = 1;

/** A mistake of the visitor or of the file, told in a sentence. */
class Refusal extends Error {}

/**
 * Brings the section to life.
 *
 * engine  the page's engine
 * where   gives `{place, on}` that stand in where a row says nothing
 */
export function startBatch(root, { engine, where, unit }) {
  const zone = root.querySelector('[data-drop]');
  const picker = root.querySelector('[data-file]');
  const panel = root.querySelector('[data-run]');
  const bar = root.querySelector('[data-bar]');
  const status = root.querySelector('[data-run-said]');
  const cancel = root.querySelector('[data-cancel]');
  const result = root.querySelector('[data-batch-result]');
  let run = null; // the one under way, or the last: a newer one or cancelling ends it

  picker.addEventListener('change', () => picker.files[0] && work(picker.files[0]));
  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('hc-drop--over');
    });
  }
  for (const type of ['dragleave', 'drop']) zone.addEventListener(type, () => zone.classList.remove('hc-drop--over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) work(file);
  });
  cancel.addEventListener('click', () => run.abort());
  for (const button of root.querySelectorAll('[data-template]')) {
    button.addEventListener('click', () => giveTemplate(button.dataset.template, button.dataset.kind));
  }
  if (picker.files[0]) work(picker.files[0]); // chosen before this program was there

  async function work(file) {
    run?.abort();
    const mine = new AbortController();
    run = mine;
    panel.hidden = false;
    panel.dataset.state = 'running';
    cancel.hidden = false;
    result.hidden = true;
    result.replaceChildren();
    bar.removeAttribute('value');
    status.textContent = say('script.batch.reading', { name: file.name });
    try {
      const sheet = await rowsOf(file);
      const found = await workOut(sheet, mine.signal);
      if (mine !== run) return; // the page is busy with the next file
      panel.dataset.state = found.cancelled ? 'cancelled' : 'done';
      status.textContent = say(found.cancelled ? 'script.batch.cancelled' : 'script.batch.done', counts(found));
      showBatch(result, found, { unit, saveAs: (kind) => saveResult(found, file.name, kind) });
    } catch (error) {
      if (mine !== run) return;
      panel.dataset.state = 'failed';
      status.textContent = error instanceof Refusal ? error.message : say('script.batch.broken');
    } finally {
      if (mine === run) cancel.hidden = true;
      picker.value = '';
    }
  }

  /** The headings and rows of a file. */
  async function rowsOf(file) {
    if (file.size > BIGGEST_FILE) throw new Refusal(say('script.batch.too-big'));
    if (/\.xlsx$/i.test(file.name)) {
      let rows;
      try {
        rows = await readWorkbook(file);
      } catch {
        throw new Refusal(say('script.batch.not-xlsx'));
      }
      const [headings = [], ...rest] = rows;
      return { headings, rows: rest };
    }
    if (/\.xlsb?$/i.test(file.name)) throw new Refusal(say('script.batch.old-xls'));
    const answer = await ask({ op: 'rows', content: await base64(file) });
    return { headings: answer.headings, rows: answer.rows };
  }

  async function workOut({ headings, rows }, signal) {
    const place = where();
    const found = { headings: [], lines: [], results: [], problems: [], rows: rows.length, version: '', place, cancelled: false };
    let done = 0;
    let size = FIRST_CHUNK;
    do {
      const chunk = rows.slice(done, done + size);
      const began = performance.now();
      const answer = await ask({ op: 'batch', headings, rows: chunk, first: HEADING_ROW + 1 + done, ...place, unit });
      const took = performance.now() - began;
      found.headings = answer.headings;
      found.version = answer.version;
      for (const key of ['lines', 'problems']) found[key].push(...answer[key]);
      found.results.push(...answer.results.map(({ row, name, place: at, totals }) => ({ row, name, place: at, totals })));
      done += chunk.length;
      if (signal.aborted) return { ...found, rows: done, cancelled: true };
      size = Math.max(1, Math.min(BIGGEST_CHUNK, Math.round((size * CHUNK_TIME) / Math.max(took, 1)), size * 3));
      bar.max = Math.max(rows.length, 1);
      bar.value = done;
      status.textContent = say('script.batch.running', { done, all: rows.length });
      await breath();
    } while (done < rows.length);
    return found;
  }

  async function ask(request) {
    const answer = await engine.call({ ...request, lang: request.lang ?? lang }, { channel: `batch-${request.op}` });
    if (answer === FAILED) throw new Refusal(say('live.failed'));
    if (answer === SUPERSEDED) throw new Refusal('');
    if (!answer.ok) throw new Refusal(answer.message);
    return answer;
  }

  async function giveTemplate(language, kind) {
    try {
      const { rows } = await ask({ op: 'template', lang: language });
      await saveRows([{ name: say('script.batch.sheet-firms'), rows, headed: true }], `huice-template-${language}`, kind);
    } catch (error) {
      panel.hidden = false;
      cancel.hidden = true;
      status.textContent = error instanceof Refusal ? error.message : say('script.plan.no-workbook');
    }
  }

  async function saveResult(found, name, kind) {
    const lines = kind === 'csv' ? found.lines : found.lines.map((line) => line.map((cell, index) => (isSum(index) && cell ? { yuan: cell } : cell)));
    const about = [
      [say('script.batch.about-file'), name],
      [say('script.batch.about-place'), found.place.place],
      [say('script.batch.about-on'), found.place.on],
      [say('script.batch.about-version'), found.version],
      [say('script.batch.about-rows'), say(found.cancelled ? 'script.batch.cancelled' : 'script.batch.done', counts(found))],
      [say('script.batch.about-note'), say('script.batch.estimate')],
    ];
    const sheets = [
      { name: say('script.batch.sheet'), rows: [found.headings, ...lines], headed: true },
      { name: say('script.batch.sheet-about'), rows: about, headed: false },
    ];
    try {
      await saveRows(sheets, `huice-${name.replace(/\.\w+$/, '')}`, kind);
    } catch {
      status.textContent = say('script.plan.no-workbook');
    }
  }

  /** Saves sheets as a workbook, or the first of them as CSV, where Python marks what a spreadsheet would run. */
  async function saveRows(sheets, name, kind) {
    const file = kind === 'csv' ? csvFile((await ask({ op: 'csv', rows: sheets[0].rows })).text) : await writeWorkbook(sheets);
    save(file, `${name}.${kind}`);
  }
}

const FIRST_SUM = 4;
const SUMS = 4;

/** Whether a column of the result holds sums: they follow row, name, place and date. */
const isSum = (index) => index >= FIRST_SUM && index < FIRST_SUM + SUMS;

const counts = ({ results, problems, rows }) => ({ done: results.length, all: rows, bad: new Set(problems.filter(({ row }) => row > HEADING_ROW).map(({ row }) => row)).size });

/** Lets the page paint and take a click. */
const breath = () => new Promise((resolve) => setTimeout(resolve));
