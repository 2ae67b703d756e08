// The works that this browser keeps, several at a time, each with what can be undone in it.

import { kept } from '../shared/storage.mjs';

/** @import { Work } from './messages.d.ts' */

/** @returns {{ open: string, works: Record<string, Work> }} */
function read() {
  try {
    const found = JSON.parse(kept.get('desk') ?? '');
    if (found && typeof found.works === 'object') return found;
  } catch {
    // nothing is kept, or not by us
  }
  return { open: '', works: {} };
}

export class Works {
  #all = read();

  get names() {
    return Object.keys(this.#all.works).sort();
  }

  get open() {
    return this.#all.open;
  }

  /** @param {string} name */
  get(name) {
    return this.#all.works[name];
  }

  /**
   * Keeps a work and opens it; whether the browser had room for it.
   *
   * @param {string} name
   * @param {Work} work
   */
  keep(name, work) {
    this.#all.works[name] = work;
    this.#all.open = name;
    return this.#write() || this.#withoutPasts();
  }

  /** @param {string} name */
  drop(name) {
    delete this.#all.works[name];
    if (this.#all.open === name) this.#all.open = this.names[0] ?? '';
    this.#write();
  }

  /** Where the browser has no more room, the words go before what could be undone. */
  #withoutPasts() {
    for (const work of Object.values(this.#all.works)) delete work.state;
    return this.#write();
  }

  #write() {
    return kept.set('desk', JSON.stringify(this.#all));
  }
}
