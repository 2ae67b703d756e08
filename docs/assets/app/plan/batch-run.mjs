// One run over a file of firms: Python opens it and works it out a chunk at a time.

import { FAILED, SUPERSEDED } from '../../engine/client.mjs';
import { base64 } from '../shared/save.mjs';
import { lang, say } from '../shared/words.mjs';

/**
 * @import { Engine } from '../../engine/client.mjs'
 * @import { Answer, BatchProblem, BatchResult, Operation, Request } from '../../engine/messages.d.ts'
 * @import { Unit } from '../shared/page-data.d.ts'
 */

/** @typedef {{ place: string, on: string }} Where what stands in where a row says nothing */

/**
 * @typedef {object} Found
 * @property {string} name  of the sheet
 * @property {string[]} headings  of the result as a table
 * @property {number[]} amounts  the columns that hold yuan
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
export class Refusal extends Error {}

/**
 * Asks Python.
 *
 * @template {Operation} Op
 * @param {Engine} engine
 * @param {Request<Op>} request
 * @param {number} [patience]
 * @returns {Promise<Extract<Answer<Op>, { ok: true }>>}
 */
export async function ask(engine, request, patience) {
  const answer = await engine.call(request, { channel: `batch-${request.op}`, patience });
  if (answer === FAILED) throw new Refusal(say('live.failed'));
  if (answer === SUPERSEDED) throw new Refusal('');
  if (!answer.ok) throw new Refusal(answer.message);
  return /** @type {Extract<Answer<Op>, { ok: true }>} */ (answer);
}

/**
 * Works out a file, until it is ended by `signal`. With an earlier result beside it, what has changed is told.
 *
 * @param {Engine} engine
 * @param {File[]} files  one, or two in any order
 * @param {object} options
 * @param {Where} options.where
 * @param {Unit} options.unit
 * @param {AbortSignal} options.signal
 * @param {(done: number, all: number) => void} options.onProgress  rows
 * @returns {Promise<Found>}
 */
export async function workOut(engine, files, { where, unit, signal, onProgress }) {
  const [file, other, ...more] = files;
  if (!file || more.length) throw new Refusal(say('script.batch.too-many'));
  if (files.some(({ size }) => size > BIGGEST_FILE)) throw new Refusal(say('script.batch.too-big'));
  const also = other && { also_name: other.name, also: await base64(other) };
  const opening = {
    op: /** @type {const} */ ('sheet'),
    name: file.name,
    content: await base64(file),
    ...also,
    ...where,
    unit,
    lang,
  };
  const { reading, ...opened } = await ask(engine, opening, PATIENCE);
  const { name, headings, amounts, problems, version } = opened;
  const nothing = { lines: [], results: [], remarks: [], rows: 0, bad: 0, cancelled: false };
  /** @type {Found} */
  const found = { name, headings, amounts, problems, version, where, ...nothing };
  for (let size = FIRST_CHUNK, ended = false; !ended; ) {
    const began = performance.now();
    const answer = await ask(engine, { op: 'batch', reading, most: size, unit, lang });
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
    onProgress(ended ? answer.rows : answer.done, answer.rows);
    await breath();
  }
  return found;
}

/**
 * How a run ended, in words.
 *
 * @param {Found} found
 */
export const ending = ({ cancelled, results, rows, bad }) =>
  say(cancelled ? 'script.batch.cancelled' : 'script.batch.done', { done: results.length, all: rows, bad });

/** Lets the page paint and take a click. */
const breath = () => new Promise((resolve) => setTimeout(resolve));
