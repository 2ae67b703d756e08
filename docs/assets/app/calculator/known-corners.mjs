// The curves that a calculator's page knows: those it came with, and that of Python's last answer.

import { findTable } from '../shared/corners.mjs';
import { canonical } from '../shared/form.mjs';

/** @import { Answers, Corner, PageCase } from '../shared/page-data.d.ts' */

export class KnownCorners {
  #pageCase;
  /** @type {Corner[] | null} */
  #learnt = null;
  #others = ''; // the answers that it holds for, but the main one

  /** @param {PageCase} pageCase */
  constructor(pageCase) {
    this.#pageCase = pageCase;
  }

  /**
   * The page's corners for these answers, or those of the last answer where only the main input has changed.
   *
   * @param {Answers} inputs
   */
  for(inputs) {
    if (!this.#pageCase.main) return null;
    const found = findTable(this.#pageCase, inputs)?.corners;
    return found ?? (this.#others === this.#othersOf(inputs) ? this.#learnt : null);
  }

  /**
   * Takes note of the curve that Python has drawn.
   *
   * @param {Answers} inputs
   * @param {Corner[] | null} corners
   */
  learn(inputs, corners) {
    this.#learnt = corners;
    this.#others = this.#othersOf(inputs);
  }

  /** @param {Answers} inputs */
  #othersOf(inputs) {
    const { fields, main } = this.#pageCase;
    return JSON.stringify(Object.entries(canonical(inputs, fields)).filter(([name]) => name !== main));
  }
}
