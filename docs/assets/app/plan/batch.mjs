// A spreadsheet of firms on the plan's page: taken, worked out, shown and saved.

import { part, parts } from '../shared/dom.mjs';
import { csvFile, save } from '../shared/save.mjs';
import { lang, say } from '../shared/words.mjs';
import { ask, ending, Refusal, workOut } from './batch-run.mjs';
import { showBatch } from './batch-view.mjs';
import { writeWorkbook } from './workbook.mjs';

/**
 * @import { Engine } from '../../engine/client.mjs'
 * @import { Cell, Sheet } from '../../engine/messages.d.ts'
 * @import { Unit } from '../shared/page-data.d.ts'
 * @import { Found, Where } from './batch-run.mjs'
 */

export class Batch {
  #engine;
  #where;
  #unit;
  #zone;
  #picker;
  #panel;
  #bar;
  #count;
  #status;
  #cancel;
  #again;
  #result;
  #run = new AbortController(); // the one under way, or the last: a newer one or cancelling ends it
  /** @type {File[]} */
  #files = [];
  /** @type {Where | null} */
  #workedOutFor = null;

  /**
   * Brings the section to life.
   *
   * @param {HTMLElement} root
   * @param {{ engine: Engine, where: () => Where, unit: Unit }} page
   */
  constructor(root, { engine, where, unit }) {
    this.#engine = engine;
    this.#where = where;
    this.#unit = unit;
    this.#zone = part(root, '[data-drop]');
    this.#picker = part(root, '[data-file]', HTMLInputElement);
    this.#picker.multiple = true; // a sheet, and beside it what came of the last one
    this.#panel = part(root, '[data-run]');
    this.#bar = part(root, '[data-bar]', HTMLProgressElement);
    this.#count = part(root, '[data-run-count]');
    this.#status = part(root, '[data-run-said]');
    this.#cancel = part(root, '[data-cancel]', HTMLButtonElement);
    this.#again = part(root, '[data-run-again]', HTMLButtonElement);
    this.#result = part(root, '[data-batch-result]');
    this.#listen(root);
    this.#take(this.#picker.files); // chosen before this program was there
  }

  /** Says of a result that it was worked out for another place or day than the page's now. */
  follow() {
    if (!this.#workedOutFor) return;
    const { place, on } = this.#where();
    const isOld = place !== this.#workedOutFor.place || on !== this.#workedOutFor.on;
    if (isOld === !this.#again.hidden) return;
    this.#again.hidden = !isOld;
    this.#result.toggleAttribute('data-stale', isOld);
    this.#status.textContent = isOld ? say('script.batch.stale') : '';
  }

  /** @param {HTMLElement} root */
  #listen(root) {
    const zone = this.#zone;
    this.#picker.addEventListener('change', () => this.#take(this.#picker.files));
    for (const type of ['dragenter', 'dragover']) {
      zone.addEventListener(type, (event) => {
        event.preventDefault();
        zone.classList.add('hc-drop--over');
      });
    }
    for (const type of ['dragleave', 'drop']) zone.addEventListener(type, () => zone.classList.remove('hc-drop--over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#take(event.dataTransfer?.files);
    });
    this.#cancel.addEventListener('click', () => this.#run.abort());
    this.#again.addEventListener('click', () => this.#work(this.#files));
    for (const button of parts(root, '[data-template]')) {
      button.addEventListener('click', () => this.#giveTemplate(button.dataset));
    }
  }

  /** @param {FileList | null | undefined} files */
  #take(files) {
    if (files?.length) this.#work([...files]);
  }

  /** @param {File[]} files */
  async #work(files) {
    this.#run.abort();
    const mine = new AbortController();
    this.#run = mine;
    this.#begin(files);
    try {
      const found = await workOut(this.#engine, files, {
        where: this.#where(),
        unit: this.#unit,
        signal: mine.signal,
        onProgress: (done, all) => this.#progress(done, all),
      });
      if (mine === this.#run) this.#show(found); // else the page is busy with the next file
    } catch (error) {
      if (mine === this.#run) this.#fail(error);
    } finally {
      if (mine === this.#run) this.#cancel.hidden = true;
      this.#picker.value = '';
    }
  }

  /** @param {File[]} files */
  #begin(files) {
    this.#files = files;
    this.#workedOutFor = null;
    this.#panel.hidden = false;
    this.#panel.dataset.state = 'running';
    this.#cancel.hidden = false;
    this.#again.hidden = true;
    this.#result.hidden = true;
    this.#result.removeAttribute('data-stale');
    this.#result.replaceChildren();
    this.#bar.removeAttribute('value');
    this.#count.textContent = '';
    this.#status.textContent = say('script.batch.reading', { name: files.map(({ name }) => name).join(' + ') });
  }

  /**
   * Shows how far it is; only the beginning and the end are spoken.
   *
   * @param {number} done
   * @param {number} all
   */
  #progress(done, all) {
    this.#bar.max = all;
    this.#bar.value = done;
    this.#count.textContent = say('script.batch.running', { done, all });
  }

  /** @param {Found} found */
  #show(found) {
    this.#panel.dataset.state = found.cancelled ? 'cancelled' : 'done';
    this.#count.textContent = '';
    this.#status.textContent = ending(found);
    showBatch(this.#result, found, { unit: this.#unit, saveAs: (kind) => this.#saveResult(found, kind) });
    this.#workedOutFor = found.where;
    this.follow();
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#panel.dataset.state = 'failed';
    this.#count.textContent = '';
    this.#status.textContent = error instanceof Refusal ? error.message : say('script.batch.broken');
  }

  /** @param {DOMStringMap} of */
  async #giveTemplate({ template = '', kind = '' }) {
    try {
      const { rows } = await ask(this.#engine, { op: 'template', lang: template === 'en' ? 'en' : 'zh' });
      await this.#saveRows([{ name: say('script.batch.sheet-firms'), rows, headed: true }], `huice-template-${template}`, kind);
    } catch (error) {
      this.#panel.hidden = false;
      this.#cancel.hidden = true;
      this.#status.textContent = error instanceof Refusal ? error.message : say('script.plan.no-workbook');
    }
  }

  /**
   * @param {Found} found
   * @param {string} kind
   */
  async #saveResult(found, kind) {
    const { name } = found;
    const about = [
      [say('script.batch.about-file'), name],
      [say('script.batch.about-place'), found.where.place],
      [say('script.batch.about-on'), found.where.on],
      [say('script.batch.about-version'), found.version],
      [say('script.batch.about-rows'), ending(found)],
      ...found.remarks.map((remark) => [say('script.batch.about-read'), remark]),
      [say('script.batch.about-note'), say('script.batch.estimate')],
    ];
    const rows = [found.headings, ...(kind === 'csv' ? found.lines : found.lines.map((line) => withSums(line, found.amounts)))];
    const sheets = [
      { name: say('script.batch.sheet'), rows, headed: true },
      { name: say('script.batch.sheet-about'), rows: about, headed: false },
    ];
    try {
      await this.#saveRows(sheets, `huice-${name.replace(/\.\w+$/, '')}`, kind);
    } catch {
      this.#status.textContent = say('script.plan.no-workbook');
    }
  }

  /**
   * Saves sheets as a workbook, or the first of them as CSV, where Python marks what a spreadsheet would run.
   *
   * @param {Sheet[]} sheets
   * @param {string} name
   * @param {string} kind
   */
  async #saveRows(sheets, name, kind) {
    const rows = /** @type {Cell[][]} */ (sheets[0]?.rows);
    const file =
      kind === 'csv' ? csvFile((await ask(this.#engine, { op: 'csv', rows, lang })).text) : await writeWorkbook(sheets);
    save(file, `${name}.${kind}`);
  }
}

/**
 * A line of the result, its sums marked as such.
 *
 * @param {string[]} line
 * @param {number[]} amounts  the columns that hold them
 * @returns {Cell[]}
 */
const withSums = (line, amounts) => line.map((cell, index) => (cell && amounts.includes(index) ? { yuan: cell } : cell));
