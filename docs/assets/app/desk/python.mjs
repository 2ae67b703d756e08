// The page's side of the desk's Python: starts its thread, asks it, and leaves out what has been asked anew meanwhile.

import { ownAssets, root } from '../shared/site.mjs';

/** @import { Manifest } from './messages.d.ts' */

/** What this build's Python is called and weighs. @returns {Promise<Manifest>} */
export async function readManifest() {
  const answer = await fetch(new URL('assets/desk/desk.json', root));
  if (!answer.ok) throw new Error(`desk.json: ${answer.status}`);
  return answer.json();
}

export class Python {
  #worker;
  #next = 1;
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();
  /** @type {Map<string, number>} */
  #latest = new Map();

  /** @param {Manifest} manifest */
  constructor({ folder, archive }) {
    this.#worker = new Worker(new URL('app/desk/worker.mjs', ownAssets), { type: 'module', name: 'desk' });
    /** @type {Promise<void>} */
    this.ready = new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => {
        if (data.ready) resolve();
        else if (data.failed) reject(new Error(data.failed));
        else this.#answered(data);
      };
      this.#worker.onerror = (event) => reject(new Error(event.message || 'the thread did not start'));
    });
    this.#worker.postMessage({ start: { folder: new URL(folder, root).href, archive } });
  }

  /**
   * Asks Python.
   *
   * @param {string} what  the operation
   * @param {Record<string, unknown>} [values]
   * @returns {Promise<any>}  null where the same has been asked anew before the answer came
   */
  ask(what, values = {}) {
    const id = this.#next++;
    this.#latest.set(what, id);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (answer) => {
        if (answer.broken) reject(new Error(answer.broken));
        else resolve(this.#latest.get(what) === id ? answer : null);
      });
      this.#worker.postMessage({ id, request: JSON.stringify({ do: what, ...values }) });
    });
  }

  /** @param {{ id: number, answer: string }} message */
  #answered({ id, answer }) {
    const done = this.#waiting.get(id);
    this.#waiting.delete(id);
    done?.(JSON.parse(answer));
  }
}
