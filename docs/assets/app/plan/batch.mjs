// A spreadsheet of firms: opened and worked out by Python a chunk at a time, shown and saved here.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { base64, csvFile, save } from '../shared/save.mjs';
import { lang, say } from '../shared/words.mjs';
import { showBatch } from './batch-view.mjs';
import { writeWorkbook } from './workbook.mjs';

/**
 * @import { Engine } from '../../engine/client.mjs'
 * @import { Answer, BatchProblem, BatchResult, Cell, Operation, Request, Sheet } from '../../engine/messages.d.ts'
 * @import { Unit } from '../shared/page-data.d.ts'
 */

/** @typedef {{ place: string, on: string }} Where what stands in where a row says nothing */

/**
 * @typedef {object} Found
 * @property {string[]} headings  of the result as a table
 * @property {string[][]} lines
 * @property {BatchResult[]} results
 * @property {BatchProblem[]} problems
 * @property {string[]} remarks  what was read, and what was left out
 * @property {number} rows  how many have been gone through
 * @property {number} bad  how many of them could not be used
 * @property {string} version
 * @property {Where} where
 * @property {boolean} cancelled
 */

const FIRST_CHUNK = 20;
const CHUNK_TIME = 250; // milliseconds that a chunk should take: short enough for the bar to move and for cancelling
const BIGGEST_CHUNK = 500;
const BIGGEST_FILE = 50_000_000; // bytes
const PATIENCE = 120_000; // milliseconds for opening a file, with which the part of Python comes that reads files

/** A mistake of the visitor or of the file, told in a sentence. */
class Refusal extends Error {}

/**
 * Brings the section to life.
 *
 * @param {HTMLElement} root
 * @param {{ engine: Engine, where: () => Where, unit: Unit }} page
 */
export function startBatch(root, { engine, where, unit }) {
  const zone = part('[data-drop]', HTMLElement);
  const picker = part('[data-file]', HTMLInputElement);
  const panel = part('[data-run]', HTMLElement);
  const bar = part('[data-bar]', HTMLProgressElement);
  const status = part('[data-run-said]', HTMLElement);
  const cancel = part('[data-cancel]', HTMLButtonElement);
  const result = part('[data-batch-result]', HTMLElement);
  let run = new AbortController(); // the one under way, or the last: a newer one or cancelling ends it

  picker.addEventListener('change', () => take(picker.files));
  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('hc-drop--over');
    });
  }
  for (const type of ['dragleave', 'drop']) zone.addEventListener(type, () => zone.classList.remove('hc-drop--over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files);
  });
  cancel.addEventListener('click', () => run.abort());
  for (const button of root.querySelectorAll('[data-template]')) {
    if (button instanceof HTMLButtonElement) button.addEventListener('click', () => giveTemplate(button.dataset));
  }
  take(picker.files); // chosen before this program was there

  /**
   * @template {Element} Kind
   * @param {string} selector
   * @param {new () => Kind} kind
   * @returns {Kind}
   */
  function part(selector, kind) {
    const found = root.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`${selector} is not there`);
    return found;
  }

  /** @param {FileList | null | undefined} files */
  function take(files) {
    const file = files?.[0];
    if (file) work(file);
  }

  /** @param {File} file */
  async function work(file) {
    run.abort();
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
      const found = await workOut(file, mine.signal);
      if (mine !== run) return; // the page is busy with the next file
      panel.dataset.state = found.cancelled ? 'cancelled' : 'done';
      status.textContent = ended(found);
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

  /**
   * @param {File} file
   * @param {AbortSignal} signal
   * @returns {Promise<Found>}
   */
  async function workOut(file, signal) {
    if (file.size > BIGGEST_FILE) throw new Refusal(say('script.batch.too-big'));
    const there = where();
    const content = await base64(file);
    const { reading, headings, problems, version } = await ask(
      { op: 'sheet', name: file.name, content, ...there, unit, lang },
      PATIENCE,
    );
    /** @type {Found} */
    const found = {
      headings,
      lines: [],
      results: [],
      problems,
      remarks: [],
      rows: 0,
      bad: 0,
      version,
      where: there,
      cancelled: false,
    };
    for (let size = FIRST_CHUNK, ended = false; !ended; ) {
      const began = performance.now();
      const answer = await ask({ op: 'batch', reading, most: size, unit, lang });
      const took = performance.now() - began;
      found.lines.push(...answer.lines);
      found.problems.push(...answer.problems);
      found.results.push(...answer.results.map(({ row, name, place, totals }) => ({ row, name, place, totals })));
      found.remarks = answer.remarks;
      found.rows = answer.done;
      found.bad = answer.bad;
      ended = answer.ended;
      if (signal.aborted) return { ...found, cancelled: true };
      size = Math.max(1, Math.min(BIGGEST_CHUNK, Math.round((size * CHUNK_TIME) / Math.max(took, 1)), size * 3));
      bar.max = answer.rows;
      bar.value = ended ? answer.rows : answer.done;
      status.textContent = say('script.batch.running', { done: answer.done, all: answer.rows });
      await breath();
    }
    return found;
  }

  /**
   * @template {Operation} Op
   * @param {Request<Op>} request
   * @param {number} [patience]
   * @returns {Promise<Extract<Answer<Op>, { ok: true }>>}
   */
  async function ask(request, patience) {
    const answer = await engine.call(request, { channel: `batch-${request.op}`, patience });
    if (answer === FAILED) throw new Refusal(say('live.failed'));
    if (answer === SUPERSEDED) throw new Refusal('');
    if (!answer.ok) throw new Refusal(answer.message);
    return /** @type {Extract<Answer<Op>, { ok: true }>} */ (answer);
  }

  /** @param {DOMStringMap} of */
  async function giveTemplate({ template = '', kind = '' }) {
    try {
      const { rows } = await ask({ op: 'template', lang: template === 'en' ? 'en' : 'zh' });
      await saveRows([{ name: say('script.batch.sheet-firms'), rows, headed: true }], `huice-template-${template}`, kind);
    } catch (error) {
      panel.hidden = false;
      cancel.hidden = true;
      status.textContent = error instanceof Refusal ? error.message : say('script.plan.no-workbook');
    }
  }

  /**
   * @param {Found} found
   * @param {string} name
   * @param {string} kind
   */
  async function saveResult(found, name, kind) {
    const withSums = (/** @type {string[]} */ line) => line.map((cell, index) => (isSum(index) && cell ? { yuan: cell } : cell));
    const about = [
      [say('script.batch.about-file'), name],
      [say('script.batch.about-place'), found.where.place],
      [say('script.batch.about-on'), found.where.on],
      [say('script.batch.about-version'), found.version],
      [say('script.batch.about-rows'), ended(found)],
      ...found.remarks.map((remark) => [say('script.batch.about-read'), remark]),
      [say('script.batch.about-note'), say('script.batch.estimate')],
    ];
    const sheets = [
      {
        name: say('script.batch.sheet'),
        rows: [found.headings, ...(kind === 'csv' ? found.lines : found.lines.map(withSums))],
        headed: true,
      },
      { name: say('script.batch.sheet-about'), rows: about, headed: false },
    ];
    try {
      await saveRows(sheets, `huice-${name.replace(/\.\w+$/, '')}`, kind);
    } catch {
      status.textContent = say('script.plan.no-workbook');
    }
  }

  /**
   * Saves sheets as a workbook, or the first of them as CSV, where Python marks what a spreadsheet would run.
   *
   * @param {Sheet[]} sheets
   * @param {string} name
   * @param {string} kind
   */
  async function saveRows(sheets, name, kind) {
    const rows = /** @type {Cell[][]} */ (sheets[0]?.rows);
    const file = kind === 'csv' ? csvFile((await ask({ op: 'csv', rows, lang })).text) : await writeWorkbook(sheets);
    save(file, `${name}.${kind}`);
  }
}

const FIRST_SUM = 4;
const SUMS = 4;

/**
 * Whether a column of the result holds sums: they follow row, name, place and date.
 *
 * @param {number} index
 */
const isSum = (index) => index >= FIRST_SUM && index < FIRST_SUM + SUMS;

/**
 * How a run ended, in words.
 *
 * @param {Found} found
 */
const ended = ({ cancelled, results, rows, bad }) =>
  say(cancelled ? 'script.batch.cancelled' : 'script.batch.done', { done: results.length, all: rows, bad });

/** Lets the page paint and take a click. */
const breath = () => new Promise((resolve) => setTimeout(resolve));
